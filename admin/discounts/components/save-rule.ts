import { ApiClient, type RecordJSON } from 'adminjs';
import type { Definition } from './definition';
import type { Problems } from './PieceInput';
import type { ShownVersion } from './studio-data';

const api = new ApiClient();

interface Written {
  name: string;
  note: string;
  definition: Definition;
}

interface Answer {
  record: RecordJSON & { errors?: Record<string, { message: string }> };
  notice?: { type: string; message: string; options?: Record<string, string> };
}

type Saved =
  { id: string; message: string } | { message: string; options: Record<string, string>; problems: Problems };

async function send(version: ShownVersion | null, data: object): Promise<Answer> {
  const target = { resourceId: 'DiscountVersion', method: 'post' as const, data };
  const response = version
    ? await api.recordAction({ ...target, recordId: version.id, actionName: 'edit' })
    : await api.resourceAction({ ...target, actionName: 'new' });
  return response.data as unknown as Answer;
}

/** The places of a refusal as the form names them: within the definition or beside it. */
const placesOf = (errors: Answer['record']['errors']): Problems =>
  Object.fromEntries(
    Object.entries(errors ?? {}).map(([path, { message }]) => [path.replace(/^definition\./, ''), message]),
  );

/** Saves the draft; another's change in between is never overwritten. */
export async function saveRule(version: ShownVersion | null, written: Written): Promise<Saved> {
  try {
    const expected = version ? { expected: String(version.revision) } : {};
    const { record, notice } = await send(version, { ...written, ...expected });
    if (notice?.type === 'success') return { id: record.id, message: notice.message };
    return {
      message: notice?.message ?? 'unexpectedError',
      options: notice?.options ?? {},
      problems: placesOf(record.errors),
    };
  } catch {
    return { message: 'serviceAway', options: {}, problems: {} };
  }
}
