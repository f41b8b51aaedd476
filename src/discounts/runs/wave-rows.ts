import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { UserStatus } from '../../users/index.js';
import type { DiscountWave } from '../discount-run.entity.js';

export interface WaveRow {
  personId: string;
  userId: string;
  periodKey: string;
  amount: string;
  kind: string;
  status: string;
  userStatus: UserStatus;
}

/** The next grants of a wave in the order of persons; those who are held out never hear of it. */
export const waveRows = (
  uow: UnitOfWork,
  { runId, ruleId, version, cursorPersonId, cursorPeriodKey, sinceAt }: DiscountWave,
  most: number,
): Promise<WaveRow[]> =>
  uow.sql<WaveRow>(
    `SELECT g.person_id AS personId, g.user_id AS userId, g.period_key AS periodKey, g.amount, g.kind, g.status,
       u.status AS userStatus
     FROM discount_grants g JOIN users u ON u.id = g.user_id
     WHERE g.run_id = ? AND g.rule_id = ? AND g.version = ? AND g.created_at >= ?
       AND g.person_id >= ? AND (g.person_id > ? OR g.period_key > ?)
       AND g.status NOT IN ('HELD_OUT', 'EXPIRED', 'REVOKED')
     ORDER BY g.person_id, g.period_key LIMIT ?`,
    [runId, ruleId, version, sinceAt, cursorPersonId, cursorPersonId, cursorPeriodKey, most],
  );

/** Where a wave stands after some of its rows, of which so many were told or paid; fewer than asked for are its end. */
export function progressOf(wave: DiscountWave, rows: WaveRow[], done: number, most: number) {
  const last = rows.at(-1);
  return {
    ...(last && { cursorPersonId: last.personId, cursorPeriodKey: last.periodKey }),
    doneCount: wave.doneCount + done,
    leftOutCount: wave.leftOutCount + rows.length - done,
    status: rows.length < most ? ('DONE' as const) : ('RUNNING' as const),
  };
}

/**
 * Whether a wave may go on: it rests while its version is paused. Shares the row of the version, so that a pause waits
 * for what is just being paid and comes before all that follows.
 */
export async function mayGoOn(uow: UnitOfWork, { ruleId, version }: DiscountWave): Promise<boolean> {
  const [running] = await uow.sql(
    `SELECT id FROM discount_versions WHERE rule_id = ? AND version = ? AND status <> 'PAUSED' LOCK IN SHARE MODE`,
    [ruleId, version],
  );
  return running !== undefined;
}
