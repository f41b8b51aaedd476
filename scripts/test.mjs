import { requireNode } from './lib/node-version.mjs';

// npm test [-- --only unit|home|browser|faults] [--grep words] [--coverage]: everything that proves the product.

requireNode();
// Imported late: an old Node would stop at a name it does not know before it could say anything.
await import('./lib/prove.mjs');
