import { execFileSync } from 'node:child_process';
import { openStore, sharedServers } from '../test/faults/harness.js';
import { fromRoot } from '../src/platform/root.js';
import { median } from './lib/measure.js';
import { fillWithEntries } from './lib/million-entries.js';

// How long the audit takes over a million entries: every check of every domain, on books that are sealed and closed day
// by day; and how fast sealing catches up with a backlog.

const wanted = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const target = 200_000;

interface Work {
  sealed: number;
  closed: number;
  audits: number[];
  checks: Record<string, number>;
}

const store = await openStore(sharedServers());
try {
  console.log(`Filling the books with ${wanted} entries.`);
  const entries = await fillWithEntries(store, wanted);
  const journals = await store.count('SELECT COUNT(*) AS count FROM ledger_journals');
  const said = execFileSync(
    process.execPath,
    ['--import', 'tsx', fromRoot('bench/lib/books-at-work.ts'), String(rounds)],
    { env: { ...process.env, ...store.settings, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  const work = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Work;
  const audit = median(work.audits);
  const perSecond = Math.round((entries / audit) * 1_000);
  console.table(
    Object.entries(work.checks)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 12)
      .map(([check, ms]) => ({ check, 'alone, ms': Math.round(ms) })),
  );
  console.table([
    {
      entries,
      journals,
      'journals sealed/s': Math.round((journals / work.sealed) * 1_000),
      'days closed, ms': Math.round(work.closed),
      'audit p50 ms': Math.round(audit),
      'audit most ms': Math.round(Math.max(...work.audits)),
      'entries/s': perSecond,
    },
  ]);
  const verdict = perSecond >= target ? 'met' : 'not met';
  console.log(`Target: ${target} entries/s over ${rounds} rounds; reached ${perSecond}: ${verdict}.`);
} finally {
  await store.close();
}
