import 'reflect-metadata';
import { auditChecks, auditStore } from '../../src/audit.js';
import { entities } from '../../src/entities.js';
import { closePastDays, sealAll, type InUnit } from '../../src/ledger/keep-books.js';
import { system } from '../../src/platform/actor.js';
import { closeDatabase, openDatabase } from '../../src/platform/database.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';

// Seals and closes a store that was filled by sets, then audits it; its last line is what that took.

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const inUnit: InUnit = (work) => inTransaction(system('bench'), work);

async function audit(): Promise<void> {
  const { checks } = await auditStore();
  const wrong = checks.filter(({ ok }) => !ok);
  if (wrong.length > 0) throw new Error(`The books do not hold: ${JSON.stringify(wrong)}`);
}

await openDatabase(entities);
const [sealed, closed] = [await timed(() => sealAll(inUnit)), await timed(() => closePastDays(inUnit))];
const audits: number[] = [];
for (let round = 0; round < Number(process.argv[2]); round += 1) audits.push(await timed(audit));
const checks: Record<string, number> = {};
for (const { name, run } of auditChecks) checks[name] = await timed(run);
console.log(JSON.stringify({ sealed, closed, audits, checks }));
await closeDatabase();
