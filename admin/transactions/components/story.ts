/** A row of a story as it came from the server. */
export type StoryRow = Record<string, string | number | null>;

export interface Story {
  lines: StoryRow[];
  payments: StoryRow[];
  callbacks: StoryRow[];
  fulfilments: StoryRow[];
  shipments: StoryRow[];
  entries: StoryRow[];
}
