import { requireNode } from './lib/node-version.mjs';

// npm run test:model: two hundred random stories told to the books and to their model, where `npm test` tells twenty.
// FUZZ_RUNS chooses another number of them, FUZZ_SEED others.

requireNode();
process.env.FUZZ_RUNS ??= '200';
process.argv.push('--only', 'unit', '--grep', 'the ledger beside a model');
// Imported late: an old Node would stop at a name it does not know before it could say anything.
await import('./lib/prove.mjs');
