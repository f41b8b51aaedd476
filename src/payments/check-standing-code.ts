import { raiseAlert } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { forEachApart } from '../platform/each.js';
import type { Attempt } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { codeCheckFrom, firstCodeCheck, isLongUnheard, nextCodeCheck } from './check-times.js';
import { gatewayNamed } from './gateways/index.js';
import { closeUnknown } from './payment-alerts.js';
import { receiveIntoCode } from './receive-standing.js';
import { StandingCode } from './standing-code.entity.js';

const batch = 200;
const actor = system('payments');

/** Takes the codes that the gateway is to be asked about, and puts their next look off at once. */
export async function takeDueCodes(uow: UnitOfWork): Promise<string[]> {
  const rows = await uow.sql<{ id: string }>(
    `SELECT id FROM standing_codes WHERE next_check_at <= ? ORDER BY next_check_at LIMIT ${batch}
     FOR UPDATE SKIP LOCKED`,
    [uow.now],
  );
  const due = rows.map(({ id }) => id);
  if (due.length > 0)
    await uow.run('UPDATE standing_codes SET next_check_at = ? WHERE id IN (?)', [
      nextCodeCheck(uow.now),
      due,
    ]);
  return due;
}

/** Nothing was learned: it is asked again soon, and after a day without a word a person must know. */
async function askSoon(uow: UnitOfWork, { id, gateway, checkedAt }: StandingCode): Promise<void> {
  await uow.update(StandingCode, { id }, { nextCheckAt: firstCodeCheck(uow.now) });
  if (!isLongUnheard(checkedAt, uow.now)) return;
  await raiseAlert(uow, {
    kind: 'payment_outcome_unknown',
    subject: id,
    severity: 'warning',
    details: { gateway, standing_code_id: id },
  });
}

/** Asks for payments that no callback told, and receives them like those. */
export async function checkStandingCode(id: string, attempt: Attempt): Promise<void> {
  const code = await database().getRepository(StandingCode).findOneBy({ id });
  if (!code?.uuid) return;
  await attempt.assertOwned();
  const since = codeCheckFrom(code.checkedAt);
  const reports = await gatewayNamed(code.gateway).standing?.paidInto(code.uuid, since);
  if (!reports) return attempt.inTransaction(actor, (uow) => askSoon(uow, code));
  await forEachApart(reports, (report) =>
    attempt.inTransaction(actor, async (uow) =>
      receiveIntoCode(uow, await uow.lock(StandingCode, { id }), report),
    ),
  );
  await attempt.inTransaction(actor, async (uow) => {
    await uow.update(StandingCode, { id }, { checkedAt: uow.now });
    closeUnknown(uow, code);
  });
}
