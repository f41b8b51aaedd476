import { system } from '../platform/actor.js';
import { rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, postOnce, type Account } from '../ledger/index.js';
import { at } from './movable-clock.js';

const supplierDepositAmount = rupiah(50_000_000);

/** What the goods on the shelves cost us. */
async function inventoryAmount(uow: UnitOfWork): Promise<number> {
  const [row] = await uow.sql<{ amount: string | null }>(
    'SELECT SUM(stock * cost_amount) AS amount FROM products WHERE stock IS NOT NULL',
  );
  return rupiah(row?.amount ?? 0);
}

const open = (uow: UnitOfWork, account: Account, amount: number) =>
  postOnce(uow, {
    kind: 'opening.balance',
    reference: `opening:${account.code}`,
    description: account.code,
    entries: [debit(account, amount), credit(accounts.equity, amount)],
  });

/** What the owners brought in before the first sale: a deposit at the supplier and filled shelves. */
export const postOpeningBalances = (moment: Date): Promise<void> =>
  at(moment, system('seed'), async (uow) => {
    await open(uow, accounts.supplierDeposit('digiflazz'), supplierDepositAmount);
    await open(uow, accounts.inventory, await inventoryAmount(uow));
  });
