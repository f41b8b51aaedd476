import { query } from '../../platform/database.js';

/** Names of the rules that are in force, live or paused, and ask whether a customer stands on this list. */
export async function rulesNaming(segmentId: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `SELECT r.name FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.in_force_of IS NOT NULL AND JSON_SEARCH(v.definition, 'one', ?, NULL, '$.who') IS NOT NULL
     ORDER BY r.name`,
    [segmentId],
  );
  return rows.map(({ name }) => name);
}
