import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { auditStore } from '../../src/audit.js';
import { entities } from '../../src/entities.js';
import { followClockFile } from '../../src/platform/clock.js';
import { isDatabaseDown, openDatabase } from '../../src/platform/database.js';

/** Another process, which looks at the books of a store again and again and tells whoever started it what it found. */

const everyMs = Number(process.env['AUDIT_EVERY_MS'] ?? 5_000);

async function look(): Promise<object> {
  try {
    const { checks } = await auditStore();
    return { broken: checks.filter(({ ok }) => !ok) };
  } catch (error) {
    if (isDatabaseDown(error)) return { away: true };
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.once('disconnect', () => process.exit());
followClockFile();
await openDatabase(entities);
for (;;) {
  const begin = performance.now();
  const seen = await look();
  process.send?.({ ...seen, ms: Math.round(performance.now() - begin) });
  await pause(Math.max(0, everyMs - (performance.now() - begin)));
}
