interface Asked<Key, Answer> {
  key: Key;
  resolve(answer: Answer | undefined): void;
  reject(error: unknown): void;
}

/** A packet to the database can only be so long, and one slow answer must not hold up everybody. */
const mostTogether = 50;

/**
 * Answers what is asked within one turn of the loop by one look: under load many requests come at once, and each trip
 * to the database costs both sides more than the row. Everybody's answer is read after they asked, so none is older
 * than their own would be.
 * @param askAll reads for different keys; answers by key, and nothing for what is not there.
 */
export function together<Key, Answer>(
  askAll: (keys: Key[]) => Promise<Map<Key, Answer>>,
): (key: Key) => Promise<Answer | undefined> {
  let waiting: Asked<Key, Answer>[] = [];

  async function ask(): Promise<void> {
    const asked = waiting;
    waiting = [];
    if (asked.length === 0) return;
    try {
      const answers = await askAll([...new Set(asked.map(({ key }) => key))]);
      for (const { key, resolve } of asked) resolve(answers.get(key));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void ask());
      waiting.push({ key, resolve, reject });
      if (waiting.length === mostTogether) void ask();
    });
}
