import 'reflect-metadata';
import { auditStore } from '../audit.js';
import { entities } from '../entities.js';
import type { AuditReport } from '../ledger/index.js';
import { followClockFile } from '../platform/clock.js';
import { closeDatabase, openDatabase } from '../platform/database.js';

function printTable({ ok, checks }: AuditReport): void {
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const check of checks) {
    const finding = check.ok ? 'ok' : `${check.count} wrong, such as ${check.examples.join(', ')}`;
    console.log(`${check.name.padEnd(width)}  ${finding}`);
  }
  const wrong = checks.filter((check) => !check.ok).length;
  console.log(ok ? `All ${checks.length} checks hold.` : `${wrong} of ${checks.length} checks do not hold.`);
}

const stopFollowing = followClockFile();
await openDatabase(entities);
try {
  const report = await auditStore();
  if (process.argv.includes('--json')) console.log(JSON.stringify(report, null, 2));
  else printTable(report);
  process.exitCode = report.ok ? 0 : 1;
} finally {
  await closeDatabase();
  stopFollowing();
}
