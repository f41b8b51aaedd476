import assert from 'node:assert/strict';
import { LedgerAccount } from '../ledger/index.js';
import { system } from './actor.js';
import { database, query } from './database.js';
import { DomainError } from './errors.js';
import { newId } from './ids.js';
import { inTransaction, type UnitOfWork } from './unit-of-work.js';

const actor = system('test');

const alertsNamed = (kind: string) =>
  query<{ occurrences: number }>('SELECT occurrences FROM alerts WHERE kind = ? ORDER BY id', [kind]);

const insertAlert = (kind: string): [string, unknown[]] => [
  `INSERT INTO alerts (id, kind, subject, severity, details, open_key, created_at, last_at)
     VALUES (?, ?, 'x', 'info', '{}', ?, NOW(3), NOW(3))`,
  [newId(), kind, null],
];

describe('inTransaction', () => {
  it('keeps nothing when the work throws', async () => {
    await assert.rejects(
      inTransaction(actor, async (uow) => {
        await uow.run(...insertAlert('rolled_back'));
        throw new DomainError('no', 409);
      }),
      DomainError,
    );
    assert.deepEqual(await alertsNamed('rolled_back'), []);
  });

  it('runs the whole work again after a dead lock, and both workers end well', async () => {
    const [a, b] = [newId(), newId()];
    for (const id of [a, b]) {
      await inTransaction(actor, (uow) =>
        uow.run(`INSERT INTO scheduled_tasks (name, next_run_at) VALUES (?, NOW(3))`, [id]),
      );
    }
    let arrived = 0;
    let release = (): void => undefined;
    const both = new Promise<void>((resolve) => (release = resolve));
    let runs = 0;
    const touch = (first: string, second: string) =>
      inTransaction(actor, async (uow) => {
        runs += 1;
        const update = 'UPDATE scheduled_tasks SET last_run_at = NOW(3) WHERE name = ?';
        await uow.run(update, [first]);
        arrived += 1;
        if (arrived === 2) release();
        if (arrived <= 2) await both;
        await uow.run(update, [second]);
      });
    await Promise.all([touch(a, b), touch(b, a)]);
    assert.ok(runs >= 3, `${runs} runs`);
  });

  it('runs work after the commit only, and a failure there harms nothing', async () => {
    const seen: string[] = [];
    await inTransaction(actor, async (uow) => {
      uow.afterCommit(() => void seen.push('after'));
      uow.afterCommit(() => {
        throw new Error('socket gone');
      });
      await uow.run(...insertAlert('kept'));
      seen.push('inside');
    });
    assert.deepEqual(seen, ['inside', 'after']);
    assert.equal((await alertsNamed('kept')).length, 1);
  });

  const anAccount = (code: string) => ({
    id: newId(),
    code,
    type: 'suspense' as const,
    normalSide: 'CREDIT' as const,
    currency: 'IDR',
  });

  const accountsNamed = (code: string) => query('SELECT id FROM ledger_accounts WHERE code = ?', [code]);

  it('shows added rows to every later statement of the same work, and keeps them with the commit', async () => {
    const code = `test:${newId()}`;
    const seen = await inTransaction(actor, async (uow) => {
      uow.add(LedgerAccount, anAccount(code));
      return uow.list(LedgerAccount, { code });
    });
    assert.equal(seen.length, 1);
    assert.equal((await accountsNamed(code)).length, 1);
  });

  it('keeps nothing when the database refuses one of the added rows', async () => {
    const [code, twice] = [`test:${newId()}`, `test:${newId()}`];
    await assert.rejects(
      inTransaction(actor, async (uow) => {
        await uow.run('UPDATE ledger_accounts SET code = code WHERE code = ?', [code]);
        uow.add(LedgerAccount, anAccount(code));
        uow.add(LedgerAccount, [anAccount(twice), anAccount(twice)]);
      }),
      /Duplicate entry/,
    );
    assert.deepEqual([...(await accountsNamed(code)), ...(await accountsNamed(twice))], []);
  });

  const statementsDuring = async (work: () => Promise<unknown>): Promise<string[]> => {
    const source = database();
    const { logger } = source;
    const said: string[] = [];
    source.logger = Object.assign(Object.create(logger) as typeof logger, {
      logQuery: (statement: string) => said.push(statement),
    });
    await work().finally(() => (source.logger = logger));
    return said;
  };

  it('begins, writes and ends in one packet when nobody waits for an answer in between', async () => {
    const code = `test:${newId()}`;
    const said = await statementsDuring(() =>
      inTransaction(actor, async (uow) => uow.add(LedgerAccount, anAccount(code))),
    );
    assert.deepEqual(
      [said.length, said[0]?.split(/[ ;]/)[0], said[0]?.split('\n').at(-1)],
      [1, 'START', 'COMMIT'],
    );
    assert.equal((await accountsNamed(code)).length, 1);
  });

  it('hears the answer to a question with the statement that follows it, in one packet', async () => {
    const code = `test:${newId()}`;
    const said = await statementsDuring(() =>
      inTransaction(actor, async (uow) => {
        uow.add(LedgerAccount, anAccount(code));
        const rows = uow.ask<{ code: string }>('SELECT code FROM ledger_accounts WHERE code = ?', [code]);
        assert.throws(() => rows(), /not back/);
        await uow.sql('SELECT 1');
        assert.deepEqual(
          rows().map((row) => row.code),
          [code],
        );
      }),
    );
    assert.equal(said.length, 2);
  });

  it('tells the database nothing when it has nothing to say', async () => {
    assert.deepEqual(await statementsDuring(() => inTransaction(actor, async () => 1)), []);
  });

  it('fails as its claim says when the key is taken, and keeps nothing that followed', async () => {
    const [key, code] = [newId(), `test:${newId()}`];
    const claimed = (then: (uow: UnitOfWork) => unknown) =>
      inTransaction(actor, async (uow) => {
        const statement = {
          text: 'INSERT INTO scheduled_tasks (name, next_run_at) VALUES (?, NOW(3))',
          params: [key],
        };
        uow.addClaim(statement, { key: `'${key}'`, taken: () => new DomainError('taken', 409) });
        await then(uow);
      });
    await claimed(() => undefined);
    for (const then of [
      (uow: UnitOfWork) => uow.add(LedgerAccount, anAccount(code)),
      (uow: UnitOfWork) => uow.insert(LedgerAccount, anAccount(code)),
      (uow: UnitOfWork) => uow.sql('SELECT 1'),
    ])
      await assert.rejects(claimed(then), { code: 'taken' });
    assert.deepEqual(await accountsNamed(code), []);
  });

  it('refuses an update without a condition', async () => {
    await assert.rejects(
      inTransaction(actor, (uow) => uow.update(LedgerAccount, {}, { code: 'x' })),
      /needs a condition/,
    );
  });
});

describe('the session of every connection', () => {
  it('is UTC, strict, and reads what is committed', async () => {
    const [row] = await query<{ zone: string; mode: string }>(
      'SELECT @@session.time_zone AS zone, @@session.sql_mode AS mode',
    );
    assert.equal(row?.zone, '+00:00');
    assert.match(row?.mode ?? '', /STRICT_TRANS_TABLES/);
  });
});
