import { query } from '../../src/platform/database.js';

/** Shelves to choose from, in the order of the shop. */
export async function categoryOptions(): Promise<{ value: string; label: string }[]> {
  const rows = await query<{ id: string; name_id: string }>(
    'SELECT id, name_id FROM product_categories ORDER BY sort_order, id LIMIT 300',
  );
  return rows.map(({ id, name_id }) => ({ value: id, label: name_id }));
}

/** The newest version of every set of questions. */
export async function inputSchemaOptions(): Promise<{ value: string; label: string }[]> {
  const rows = await query<{ id: string; code: string; version: number }>(
    `SELECT id, code, version FROM input_schemas s
     WHERE version = (SELECT MAX(t.version) FROM input_schemas t WHERE t.code = s.code) ORDER BY code LIMIT 300`,
  );
  return rows.map(({ id, code, version }) => ({ value: id, label: `${code} · v${version}` }));
}
