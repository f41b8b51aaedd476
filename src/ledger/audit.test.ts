import assert from 'node:assert/strict';
import { fundedWallet } from '../../test/factories/ledger.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, balanceOf, credit, debit, ledgerChecks, post, runAudit } from './index.js';

const idOfAccount = async (code: string): Promise<string> => {
  const [row] = await query<{ id: string }>('SELECT id FROM ledger_accounts WHERE code = ?', [code]);
  return row?.id ?? '';
};

const failures = async () => (await runAudit(ledgerChecks)).checks.filter(({ ok }) => !ok);

const names = (found: { name: string }[]): string[] => found.map(({ name }) => name);

const insertJournal = (id: string) =>
  query(
    `INSERT INTO ledger_journals (id, kind, reference, actor_kind, effective_at, created_at)
     VALUES (?, 'forged', ?, 'system', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [id, id],
  );

const insertEntry = (journalId: string, accountId: string, amount: number) =>
  query(
    'INSERT INTO ledger_entries (journal_id, account_id, amount, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
    [journalId, accountId, amount],
  );

describe('the audit of the books', () => {
  before(async () => {
    await fundedWallet(1_000);
    assert.deepEqual(await failures(), [], 'sound before anything is forged');
  });

  it('names every check, with no violations, for sound books', async () => {
    const report = await runAudit(ledgerChecks);
    assert.equal(report.ok, true);
    assert.equal(report.checks.length, ledgerChecks.length);
    assert.ok(report.checks.every(({ count, examples }) => count === 0 && examples.length === 0));
  });

  it('finds a stored balance that somebody changed, and a missing one', async () => {
    const wallet = await fundedWallet(2_000);
    const id = await idOfAccount(wallet.code);
    const move = (delta: number) =>
      query('UPDATE ledger_balances SET balance_amount = balance_amount + ? WHERE account_id = ?', [
        delta,
        id,
      ]);
    await move(1);
    const [found, ...others] = await failures();
    assert.deepEqual(found, {
      name: 'stored_balance_equals_entries',
      ok: false,
      count: 1,
      examples: [wallet.code],
    });
    assert.deepEqual(others, []);
    await query('DELETE FROM ledger_balances WHERE account_id = ?', [id]);
    assert.deepEqual(names(await failures()), ['stored_balance_equals_entries']);
    await query('INSERT INTO ledger_balances VALUES (?, 2000, 0, UTC_TIMESTAMP(3))', [id]);
    assert.deepEqual(await failures(), []);
  });

  it('finds a journal without entries, one that does not balance, and what follows for the whole ledger', async () => {
    const [empty, lame, account] = [newId(), newId(), await idOfAccount('gateway_clearing:tripay')];
    await insertJournal(empty);
    await insertJournal(lame);
    await insertEntry(lame, account, 5);
    const found = await failures();
    assert.deepEqual(names(found), [
      'journal_sums_to_zero',
      'journal_has_two_entries',
      'ledger_sums_to_zero',
    ]);
    assert.deepEqual(found[0]?.examples, [lame]);
    assert.deepEqual(found[1]?.examples, [empty, lame].sort());
    assert.deepEqual(found[2]?.examples, ['5']);
    await insertEntry(lame, account, -5);
    await insertEntry(empty, account, 5);
    await insertEntry(empty, account, -5);
    assert.deepEqual(await failures(), [], 'corrected by more entries, never by an edit');
  });

  it('finds an account of what we owe that fell below zero', async () => {
    const shift = (reference: string, entries: Parameters<typeof post>[1]['entries']) =>
      inTransaction(system('test'), (uow: UnitOfWork) => post(uow, { kind: 'test', reference, entries }));
    const amount = (await balanceOf(accounts.refundsPayable)) + 300;
    await shift(newId(), [debit(accounts.refundsPayable, amount), credit(accounts.equity, amount)]);
    const [found] = await failures();
    assert.equal(found?.name, 'nothing_is_negative');
    assert.deepEqual(found?.examples, ['refunds_payable']);
    await shift(newId(), [debit(accounts.equity, amount), credit(accounts.refundsPayable, amount)]);
    assert.deepEqual(await failures(), []);
  });

  it('counts all violations but shows only a few', async () => {
    const journals = Array.from({ length: 7 }, () => newId());
    for (const id of journals) await insertJournal(id);
    const [found] = await failures();
    assert.equal(found?.count, 7);
    assert.equal(found?.examples.length, 5);
    const account = await idOfAccount('gateway_clearing:tripay');
    for (const id of journals) for (const amount of [1, -1]) await insertEntry(id, account, amount);
    assert.deepEqual(await failures(), []);
  });
});
