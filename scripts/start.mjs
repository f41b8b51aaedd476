import { requireNode } from './lib/node-version.mjs';

// npm start: from a fresh clone to a store that sells, in one terminal. See docs/deployment.md.

requireNode();
// Imported late: an old Node would stop at a name it does not know before it could say anything.
await import('./lib/open-store.mjs');
