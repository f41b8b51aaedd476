import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ folder: string, suffix: string, deep: boolean, without?: string[] }} Place `without` names folders below it
 * @typedef {{ name: string, places: Place[], needsChromium?: boolean, beside?: boolean }} Suite a suite that runs
 *   beside the first one has no clock, no ports and no processes that a busy machine would disturb
 */

/** Tests beside the code that end with an audit as well: what others leave behind on purpose would fail it. */
const storySuffix = '.story.test.ts';

const madeUpPasts = ['src/discounts/outcome', 'src/discounts/simulation'];

/** Everything that proves the product, in the order in which it runs. @type {Suite[]} */
export const suites = [
  {
    name: 'unit',
    places: [
      { folder: 'src', suffix: '.test.ts', deep: true },
      { folder: 'admin', suffix: '.test.ts', deep: true },
      { folder: 'sandbox', suffix: '.test.ts', deep: true },
      { folder: 'migrations', suffix: '.test.ts', deep: true },
      { folder: 'scripts', suffix: '.test.mjs', deep: true },
      { folder: 'test', suffix: '.test.ts', deep: false },
    ],
  },
  // Whole stories end with an audit of the whole shop, so they have a database of their own.
  {
    name: 'scenarios',
    places: [
      { folder: 'test/scenarios', suffix: '.test.ts', deep: true },
      { folder: 'src', suffix: storySuffix, deep: true, without: madeUpPasts },
    ],
    beside: true,
  },
  // Years of sales that never were would be missed by the audits of the stories beside them.
  {
    name: 'pasts',
    places: madeUpPasts.map((folder) => ({ folder, suffix: storySuffix, deep: true })),
    beside: true,
  },
  // The demo is told to an empty store only.
  { name: 'demo', places: [{ folder: 'test/demo', suffix: '.test.ts', deep: true }], beside: true },
  // The owner's first look is at the demo as well, with nothing of other tests beside its figures.
  {
    name: 'home',
    places: [{ folder: 'test/home', suffix: '.test.ts', deep: true }],
    needsChromium: true,
  },
  {
    name: 'browser',
    places: [{ folder: 'test/browser', suffix: '.test.ts', deep: true }],
    needsChromium: true,
  },
  { name: 'faults', places: [{ folder: 'test/faults', suffix: '.test.ts', deep: true }] },
];

/**
 * The test files of a suite, in a stable order.
 * @param {Suite} suite
 * @param {string} project
 */
export function filesOf({ places }, project) {
  return places.flatMap((place) => filesIn(place, project)).sort();
}

/**
 * @param {Place} place
 * @param {string} project
 */
function filesIn({ folder, suffix, deep, without = [] }, project) {
  const path = join(project, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: deep, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .filter((entry) => suffix === storySuffix || !entry.name.endsWith(storySuffix))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !without.some((each) => file.startsWith(join(project, each))));
}
