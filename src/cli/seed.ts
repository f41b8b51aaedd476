import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { entities } from '../entities.js';
import { followClockFile } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { closeDatabase, openDatabase } from '../platform/database.js';
import { closeRedis } from '../platform/redis.js';
import { seedDemo, stockShelves, type Seeded } from '../seed.js';

// The list of jobs is left out on purpose: events of the past ring nobody, so no mail is sent about them.

const outcomes: Record<Seeded['kind'], (seeded: Seeded) => string> = {
  told: (seeded) => `a month of trade, ${'sales' in seeded ? seeded.sales : 0} sales`,
  known: () => 'seeded already',
  occupied: () => 'the store has data of its own; nothing added',
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort(new Error('Stopped.')));

async function seed(catalogueOnly: boolean): Promise<string> {
  if (catalogueOnly) {
    await stockShelves();
    return 'the catalogue is on the shelves';
  }
  const seeded = await seedDemo(stop.signal);
  return outcomes[seeded.kind](seeded);
}

const { values } = parseArgs({ options: { catalogue: { type: 'boolean', default: false } } });
if (config.isProduction && !values.catalogue) {
  console.error(
    'A demo store has no place in production. `npm run seed -- --catalogue` adds the catalogue only.',
  );
  process.exit(1);
}
const stopFollowing = followClockFile();
stopFollowing();
await openDatabase(entities);
try {
  const outcome = await seed(values.catalogue);
  console.log(outcome);
} finally {
  closeRedis();
  await closeDatabase();
}
