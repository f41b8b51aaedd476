import assert from 'node:assert/strict';
import { createConnection, type Connection } from 'mysql2/promise';
import { booksInUse } from '../../test/factories/ledger.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';

const changes: Record<string, string[]> = {
  ledger_journals: [`UPDATE ledger_journals SET description = 'other'`, 'DELETE FROM ledger_journals'],
  ledger_entries: ['UPDATE ledger_entries SET amount = amount + 1', 'DELETE FROM ledger_entries'],
  ledger_seals: ['UPDATE ledger_seals SET late_for = book_date', 'DELETE FROM ledger_seals'],
  ledger_day_closes: ['UPDATE ledger_day_closes SET journals = 0', 'DELETE FROM ledger_day_closes'],
  ledger_day_lines: ['UPDATE ledger_day_lines SET debit_amount = 0', 'DELETE FROM ledger_day_lines'],
  ledger_audits: ['UPDATE ledger_audits SET ok = TRUE', 'DELETE FROM ledger_audits'],
};

const { username } = new URL(config.DATABASE_URL);

describe('the books', () => {
  let administrator: Connection;

  const eachHost = async (statement: string): Promise<void> => {
    const [hosts] = await administrator.query('SELECT host AS host FROM mysql.user WHERE user = ?', [
      username,
    ]);
    for (const { host } of hosts as { host: string }[])
      await administrator.query(`${statement} ?@?`, [username, host]);
  };

  before(async () => {
    const url = config.MIGRATION_DATABASE_URL ?? '';
    administrator = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
    await booksInUse();
  });

  after(() => administrator.end());

  for (const [table, statements] of Object.entries(changes)) {
    for (const statement of statements) {
      it(`deny the application's user: ${statement}`, async () => {
        await assert.rejects(query(statement), { errno: 1142 });
      });
    }

    it(`deny the application's user: TRUNCATE TABLE ${table}`, async () => {
      await assert.rejects(query(`TRUNCATE TABLE ${table}`), { errno: 1142 });
    });

    it(`refuse any change of ${table} by trigger even to a user who was given the right`, async () => {
      await eachHost(`GRANT UPDATE, DELETE ON ${table} TO`);
      try {
        for (const statement of statements) await assert.rejects(query(statement), /append-only/);
      } finally {
        await eachHost(`REVOKE UPDATE, DELETE ON ${table} FROM`);
      }
    });
  }
});
