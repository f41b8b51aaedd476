import assert from 'node:assert/strict';
import { fundedWallet } from '../../test/factories/ledger.js';
import { tamper } from '../../test/tamper.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from '../staff/index.js';
import { accounts, credit, debit, ledgerChecks, post, runAudit } from './index.js';
import { sealAll } from './keep-books.js';
import { lookFromStart, sealNext } from './seal.js';

const inBooks = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(system('test'), work);

const sell = (amount: number) =>
  inBooks((uow) =>
    post(uow, {
      kind: 'test',
      reference: newId(),
      description: 'Penjualan | dengan tanda',
      entries: [debit(accounts.equity, amount), credit(accounts.salesRevenue, amount)],
    }),
  );

const sealEverything = () => sealAll(inBooks);

const failures = async () => (await runAudit(ledgerChecks)).checks.filter(({ ok }) => !ok);

const sealOf = async (id: string) => {
  const [row] = await query<{ position: string; day: string; hash: Buffer }>(
    'SELECT position, CAST(book_date AS CHAR) AS day, hash FROM ledger_seals WHERE subject_id = ?',
    [id],
  );
  return row;
};

const nameOf = async (subject: string, id: string) =>
  `seal ${String((await sealOf(id))?.position).padStart(10, '0')}: ${subject} ${id}`;

describe('sealing', () => {
  afterEach(async () => assert.deepEqual(await failures(), []));

  it('puts every journal and every deed into one chain, once', async () => {
    const { journalId } = await sell(10);
    const subjectId = newId();
    await inBooks((uow) => recordActivity(uow, { action: 'test.done', subjectType: 'test', subjectId }));
    const [deed] = await query<{ id: string }>('SELECT id FROM activity_logs WHERE subject_id = ?', [
      subjectId,
    ]);
    await Promise.all([sealEverything(), sealEverything(), sealEverything()]);
    const [journalSeal, deedSeal] = [await sealOf(journalId), await sealOf(deed?.id ?? '')];
    assert.ok(journalSeal && deedSeal);
    assert.notDeepEqual(journalSeal.hash, deedSeal.hash);
    assert.equal(await inBooks(sealNext), 0);
  });

  it('has a chain without gaps, however many seal at once', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, index) => sell(index + 1)));
    await Promise.all(Array.from({ length: 5 }, sealEverything));
    const [row] = await query<{ count: string; most: string; head: string }>(
      `SELECT COUNT(*) AS count, MAX(position) AS most, (SELECT position FROM ledger_chain) AS head FROM ledger_seals`,
    );
    assert.equal(row?.count, row?.most);
    assert.equal(row?.most, row?.head);
  });

  it('finds a journal that comes to light long after its id was made, when it looks from the start', async () => {
    await sell(1);
    await sealEverything();
    const { journalId } = await sell(2);
    await query(`UPDATE ledger_chain SET journals_from = ?`, [`${journalId.slice(0, 9)}Z${'0'.repeat(16)}`]);
    await sealEverything();
    assert.equal(await sealOf(journalId), undefined);
    await inBooks(lookFromStart);
    await sealEverything();
    assert.ok(await sealOf(journalId));
  });
});

describe('the audit of the chain', () => {
  let journalId: string;

  before(async () => {
    await fundedWallet(1_000);
    ({ journalId } = await sell(500));
    await sell(7);
    await sealEverything();
  });

  afterEach(async () => assert.deepEqual(await failures(), [], 'put back as it was'));

  it('names the journal of which an amount was changed on both sides', async () => {
    const scale = (by: string) =>
      tamper('ledger_entries', `UPDATE ledger_entries SET amount = amount ${by} WHERE journal_id = ?`, [
        journalId,
      ]);
    await scale('* 2');
    assert.deepEqual(await failures(), [
      {
        name: 'sealed_journals_are_unchanged',
        ok: false,
        count: 1,
        examples: [await nameOf('journal', journalId)],
      },
    ]);
    await scale('/ 2');
  });

  it('names the journal of which the story was changed', async () => {
    const tell = (text: string) =>
      tamper('ledger_journals', 'UPDATE ledger_journals SET description = ? WHERE id = ?', [text, journalId]);
    await tell('something else');
    const [found] = await failures();
    assert.deepEqual(found?.examples, [await nameOf('journal', journalId)]);
    await tell('Penjualan | dengan tanda');
  });

  it('names the deed that was changed', async () => {
    const id = newId();
    await inBooks((uow) =>
      recordActivity(uow, { action: 'test.done', subjectType: 'test', subjectId: id, reason: 'because' }),
    );
    await sealEverything();
    const [deed] = await query<{ id: string }>('SELECT id FROM activity_logs WHERE subject_id = ?', [id]);
    const give = (reason: string) =>
      tamper('activity_logs', 'UPDATE activity_logs SET reason = ? WHERE subject_id = ?', [reason, id]);
    await give('no reason');
    assert.deepEqual((await failures())[0]?.examples, [await nameOf('activity', deed?.id ?? '')]);
    await give('because');
  });

  it('names the first link that does not follow from the one before', async () => {
    const seal = await sealOf(journalId);
    assert.ok(seal);
    const stamp = (hash: Buffer) =>
      tamper('ledger_seals', 'UPDATE ledger_seals SET hash = ? WHERE position = ?', [hash, seal.position]);
    await stamp(Buffer.alloc(32, 7));
    const [found] = await failures();
    assert.equal(found?.name, 'chain_is_unbroken');
    assert.equal(found?.examples[0], await nameOf('journal', journalId));
    await stamp(seal.hash);
  });

  it('misses a journal that was cut out of the books', async () => {
    const { journalId: gone } = await sell(3);
    await sealEverything();
    const [seal, [head]] = [
      await sealOf(gone),
      await query<{ hash: Buffer }>('SELECT hash FROM ledger_chain'),
    ];
    assert.deepEqual(head?.hash, seal?.hash);
    await query('UPDATE ledger_chain SET position = position - 1');
    const found = (await failures()).map(({ name }) => name);
    assert.deepEqual(found, ['chain_is_unbroken']);
    await query('UPDATE ledger_chain SET position = position + 1');
  });

  it('names a journal that was not sealed within ten minutes', async () => {
    const id = `01${'0'.repeat(24)}`;
    await query(
      `INSERT INTO ledger_journals (id, kind, reference, actor_kind, effective_at, created_at)
       VALUES (?, 'forged', ?, 'system', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [id, id],
    );
    const found = (await failures()).find(({ name }) => name === 'everything_is_sealed_in_time');
    assert.deepEqual(found?.examples, [`journal ${id}`]);
    await tamper('ledger_journals', 'DELETE FROM ledger_journals WHERE id = ?', [id]);
  });
});
