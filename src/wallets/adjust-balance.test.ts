import assert from 'node:assert/strict';
import { actorOf, aStaff, aStaffAccount } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, walletOf } from '../../test/factories/wallets.js';
import type { Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { accounts, balanceOf, previewJournals } from '../ledger/index.js';
import { approve, ceilingOf, rejectApproval } from '../staff/index.js';
import { adjustBalance, requestAdjustment, type AdjustBalance } from './adjust-balance.js';
import { walletAccount, type Wallet } from './wallet.entity.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const reason = 'Saldo keliru karena gangguan';

const aWallet = async (amount: number): Promise<Wallet> => aFilledWallet((await aCustomer()).id, amount);

const wish = ({ id }: Wallet, how: AdjustBalance['how'], amount: number): AdjustBalance => ({
  walletId: id,
  how,
  amount,
  reason,
});

const adjust = (actor: Actor, wallet: Wallet, how: AdjustBalance['how'], amount: number) =>
  inTransaction(actor, (uow) => adjustBalance(uow, wish(wallet, how, amount)));

const ask = (actor: Actor, wallet: Wallet, how: AdjustBalance['how'], amount: number) =>
  inTransaction(actor, (uow) => requestAdjustment(uow, wish(wallet, how, amount)));

const say = (actor: Actor, { id }: { id: string }) =>
  inTransaction(actor, (uow) => approve(uow, { approvalId: id, reason: 'Cocok dengan bukti' }));

const balance = (wallet: Wallet) => balanceOf(walletAccount(wallet));

describe('adjustBalance', () => {
  const { single, daily } = ceilingOf('finance', 'wallet.adjust');

  it('S2.51 S2.52 adds to a wallet and takes from it, with the journal and the reason', async () => {
    const wallet = await aWallet(50_000);
    const given = await balanceOf(accounts.balanceAdjustments);
    const clerk = await aStaff('finance');
    const { journalId } = await adjust(clerk, wallet, 'add', 20_000);
    await adjust(clerk, wallet, 'subtract', 5_000);
    assert.equal(await balance(wallet), 65_000);
    assert.equal((await balanceOf(accounts.balanceAdjustments)) - given, 15_000);
    const [deed] = await query<{ reason: string; actor_id: string; after: string }>(
      `SELECT reason, actor_id, CONCAT(after_values) AS \`after\` FROM activity_logs
       WHERE action = 'wallet.adjusted' AND subject_id = ? ORDER BY id LIMIT 1`,
      [wallet.id],
    );
    assert.deepEqual([deed?.reason, deed?.actor_id], [reason, clerk.id]);
    assert.ok(deed?.after.includes(journalId));
  });

  it('S2.53 posts the difference when a balance is set, and overwrites nothing', async () => {
    const wallet = await aWallet(50_000);
    const { journalId } = await adjust(await aStaff('finance'), wallet, 'set', 42_000);
    const entries = await query<{ amount: string }>(
      'SELECT amount FROM ledger_entries WHERE journal_id = ? ORDER BY amount',
      [journalId],
    );
    assert.deepEqual(
      entries.map(({ amount }) => Number(amount)),
      [-8_000, 8_000],
    );
    assert.equal(await balance(wallet), 42_000);
    await assert.rejects(
      adjust(await aStaff('finance'), wallet, 'set', 42_000),
      refusal('balance_unchanged'),
    );
  });

  it('never takes more than there is', async () => {
    const wallet = await aWallet(1_000);
    await assert.rejects(
      adjust(await aStaff('owner'), wallet, 'subtract', 1_001),
      refusal('insufficient_balance'),
    );
  });

  it('is for those who may, and never for oneself', async () => {
    const wallet = await aWallet(1_000);
    await assert.rejects(adjust(await aStaff('support'), wallet, 'add', 1), refusal('forbidden'));
    const account = await aStaffAccount('owner');
    const self = await aCustomer({ email: account.email });
    const own = await walletOf(self.id);
    await assert.rejects(adjust(actorOf(account), own, 'add', 1), refusal('own_benefit'));
  });

  it('stops at the ceiling where it posts, whichever way it is called', async () => {
    const wallet = await aWallet(50_000);
    const clerk = await aStaff('finance');
    await assert.rejects(adjust(clerk, wallet, 'add', single + 1), refusal('approval_required'));
    await assert.rejects(adjust(clerk, wallet, 'set', single + 50_001), refusal('approval_required'));
    const preview = previewJournals(clerk, (uow) => adjustBalance(uow, wish(wallet, 'add', single + 1)));
    await assert.rejects(preview, refusal('approval_required'));
    assert.equal(await balance(wallet), 50_000);
  });

  it('lets thirty clicks of one instant through up to the ceiling of the day and no further', async () => {
    const wallet = await aWallet(1_000);
    const clerk = await aStaff('finance');
    const amount = daily / 10;
    const clicks = Array.from({ length: 30 }, () => adjust(clerk, wallet, 'add', amount));
    const done = (await Promise.allSettled(clicks)).filter(({ status }) => status === 'fulfilled').length;
    assert.equal(done, 10);
    assert.equal(await balance(wallet), 1_000 + daily);
  });

  it('is done above the ceiling once a second person agrees, once', async () => {
    const wallet = await aWallet(50_000);
    const approval = await ask(await aStaff('finance'), wallet, 'add', single + 1);
    assert.deepEqual(approval.observed, { balance_amount: 50_000 });
    assert.equal(await balance(wallet), 50_000);
    const people = [await aStaff('admin'), await aStaff('owner')];
    await Promise.allSettled(people.map((person) => say(person, approval)));
    assert.equal(await balance(wallet), 50_000 + single + 1);
  });

  it('stays undone when the second person refuses', async () => {
    const wallet = await aWallet(50_000);
    const approval = await ask(await aStaff('finance'), wallet, 'subtract', 40_000);
    await inTransaction(await aStaff('admin'), (uow) =>
      rejectApproval(uow, { approvalId: approval.id, reason: 'Tidak ada bukti' }),
    );
    assert.equal(await balance(wallet), 50_000);
  });

  it('sets nothing from a balance that has moved since it was asked', async () => {
    const wallet = await aWallet(50_000);
    const approval = await ask(await aStaff('finance'), wallet, 'set', 10_000);
    await adjust(await aStaff('finance'), wallet, 'add', 7_000);
    await assert.rejects(say(await aStaff('admin'), approval), refusal('balance_moved'));
    assert.equal(await balance(wallet), 57_000);
  });

  it('takes nothing where giving was agreed on, though the sum is the same', async () => {
    const wallet = await aWallet(10_000);
    const approval = await ask(await aStaff('finance'), wallet, 'set', 40_000);
    await adjust(await aStaff('finance'), wallet, 'add', 60_000);
    await assert.rejects(say(await aStaff('admin'), approval), refusal('balance_moved'));
    assert.equal(await balance(wallet), 70_000);
  });

  it('adds what was agreed even when the balance has moved', async () => {
    const wallet = await aWallet(50_000);
    const approval = await ask(await aStaff('finance'), wallet, 'add', single + 500);
    await adjust(await aStaff('finance'), wallet, 'add', 7_000);
    await say(await aStaff('admin'), approval);
    assert.equal(await balance(wallet), 57_000 + single + 500);
  });
});
