import assert from 'node:assert/strict';
import { fundedWallet } from '../../test/factories/ledger.js';
import { drainJobs } from '../../test/jobs.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  accounts,
  balanceOf,
  capture,
  credit,
  debit,
  ledgerChecks,
  post,
  release,
  reserve,
  runAudit,
  type Account,
  type HoldDraft,
  type JournalDraft,
} from './index.js';
import { expireHolds } from './ledger.jobs.js';

const inBooks = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(system('test'), work);

const hold = (account: Account, amount: number, more: Partial<HoldDraft> = {}) =>
  inBooks((uow) => reserve(uow, { account, amount, reference: `test:${newId()}`, reason: 'test', ...more }));

const payout = (wallet: Account, amount: number): JournalDraft => ({
  kind: 'test',
  reference: newId(),
  entries: [debit(wallet, amount), credit(accounts.equity, amount)],
});

const pay = (wallet: Account, amount: number) => inBooks((uow) => post(uow, payout(wallet, amount)));

async function heldOn({ code }: Account): Promise<number> {
  const [row] = await query<{ held: string }>(
    `SELECT b.held_amount AS held FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
     WHERE a.code = ?`,
    [code],
  );
  return Number(row?.held);
}

async function rowOf(id: string): Promise<{ status: string; captured: number; log: string }> {
  const [row] = await query<{ status: string; captured: string; log: string }>(
    `SELECT h.status, h.captured_amount AS captured, GROUP_CONCAT(l.event ORDER BY l.id) AS log
     FROM ledger_holds h JOIN ledger_hold_logs l ON l.hold_id = h.id WHERE h.id = ? GROUP BY h.id`,
    [id],
  );
  assert.ok(row);
  return { ...row, captured: Number(row.captured) };
}

const tally = async (attempts: Promise<unknown>[]): Promise<Record<string, number>> => {
  const words = (await Promise.allSettled(attempts)).map((result) =>
    result.status === 'fulfilled' ? 'done' : String((result.reason as { code?: string }).code),
  );
  return Object.fromEntries(
    [...new Set(words)].map((word) => [word, words.filter((w) => w === word).length]),
  );
};

describe('a hold', () => {
  afterEach(async () => {
    moveClock(0);
    const { checks } = await runAudit(ledgerChecks);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('leaves the balance as it is and keeps its part from being spent', async () => {
    const wallet = await fundedWallet(1_000);
    await hold(wallet, 700);
    assert.equal(await balanceOf(wallet), 1_000);
    assert.equal(await heldOn(wallet), 700);
    await assert.rejects(pay(wallet, 301), { code: 'insufficient_balance' });
    await pay(wallet, 300);
  });

  it('is refused beyond what is free, and leaves nothing', async () => {
    const wallet = await fundedWallet(1_000);
    await hold(wallet, 700);
    await assert.rejects(hold(wallet, 301), { code: 'insufficient_balance', status: 409 });
    assert.equal(await heldOn(wallet), 700);
  });

  it('is made once for one reference, also by thirty at the same moment', async () => {
    const wallet = await fundedWallet(1_000);
    const reference = newId();
    const outcomes = await tally(Array.from({ length: 30 }, () => hold(wallet, 100, { reference })));
    assert.deepEqual(outcomes, { done: 1, already_held: 29 });
    assert.equal(await heldOn(wallet), 100);
  });

  it('tells a taken reference from an empty wallet', async () => {
    const wallet = await fundedWallet(100);
    const { reference } = await hold(wallet, 100);
    await assert.rejects(hold(wallet, 100, { reference }), { code: 'already_held' });
  });

  it('lets exactly as many through as the balance covers', async () => {
    const wallet = await fundedWallet(1_000);
    const outcomes = await tally(
      Array.from({ length: 15 }, (_, index) => (index % 2 ? hold(wallet, 150) : pay(wallet, 150))),
    );
    assert.deepEqual(outcomes, { done: 6, insufficient_balance: 9 });
  });

  it('is captured in part, and the rest is free again', async () => {
    const wallet = await fundedWallet(1_000);
    const { id } = await hold(wallet, 1_000);
    const { journalId } = await inBooks((uow) => capture(uow, id, payout(wallet, 600)));
    assert.deepEqual(await rowOf(id), { status: 'CAPTURED', captured: 600, log: 'reserve,capture' });
    assert.equal(await balanceOf(wallet), 400);
    assert.equal(await heldOn(wallet), 0);
    await pay(wallet, 400);
    const [row] = await query<{ id: string }>('SELECT journal_id AS id FROM ledger_holds WHERE id = ?', [id]);
    assert.equal(row?.id, journalId);
  });

  it('never gives more than it holds, nor less than a rupiah', async () => {
    const wallet = await fundedWallet(1_000);
    const other = await fundedWallet(1_000);
    const { id } = await hold(wallet, 500);
    for (const draft of [payout(wallet, 501), payout(other, 500)])
      await assert.rejects(
        inBooks((uow) => capture(uow, id, draft)),
        RangeError,
      );
    assert.equal((await rowOf(id)).status, 'OPEN');
  });

  it('stays open when its journal is refused, and the caller may go on', async () => {
    const wallet = await fundedWallet(1_000);
    const { id } = await hold(wallet, 500);
    const draft = payout(wallet, 100);
    await inBooks((uow) => post(uow, draft));
    await inBooks(async (uow) => {
      await assert.rejects(capture(uow, id, draft), { code: 'already_posted' });
    });
    assert.equal((await rowOf(id)).status, 'OPEN');
    assert.equal(await heldOn(wallet), 500);
  });

  it('is released once, and never captured after', async () => {
    const wallet = await fundedWallet(500);
    const { id } = await hold(wallet, 500);
    await inBooks((uow) => release(uow, id, 'rejected'));
    assert.deepEqual(await rowOf(id), { status: 'RELEASED', captured: 0, log: 'reserve,release' });
    const again = { code: 'hold_closed', status: 409, params: { status: 'RELEASED' } };
    await assert.rejects(
      inBooks((uow) => release(uow, id, 'again')),
      again,
    );
    await assert.rejects(
      inBooks((uow) => capture(uow, id, payout(wallet, 1))),
      again,
    );
    await pay(wallet, 500);
  });

  it('ends once when thirty capture and release it at the same moment', async () => {
    const wallet = await fundedWallet(500);
    const { id } = await hold(wallet, 500);
    const outcomes = await tally(
      Array.from({ length: 30 }, (_, index) =>
        inBooks<unknown>((uow) =>
          index % 2 ? release(uow, id, 'test') : capture(uow, id, payout(wallet, 500)),
        ),
      ),
    );
    assert.deepEqual(outcomes, { done: 1, hold_closed: 29 });
    assert.equal(await heldOn(wallet), 0);
  });

  it('expires when its time is over, can never be captured then, and stays to be seen', async () => {
    const wallet = await fundedWallet(500);
    const expiresAt = new Date(Date.now() + 60_000);
    const { id } = await hold(wallet, 500, { expiresAt });
    const lasting = await hold(await fundedWallet(500), 500);
    moveClock(61_000);
    const late = { code: 'hold_closed', params: { status: 'EXPIRED' } };
    await assert.rejects(
      inBooks((uow) => capture(uow, id, payout(wallet, 500))),
      late,
    );
    for (let round = 0; round < 2; round += 1) await inBooks(async (uow) => uow.enqueue(expireHolds, {}));
    await drainJobs();
    assert.deepEqual(await rowOf(id), { status: 'EXPIRED', captured: 0, log: 'reserve,expire' });
    assert.equal((await rowOf(lasting.id)).status, 'OPEN');
    await assert.rejects(
      inBooks((uow) => capture(uow, id, payout(wallet, 500))),
      late,
    );
    assert.equal(await heldOn(wallet), 0);
  });

  it('stands on nothing but an account with a stored balance', async () => {
    await assert.rejects(hold(accounts.equity, 1), RangeError);
    await assert.rejects(hold(await fundedWallet(1), 0), RangeError);
  });
});
