import path from 'node:path';
import { AuditWatch } from './audit-watch.js';
import { FrontDoor } from './front-door.js';
import { openDoors, openStore, type Store } from './harness.js';
import { PrivateServers } from './private-servers.js';
import type { ShopProcess } from './shop-process.js';
import { freePort } from '../free-port.js';
import { until } from '../until.js';

const leaseMs = 3_000;
const plenty = 1_000_000_000_000;

/** Limits that the tests are not about are out of the way, and everything that waits is in a hurry. */
const settings = {
  JOB_LEASE_MS: String(leaseMs),
  SUPPLIER_TIMEOUT_MS: '1500',
  GATEWAY_TIMEOUT_MS: '1500',
  SANDBOX_SETTLE_AFTER_MS: '300',
  SANDBOX_CALLBACK_RETRY_MS: '1000',
  SANDBOX_OPENING_DEPOSIT: '10000000000',
  WITHDRAWALS_PER_DAY: '1000000',
  WALLET_OUT_LIMIT_FULL: String(plenty),
  STAFF_CEILINGS: JSON.stringify({
    'transaction.refund': { owner: [plenty, plenty] },
    'withdrawal.approve': { owner: [plenty, plenty] },
  }),
};

/** A whole shop: two webs behind one door, two workers, a scheduler, servers of its own, and an auditor who looks on. */
export class Site {
  readonly auditor = new AuditWatch();

  private constructor(
    readonly servers: PrivateServers,
    readonly store: Store,
    private readonly door: FrontDoor,
    readonly webs: ShopProcess[],
    readonly workers: ShopProcess[],
  ) {}

  static async open(changes: Record<string, string> = {}): Promise<Site> {
    const servers = new PrivateServers({ durable: true });
    await servers.start();
    const [frontPort, ...ports] = [await freePort(), await freePort(), await freePort()];
    const url = `http://127.0.0.1:${frontPort}`;
    const store = await openStore(servers, { ...settings, ...changes, PUBLIC_URL: url });
    const webs = ports.map((port) => store.process('web', [], { PORT: String(port) }));
    const door = new FrontDoor(ports);
    await door.open(frontPort);
    const site = new Site(servers, store, door, webs, [store.worker, store.process('worker')]);
    await openDoors(store, [store.sandbox, ...webs, ...site.workers, store.scheduler]);
    site.auditor.start(store.settings, path.join(store.dir, 'auditor.log'));
    return site;
  }

  /** Longer than a job may be silent before somebody else takes it. */
  readonly longerThanLeaseMs = leaseMs + 1_500;

  /** What ended, begins again; and somebody is at the door. */
  async untilUp(): Promise<void> {
    const all = [...this.webs, ...this.workers, this.store.scheduler];
    await Promise.all(all.filter(({ isAlive }) => !isAlive).map((each) => each.start()));
    await until('the store to be ready', () => this.store.isReady(), { timeoutMs: 120_000, everyMs: 100 });
  }

  async close({ keepLogs = false } = {}): Promise<void> {
    await this.auditor.stop();
    await this.door.close();
    await this.servers.start();
    await this.store.close({ keepLogs });
    await this.servers.destroy();
  }
}
