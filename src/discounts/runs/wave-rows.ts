import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { DiscountWave } from '../discount-run.entity.js';

export interface WaveRow {
  personId: string;
  userId: string;
  periodKey: string;
  amount: string;
  kind: string;
  status: string;
}

/** The next grants of a wave in the order of persons; those who are held out never hear of it. */
export const waveRows = (
  uow: UnitOfWork,
  { runId, ruleId, cursorPersonId, sinceAt }: DiscountWave,
  most: number,
): Promise<WaveRow[]> =>
  uow.sql<WaveRow>(
    `SELECT g.person_id AS personId, g.user_id AS userId, g.period_key AS periodKey, g.amount, g.kind, g.status
     FROM discount_grants g WHERE g.run_id = ? AND g.rule_id = ? AND g.person_id > ? AND g.created_at >= ?
       AND g.status NOT IN ('HELD_OUT', 'EXPIRED', 'REVOKED')
     ORDER BY g.person_id LIMIT ?`,
    [runId, ruleId, cursorPersonId, sinceAt, most],
  );
