import { query } from '../platform/database.js';

/** The full names of customers; `maskedName` before a stranger sees one. */
export async function namesOfUsers(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await query<{ id: string; name: string }>('SELECT id, name FROM users WHERE id IN (?)', [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
