import assert from 'node:assert/strict';
import { fundedWallet } from '../../test/factories/ledger.js';
import { aStaff } from '../../test/factories/staff.js';
import { system, type Actor } from '../platform/actor.js';
import { newId } from '../platform/ids.js';
import { rehearse, type UnitOfWork } from '../platform/unit-of-work.js';
import { spendAuthority } from '../staff/index.js';
import { accounts, credit, debit, post, reverse, type Account } from './index.js';

const unspent = /^Error: Nobody has spent an authority for /;

const give = (uow: UnitOfWork, wallet: Account, amount: number) =>
  post(uow, {
    kind: 'test.given',
    reference: newId(),
    entries: [debit(accounts.balanceAdjustments, amount), credit(wallet, amount)],
  });

const refund = (uow: UnitOfWork, wallet: Account, { sale, amount }: { sale: string; amount: number }) =>
  post(uow, {
    kind: 'sale.refund',
    reference: newId(),
    transactionId: sale,
    entries: [debit(accounts.salesRevenue, amount), credit(wallet, amount)],
  });

const walletId = ({ code }: Account): string => code.replace('customer_wallet:', '');

const spend = (
  uow: UnitOfWork,
  subjectId: string,
  amount: number,
  act: 'wallet.adjust' | 'transaction.refund',
) => spendAuthority(uow, { act, amount, subjectId, beneficiaryId: null });

/** Nothing of it stays, so that these books without sales and allowances disturb no audit. */
const tried = (actor: Actor, work: (uow: UnitOfWork) => Promise<unknown>): Promise<unknown> =>
  rehearse(actor, work);

const isRefused = (work: Promise<unknown>) => assert.rejects(work, unspent);

describe('authority where a journal is posted', () => {
  let wallet: Account;
  let clerk: Actor;

  beforeEach(async () => {
    wallet = await fundedWallet(500);
    clerk = await aStaff('finance');
  });

  it('S2.51 is demanded of every journal on what the shop gave by hand, whoever posts it and by whatever name', async () => {
    for (const actor of [clerk, system('test')])
      await isRefused(tried(actor, (uow) => give(uow, wallet, 100)));
  });

  it('is good for the wallet and the amount for which it was spent', async () => {
    const given = (subject: string, amount: number) =>
      tried(clerk, async (uow) => {
        await spend(uow, subject, amount, 'wallet.adjust');
        await give(uow, wallet, 100);
      });
    await isRefused(given(walletId(wallet), 101));
    await isRefused(given(newId(), 100));
    await given(walletId(wallet), 100);
  });

  it('is used up by one journal, and ends with its unit of work', async () => {
    await isRefused(
      tried(clerk, async (uow) => {
        await spend(uow, walletId(wallet), 100, 'wallet.adjust');
        await give(uow, wallet, 100);
        await give(uow, wallet, 100);
      }),
    );
    await tried(clerk, (uow) => spend(uow, walletId(wallet), 100, 'wallet.adjust'));
    await isRefused(tried(clerk, (uow) => give(uow, wallet, 100)));
  });

  it('is demanded of the reversal of an adjustment, which is another one', async () => {
    await isRefused(
      tried(clerk, async (uow) => {
        await spend(uow, walletId(wallet), 100, 'wallet.adjust');
        const { journalId } = await give(uow, wallet, 100);
        await reverse(uow, journalId, { reason: 'a test' });
      }),
    );
  });

  it('is demanded of refunds by staff, while the machinery refunds by rule', async () => {
    const whole = { sale: newId(), amount: 100 };
    await isRefused(tried(clerk, (uow) => refund(uow, wallet, whole)));
    await tried(clerk, async (uow) => {
      await spend(uow, whole.sale, 100, 'transaction.refund');
      await refund(uow, wallet, whole);
    });
    await tried(system('test'), (uow) => refund(uow, wallet, whole));
  });
});
