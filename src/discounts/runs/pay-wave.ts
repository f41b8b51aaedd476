import { accounts, credit, debit, postOnce } from '../../ledger/index.js';
import { rupiah } from '../../platform/money.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { announceWallet, receivingWallet, walletAccount } from '../../wallets/index.js';
import { DiscountWave } from '../discount-run.entity.js';
import { giveBudgetBack } from '../expire-grants.js';
import { progressOf, waveRows, type WaveRow } from './wave-rows.js';

/**
 * Pays one grant into the customer's wallet. The condition on its state and the reference of its journal each let it be
 * paid once. @returns whether it was paid now.
 */
async function pay(
  uow: UnitOfWork,
  ruleId: string,
  { personId, userId, periodKey, amount }: WaveRow,
): Promise<boolean> {
  const delivered = await uow.run(
    `UPDATE discount_grants SET status = 'DELIVERED', used_amount = amount, updated_at = ?
     WHERE rule_id = ? AND period_key = ? AND person_id = ? AND status = 'GRANTED'`,
    [uow.now, ruleId, periodKey, personId],
  );
  if (delivered !== 1) return false;
  const wallet = await receivingWallet(uow, userId);
  await postOnce(uow, {
    kind: 'promotion.granted',
    reference: `discount:${ruleId}:${periodKey}:${personId}`,
    entries: [debit(accounts.promotions, rupiah(amount)), credit(walletAccount(wallet), rupiah(amount))],
  });
  announceWallet(uow, wallet);
  return true;
}

/** Whoever was closed out before they were paid gets nothing, and the budget has it again. */
async function takeBack(
  uow: UnitOfWork,
  { ruleId, version }: DiscountWave,
  { personId, periodKey, amount }: WaveRow,
): Promise<void> {
  const revoked = await uow.run(
    `UPDATE discount_grants SET status = 'REVOKED', updated_at = ?
     WHERE rule_id = ? AND period_key = ? AND person_id = ? AND status = 'GRANTED'`,
    [uow.now, ruleId, periodKey, personId],
  );
  if (revoked === 1) await giveBudgetBack(uow, { ruleId, version, amount: Number(amount) });
}

/** Pays the next of a wave. @returns how many were looked at; fewer than asked for is the end of the wave. */
export async function paySome(uow: UnitOfWork, wave: DiscountWave, most: number): Promise<number> {
  const rows = await waveRows(uow, wave, most);
  const due = rows.filter(({ kind, status }) => kind === 'wallet_credit' && status === 'GRANTED');
  let paid = 0;
  for (const row of due) {
    if (row.userStatus !== 'ACTIVE') await takeBack(uow, wave, row);
    else if (await pay(uow, wave.ruleId, row)) paid += 1;
  }
  uow.addUpdate(DiscountWave, { id: wave.id }, progressOf(wave, rows, paid, most));
  return rows.length;
}
