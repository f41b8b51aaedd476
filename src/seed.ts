import './approvals.js';
import './payables.js';
import { gatherCast } from './demo/cast.js';
import { planDeals } from './demo/deal-plan.js';
import { DemoGateway } from './demo/gateway.js';
import { at, returningToNow } from './demo/movable-clock.js';
import { postOpeningBalances } from './demo/opening-balances.js';
import { daysOfHistory, planSales, type PlannedSale } from './demo/plan.js';
import { readShelves, storeIsEmpty } from './demo/shelves.js';
import { tellSale, type Stage } from './demo/tell-story.js';
import { planCare } from './demo/care-acts.js';
import { planPromotions } from './demo/promotion-acts.js';
import { planWallets, planWalletSales } from './demo/wallet-plan.js';
import { closePastDays } from './ledger/index.js';
import { configuredTripay, forgetChannels, useGateway } from './payments/index.js';
import { system } from './platform/actor.js';
import { clock } from './platform/clock.js';
import { query } from './platform/database.js';
import { inTransaction } from './platform/unit-of-work.js';
import { seedCatalogue } from './products/index.js';
import { lastDays, rollUpDay } from './reports/index.js';
import { recordActivity } from './staff/index.js';

const seeder = system('seed');

/** Puts the catalogue on the shelves: all that a store in production takes from here. */
export const stockShelves = (): Promise<void> => inTransaction(seeder, seedCatalogue);

const remember = (action: string) =>
  inTransaction(seeder, (uow) => recordActivity(uow, { action, subjectType: 'store', subjectId: 'demo' }));

async function momentOf(action: string): Promise<Date | null> {
  const [row] = await query<{ created_at: Date }>(
    `SELECT created_at FROM activity_logs WHERE subject_type = 'store' AND subject_id = 'demo' AND action = ?
     ORDER BY id LIMIT 1`,
    [action],
  );
  return row ? new Date(row.created_at) : null;
}

/** The day before the first sale. */
const openingOf = (now: Date): Date => new Date(now.getTime() - (daysOfHistory + 2) * 86_400_000);

/** Sales, deals, and what else happens to wallets, in the order in which they happen. */
function inOrder(stage: Stage, sales: PlannedSale[]): (() => Promise<unknown>)[] {
  const scenes = [
    ...sales.map((sale) => ({ at: sale.placedAt, tell: () => tellSale(stage, sale) })),
    ...planDeals(stage.now).map(({ at, act }) => ({ at, tell: () => act(stage) })),
    ...planPromotions(stage.now).map(({ at, act }) => ({ at, tell: () => act(stage) })),
    ...planCare(stage.now).map(({ at, act }) => ({ at, tell: () => act(stage) })),
    ...planWallets(stage.now).map(({ at, act, name }) => ({ at, tell: () => act(stage, at, name) })),
  ];
  return scenes.toSorted((one, other) => one.at.getTime() - other.at.getTime()).map(({ tell }) => tell);
}

async function tellStory(now: Date, stop?: AbortSignal): Promise<number> {
  const gateway = new DemoGateway();
  useGateway(gateway);
  try {
    const cast = await gatherCast({ since: openingOf(now), now });
    const stage = { now, cast, gateway, shelves: await readShelves() };
    await postOpeningBalances(openingOf(now));
    const sales = [...planSales(now), ...planWalletSales(now)];
    for (const tell of inOrder(stage, sales)) {
      stop?.throwIfAborted();
      await tell();
    }
    return sales.length;
  } finally {
    useGateway(configuredTripay());
    await forgetChannels(gateway.name);
  }
}

/** The figures of the dashboard, closed days, and no work left over: what the past called for, the past has done. */
async function tidyUp(now: Date): Promise<void> {
  for (const date of lastDays(daysOfHistory + 2, now)) await at(now, seeder, (uow) => rollUpDay(uow, date));
  await closePastDays((work) => at(now, seeder, work));
  await inTransaction(seeder, (uow) =>
    uow.run(`UPDATE outbox SET status = 'DONE', finished_at = ? WHERE status = 'PENDING'`, [clock.wall()]),
  );
}

export type Seeded =
  | { kind: 'told'; sales: number }
  /** It was told before. */
  | { kind: 'known' }
  /** Somebody else's data is in the way, and is left alone. */
  | { kind: 'occupied' };

/**
 * Fills an empty store with a month of believable trade, by calling the use cases with the clock moved. Cut short, it
 * goes on where it stopped; told to its end once, it never changes anything again. Refused in production by the clock.
 * @throws the reason of `stop`, between two sales.
 */
export async function seedDemo(stop?: AbortSignal): Promise<Seeded> {
  if (await momentOf('store.demo_finished')) return { kind: 'known' };
  const begun = await momentOf('store.demo_begun');
  if (!begun && !(await storeIsEmpty())) return { kind: 'occupied' };
  if (!begun) await remember('store.demo_begun');
  const now = begun ?? ((await momentOf('store.demo_begun')) as Date);
  await stockShelves();
  const sales = await returningToNow(async () => {
    const told = await tellStory(now, stop);
    await tidyUp(now);
    return told;
  });
  await remember('store.demo_finished');
  return { kind: 'told', sales };
}
