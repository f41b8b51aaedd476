import { setTimeout as pause } from 'node:timers/promises';
import { letAMinutePass, minuteMs } from './outcome.js';
import type { Chance } from './random.js';
import { giveOutTwice, ringAgain } from './repeated-jobs.js';
import type { ShopProcess } from './shop-process.js';
import type { Site } from './site.js';
import { until } from '../until.js';

export interface Disaster {
  name: string;
  /** Whether something dies of it without a word. */
  kills: boolean;
  strike(site: Site, chance: Chance): Promise<void>;
}

async function killOne(of: ShopProcess[], chance: Chance): Promise<void> {
  const victim = of[chance.below(of.length)];
  await victim?.kill();
  await pause(chance.below(1_500));
}

async function away(site: Site, chance: Chance, leave: () => Promise<void>): Promise<void> {
  await leave();
  await pause(500 + chance.below(2_000));
  await site.servers.start();
}

const calls = `SELECT COUNT(*) AS count FROM fulfilments f
  JOIN outbox o ON o.job = 'ProcessDigiflazzOrder' AND o.payload LIKE CONCAT('%"', f.id, '"%')
  WHERE f.status = 'SENT' AND o.status = 'SENT' AND o.leased_until IS NOT NULL`;

/** A worker stands still between its question to the supplier and the answer, while the other takes its jobs over. */
async function freezeInCall(site: Site, chance: Chance): Promise<void> {
  const { store, workers } = site;
  const sleeper = workers[chance.below(workers.length)];
  store.sandbox.freeze();
  const isCalling = async () => (await store.count(calls)) > 0;
  await until('a call to the supplier', isCalling, { timeoutMs: 5_000 }).catch(() => undefined);
  sleeper?.freeze();
  store.sandbox.thaw();
  await pause(site.longerThanLeaseMs);
  sleeper?.thaw();
}

type Disasters = readonly [Disaster, ...Disaster[]];

const webKilled: Disaster = {
  name: 'web killed',
  kills: true,
  strike: ({ webs }, chance) => killOne(webs, chance),
};
const workerKilled: Disaster = {
  name: 'worker killed',
  kills: true,
  strike: ({ workers }, chance) => killOne(workers, chance),
};
const rungAgain: Disaster = {
  name: 'jobs rung again',
  kills: false,
  strike: ({ store }) => ringAgain(store),
};
const givenOutTwice: Disaster = {
  name: 'jobs given out twice',
  kills: false,
  strike: (site) => giveOutTwice(site),
};

/** The database and Redis stay; what runs on them dies, and is told twice what to do. */
export const dyingProcesses: Disasters = [
  webKilled,
  workerKilled,
  rungAgain,
  webKilled,
  workerKilled,
  givenOutTwice,
];

const everything: Disasters = [
  webKilled,
  workerKilled,
  { name: 'worker frozen in a call', kills: false, strike: freezeInCall },
  {
    name: 'database killed',
    kills: true,
    strike: (site, chance) => away(site, chance, () => site.servers.kill('mariadb')),
  },
  rungAgain,
  { name: 'Redis emptied', kills: false, strike: ({ servers }) => servers.flush() },
  webKilled,
  givenOutTwice,
  {
    name: 'Redis killed',
    kills: true,
    strike: (site, chance) => away(site, chance, () => site.servers.kill('redis')),
  },
  { name: 'scheduler killed', kills: true, strike: ({ store }) => store.scheduler.kill() },
  {
    name: 'database restarted',
    kills: false,
    strike: (site, chance) => away(site, chance, () => site.servers.stop('mariadb')),
  },
  workerKilled,
];

/** How the providers treat the next few calls. */
const moods: [[string, object], ...[string, object][]] = [
  ['digiflazz', { mode: 'fail', times: 4 }],
  ['digiflazz', { mode: 'lost', times: 4 }],
  ['digiflazz', { mode: 'hang', times: 3 }],
  ['digiflazz', { mode: 'error', times: 4 }],
  ['digiflazz', { mode: 'success', times: 20 }],
  ['tripay', { mode: 'hang', times: 2 }],
  ['tripay', { mode: 'lost', times: 3 }],
  ['tripay', { mode: 'error', times: 3 }],
  ['tripay', { mode: 'down', times: 3 }],
];

/** One disaster after the other befalls a shop at work, in an order that the seed decides. */
export class Fire {
  readonly struck = new Map<string, number>();
  kills = 0;
  /** How far business time was moved. */
  clockMovedBy = 0;
  private deck: Disaster[] = [];

  constructor(
    private readonly site: Site,
    private readonly chance: Chance,
    private readonly disasters: Disasters = everything,
    /** How much business time passes with each of them. */
    private readonly passesMs = minuteMs,
  ) {}

  /** Whether every kind of disaster has struck, and so many have killed. */
  hasRaged(kills: number): boolean {
    return new Set(this.disasters.map(({ name }) => name)).size === this.struck.size && this.kills >= kills;
  }

  async strike(): Promise<void> {
    const { site, chance } = this;
    const disaster = this.draw();
    const [provider, mood] = chance.oneOf(moods);
    await site.store.control(provider, mood).catch(() => undefined);
    await disaster.strike(site, chance);
    await site.untilUp();
    await letAMinutePass(site.store, (this.clockMovedBy += this.passesMs));
    this.struck.set(disaster.name, (this.struck.get(disaster.name) ?? 0) + 1);
    if (disaster.kills) this.kills += 1;
  }

  /** Every kind once before any comes again. */
  private draw(): Disaster {
    if (this.deck.length === 0) this.deck = [...this.disasters];
    const [drawn] = this.deck.splice(this.chance.below(this.deck.length), 1);
    return drawn ?? this.disasters[0];
  }

  summary(): string {
    const each = [...this.struck].map(([name, times]) => `${name} ${times}`).join(', ');
    return `${this.kills} kills; ${each}`;
  }
}
