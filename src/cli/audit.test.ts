import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fundedWallet } from '../../test/factories/ledger.js';
import type { AuditReport } from '../ledger/index.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { fromRoot } from '../platform/root.js';

function audit(...args: string[]): { status: number | null; stdout: string } {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', fromRoot('src/cli/audit.ts'), ...args],
    { encoding: 'utf8', cwd: fromRoot(), timeout: 110_000 },
  );
  return { status, stdout };
}

const insertEntry = (journalId: string, amount: number) =>
  query(
    `INSERT INTO ledger_entries (journal_id, account_id, amount, created_at)
     SELECT ?, id, ?, UTC_TIMESTAMP(3) FROM ledger_accounts WHERE code = 'gateway_clearing:tripay'`,
    [journalId, amount],
  );

describe('npm run audit', () => {
  const journal = newId();

  before(async () => {
    await fundedWallet(1_000);
    await query(
      `INSERT INTO ledger_journals (id, kind, reference, actor_kind, effective_at, created_at)
       VALUES (?, 'forged', ?, 'system', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [journal, journal],
    );
  });

  it('prints JSON that names what is wrong, and ends with 1', function () {
    this.timeout(120_000);
    const { status, stdout } = audit('--json');
    const report = JSON.parse(stdout) as AuditReport;
    assert.equal(status, 1);
    assert.equal(report.ok, false);
    assert.deepEqual(
      report.checks.find(({ name }) => name === 'journal_has_two_entries'),
      { name: 'journal_has_two_entries', ok: false, count: 1, examples: [journal] },
    );
  });

  it('prints a table for people, one line for each check and a verdict', function () {
    this.timeout(120_000);
    const { status, stdout } = audit();
    assert.equal(status, 1);
    assert.match(stdout, new RegExp(`^journal_has_two_entries +1 wrong, such as ${journal}$`, 'm'));
    assert.match(stdout, /^journal_sums_to_zero +ok$/m);
    assert.match(stdout, /of \d+ checks do not hold\.\n$/);
  });

  it('ends with 0 when the forged journal has been completed and nothing else is wrong', async function () {
    this.timeout(120_000);
    for (const amount of [1, -1]) await insertEntry(journal, amount);
    const { status, stdout } = audit('--json');
    const report = JSON.parse(stdout) as AuditReport;
    assert.ok(report.checks.filter(({ name }) => name.startsWith('journal_')).every(({ ok }) => ok));
    assert.equal(status, report.ok ? 0 : 1);
  });
});
