import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fundedWallet } from '../../test/factories/ledger.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  accounts,
  balanceAt,
  balanceOf,
  credit,
  debit,
  entriesOfTransaction,
  ledgerChecks,
  post,
  previewJournals,
  reserve,
  reverse,
  runAudit,
  type Account,
} from './index.js';

const inBooks = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(system('test'), work);

const sell = (uow: UnitOfWork, wallet: Account, amount: number, effectiveAt?: Date) =>
  post(uow, {
    kind: 'test',
    reference: newId(),
    ...(effectiveAt ? { effectiveAt } : {}),
    entries: [debit(wallet, amount), credit(accounts.feeRevenue, amount)],
  });

const outcomeOf = async <T>(work: Promise<T>): Promise<{ result?: T; refused?: string }> => {
  const [end] = await Promise.allSettled([work]);
  return end.status === 'fulfilled'
    ? { result: end.value }
    : { refused: (end.reason as { code: string }).code };
};

const undo = (journalId: string) => inBooks((uow) => reverse(uow, journalId, { reason: 'a test' }));

describe('reverse', () => {
  afterEach(async () => {
    const { checks } = await runAudit(ledgerChecks);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('writes the opposite of a journal, linked to it', async () => {
    const wallet = await fundedWallet(500);
    const { journalId } = await inBooks((uow) => sell(uow, wallet, 200));
    const correction = await undo(journalId);
    assert.equal(await balanceOf(wallet), 500);
    const [row] = await query<Record<string, unknown>>('SELECT * FROM ledger_journals WHERE id = ?', [
      correction.journalId,
    ]);
    assert.equal(row?.['reverses_id'], journalId);
    assert.equal(row?.['kind'], 'journal.reversed');
    assert.equal(row?.['description'], 'a test');
  });

  it('undoes a journal once, also when ten try at the same moment', async () => {
    const wallet = await fundedWallet(500);
    const { journalId } = await inBooks((uow) => sell(uow, wallet, 200));
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => undo(journalId)));
    const refused = results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    );
    assert.deepEqual(
      refused,
      Array.from({ length: 9 }, () => 'already_reversed'),
    );
    assert.equal(await balanceOf(wallet), 500);
  });

  it('keeps as much of a long reason as a journal holds', async () => {
    const wallet = await fundedWallet(500);
    const { journalId } = await inBooks((uow) => sell(uow, wallet, 200));
    const reason = '🧾 salah catat '.repeat(40).slice(0, 500);
    const correction = await inBooks((uow) => reverse(uow, journalId, { reason }));
    const [row] = await query<{ description: string }>(
      'SELECT description FROM ledger_journals WHERE id = ?',
      [correction.journalId],
    );
    assert.equal(row?.description, [...reason].slice(0, 200).join(''));
  });

  it('never undoes what undoes', async () => {
    const { journalId } = await inBooks(async (uow) => sell(uow, await fundedWallet(500), 200));
    const correction = await undo(journalId);
    await assert.rejects(undo(correction.journalId), { code: 'reversal_is_final', status: 409 });
    await assert.rejects(undo(newId()), { code: 'not_found' });
  });

  it('takes nothing back that has been spent', async () => {
    const wallet = accounts.customerWallet(newId(), newId());
    const { journalId } = await inBooks((uow) =>
      post(uow, {
        kind: 'test',
        reference: newId(),
        entries: [debit(accounts.equity, 300), credit(wallet, 300)],
      }),
    );
    await inBooks((uow) => sell(uow, wallet, 100));
    await assert.rejects(undo(journalId), { code: 'insufficient_balance' });
  });
});

describe('the balance at a moment', () => {
  it('is told by when things happened and by when they were written down', async () => {
    const wallet = await fundedWallet(500);
    const [lastYear, now] = [new Date(Date.now() - 365 * 86_400_000), new Date(Date.now() + 1_000)];
    await inBooks((uow) =>
      post(uow, {
        kind: 'test',
        reference: newId(),
        effectiveAt: lastYear,
        entries: [debit(accounts.equity, 40), credit(wallet, 40)],
      }),
    );
    assert.equal(await balanceAt(wallet, lastYear, 'effective'), 40);
    assert.equal(await balanceAt(wallet, lastYear, 'recorded'), 0);
    assert.equal(await balanceAt(wallet, now, 'effective'), 540);
    assert.equal(await balanceAt(wallet, now, 'recorded'), 540);
  });
});

describe('each line of a wallet', () => {
  it('S3.20 carries the balance after it, in the order in which the lines were written', async () => {
    const wallet = await fundedWallet(1_000);
    await inBooks(async (uow) => {
      await sell(uow, wallet, 100);
      await sell(uow, wallet, 50);
    });
    await Promise.all(Array.from({ length: 10 }, (_, n) => inBooks((uow) => sell(uow, wallet, n + 1))));
    const rows = await query<{ amount: string; after: string }>(
      `SELECT e.amount, e.balance_after AS after FROM ledger_entries e
       JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code = ? ORDER BY e.id`,
      [wallet.code],
    );
    let running = 0;
    for (const { amount, after } of rows) assert.equal(Number(after), (running -= Number(amount)));
    assert.equal(running, 1_000 - 150 - 55);
  });
});

describe('previewJournals', () => {
  it('tells the journals that a use case would write, and writes none of them', async () => {
    const wallet = await fundedWallet(500);
    const planned = await previewJournals(system('test'), async (uow) => {
      await sell(uow, wallet, 100);
      await reserve(uow, { account: wallet, amount: 400, reference: newId(), reason: 'test' });
      await assert.rejects(sell(uow, wallet, 1), { code: 'insufficient_balance' });
    });
    assert.deepEqual(
      planned.map(({ kind, entries }) => [kind, entries.map(({ code, amount }) => [code, amount])]),
      [
        [
          'test',
          [
            [wallet.code, 100],
            ['fee_revenue', -100],
          ],
        ],
      ],
    );
    assert.equal(await balanceOf(wallet), 500);
    await inBooks((uow) => sell(uow, wallet, 500));
  });

  it('tells exactly what is booked then, whatever the use case posts', async function () {
    this.timeout(60_000);
    const step = fc.record({
      from: fc.nat({ max: 3 }),
      to: fc.nat({ max: 3 }),
      amount: fc.integer({ min: 1, max: 900 }),
    });
    const steps = fc.array(step, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        const all = [await fundedWallet(1_000), await fundedWallet(500), accounts.equity, accounts.bank];
        const transactionId = newId();
        const drafts = moves.flatMap(({ from, to, amount }) => {
          const [source, target] = [all[from], all[to]];
          if (!source || !target || from === to) return [];
          const entries = [debit(source, amount), credit(target, amount)];
          return [{ kind: 'test', reference: newId(), transactionId, entries }];
        });
        const useCase = async (uow: UnitOfWork) => {
          for (const draft of drafts) await post(uow, draft);
        };
        const told = await outcomeOf(previewJournals(system('test'), useCase));
        const done = await outcomeOf(inBooks(useCase));
        const booked = await entriesOfTransaction(transactionId);
        if (done.refused) assert.deepEqual([told.refused, booked], [done.refused, []]);
        else
          assert.deepEqual(
            told.result?.flatMap(({ reference, entries }) =>
              entries.map(({ code, amount }) => [reference, code, amount]),
            ),
            booked.map(({ reference, accountCode, amount }) => [reference, accountCode, amount]),
          );
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what the use case refuses, with the same error', async () => {
    const wallet = await fundedWallet(5);
    await assert.rejects(
      previewJournals(system('test'), (uow) => sell(uow, wallet, 6)),
      { code: 'insufficient_balance' },
    );
  });
});
