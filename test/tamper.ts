import { createConnection, type Connection } from 'mysql2/promise';
import { config } from '../src/platform/config.js';

interface Trigger {
  TRIGGER_NAME: string;
  EVENT_MANIPULATION: string;
  ACTION_STATEMENT: string;
}

async function withoutTriggers(
  admin: Connection,
  table: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const [found] = await admin.query(
    `SELECT TRIGGER_NAME, EVENT_MANIPULATION, ACTION_STATEMENT FROM information_schema.TRIGGERS
     WHERE TRIGGER_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ?`,
    [table],
  );
  const triggers = found as Trigger[];
  for (const { TRIGGER_NAME } of triggers) await admin.query(`DROP TRIGGER ${TRIGGER_NAME}`);
  try {
    await work();
  } finally {
    for (const { TRIGGER_NAME, EVENT_MANIPULATION, ACTION_STATEMENT } of triggers)
      await admin.query(
        `CREATE TRIGGER ${TRIGGER_NAME} BEFORE ${EVENT_MANIPULATION} ON ${table} FOR EACH ROW ${ACTION_STATEMENT}`,
      );
  }
}

/** Changes what nobody may change, as somebody would who is master of the database. */
export async function tamper(table: string, statement: string, params: unknown[] = []): Promise<void> {
  const url = (config.MIGRATION_DATABASE_URL ?? '').replace(/^mariadb:/, 'mysql:');
  const admin = await createConnection({ uri: url, timezone: 'Z' });
  try {
    await withoutTriggers(admin, table, () => admin.query(statement, params));
  } finally {
    await admin.end();
  }
}
