import assert from 'node:assert/strict';
import { Customer } from './customer.js';
import { Desk } from './desk.js';
import { Fire } from './disasters.js';
import { topUpBy, type Scene } from './operations.js';
import { untilJobsDone, untilSalesEnded } from './outcome.js';
import type { Chance } from './random.js';
import { Site } from './site.js';
import { Told } from './told.js';

const pocketMoney = 3_000_000;

/** Sales under way: what nobody paid for may wait, and what was paid for may still have to be found at the gateway. */
const underWay = (paid: string[]) => `SELECT COUNT(*) AS count FROM transactions t
  LEFT JOIN payments p ON p.transaction_id = t.id
  WHERE (t.type = 'PPOB' AND t.status IN ('PAID', 'PROCESSING', 'FAILED'))
     OR (t.type IN ('PPOB', 'TOPUP') AND (t.status = 'AWAITING_PAYMENT' OR p.next_check_at IS NOT NULL)
         AND t.id IN (${[...paid, ''].map((id) => `'${id}'`).join(', ')}))`;

export interface StageWish {
  chance: Chance;
  customers: number;
  settings?: Record<string, string>;
  fire?: (site: Site, chance: Chance) => Fire;
}

/** A figure of the environment, for a longer version of the same. */
export const figure = (name: string, usual: number): number => Number(process.env[name] ?? usual);

export const say = (line: string): void => void process.stdout.write(`    ${line}\n`);

/** A shop that is about to burn: its staff, customers with money in their wallets, and the fire. */
export class Stage {
  private constructor(
    readonly site: Site,
    readonly fire: Fire,
    readonly scene: Scene,
  ) {}

  static async open({ chance, customers, settings, fire }: StageWish): Promise<Stage> {
    say(`FAULT_SEED=${chance.seed}`);
    const site = await Site.open(settings);
    try {
      const { store } = site;
      const scene: Scene = { store, told: new Told(), customers: [], desk: await Desk.open(store) };
      const stage = new Stage(site, fire?.(site, chance) ?? new Fire(site, chance), scene);
      await stage.fill(customers, chance);
      return stage;
    } catch (error) {
      await site.close({ keepLogs: true });
      throw error;
    }
  }

  private async fill(customers: number, chance: Chance): Promise<void> {
    const { scene } = this;
    for (let number = 1; number <= customers; number += 1)
      scene.customers.push(await Customer.arrive(scene.store, number, chance.seed));
    await Promise.all(scene.customers.map((customer) => topUpBy(scene, customer, pocketMoney)));
    await this.untilSettled();
  }

  /** Until all sales and top-ups that somebody paid for have ended, or what else is open. */
  async untilSettled(open?: string, stepMs?: number): Promise<void> {
    const { site, fire, scene } = this;
    const what = open ?? underWay([...scene.told.paid.keys()]);
    fire.clockMovedBy = await untilSalesEnded(site.store, 240_000, fire.clockMovedBy, what, stepMs);
  }

  /** Everything runs again, and the providers are in their usual mood. */
  async calmDown(): Promise<void> {
    const { store } = this.site;
    await this.site.untilUp();
    await store.control('digiflazz', { mode: 'default' });
    await store.control('tripay', { mode: 'success' });
  }

  /** Until nothing is left to do; nobody finds anything new to do from then on. */
  async untilAtRest(): Promise<void> {
    const { store } = this.site;
    await store.scheduler.stop();
    await untilJobsDone(store, 120_000);
  }

  assertSoundAtEveryLook(leastLooks = 5): void {
    const { seen, complaints, looks } = this.site.auditor;
    const slowest = Math.max(...seen.map(({ ms }) => ms));
    say(
      `${looks.length} looks at the books, ${seen.length} of them while they could be read, none longer than ${slowest} ms`,
    );
    assert.deepEqual(complaints, []);
    assert.ok(seen.length >= leastLooks);
  }

  /** The logs of a suite that failed are kept for whoever wonders why. */
  async close(suite: Mocha.Suite | undefined): Promise<void> {
    const failed = suite?.tests.some((test) => test.state !== 'passed') ?? false;
    if (failed) say(`The logs are kept in ${this.site.store.dir}`);
    await this.site.close({ keepLogs: failed });
  }
}
