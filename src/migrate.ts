import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { config } from './platform/config.js';
import { createDataSource } from './platform/database.js';

/** Tables that nobody may change or delete from, not even the application's own user. */
const appendOnly = new Set([
  ...['ledger_journals', 'ledger_entries', 'ledger_seals', 'ledger_day_closes', 'ledger_day_lines'],
  ...['ledger_audits', 'activity_logs', 'transfers', 'refunds'],
  ...['message_versions', 'room_seals'],
  ...['escrow_terms', 'escrow_agreements', 'escrow_proofs'],
  ...['dispute_logs', 'dispute_decisions', 'dispute_recusals', 'evidence'],
]);

/** `migrations/` lies beside `src/`, in the sources as in `dist/`. */
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '../migrations');

function migrationFiles(): string[] {
  return readdirSync(folder)
    .filter((file) => /^\d+-.*\.(ts|js)$/.test(file))
    .map((file) => path.join(folder, file));
}

function rightsOn(table: string, type: string): string {
  if (type === 'VIEW') return 'SELECT';
  return appendOnly.has(table) ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
}

/** The application's user gets the rights it needs, table by table, and no more. */
async function grantRights(source: DataSource, applicationUrl: string, schemaUrl: string): Promise<void> {
  const application = new URL(applicationUrl);
  if (application.username === new URL(schemaUrl).username) return;
  const database = application.pathname.slice(1);
  const user = decodeURIComponent(application.username);
  const hosts = await source.query('SELECT host AS host FROM mysql.user WHERE user = ?', [user]);
  const tables = await source.query('SHOW FULL TABLES');
  for (const { host } of hosts as { host: string }[]) {
    for (const row of tables as Record<string, string>[]) {
      const [table = '', type = ''] = Object.values(row);
      await source.query(`GRANT ${rightsOn(table, type)} ON \`${database}\`.\`${table}\` TO ?@?`, [
        user,
        host,
      ]);
    }
  }
}

/** Brings the schema up to date; answers the names of the migrations that were applied. */
export async function migrateDatabase(schemaUrl: string): Promise<string[]> {
  const source = createDataSource(schemaUrl, [], migrationFiles());
  await source.initialize();
  try {
    const applied = await source.runMigrations();
    await grantRights(source, config.DATABASE_URL, schemaUrl);
    return applied.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
