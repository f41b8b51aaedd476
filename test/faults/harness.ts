import { createPool, type Pool } from 'mysql2/promise';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AuditReport } from '../../src/ledger/index.js';
import { retryOnDeadlock } from '../../src/platform/retry.js';
import type { Program } from './scripts.js';
import { ShopProcess } from './shop-process.js';
import { freePort } from '../free-port.js';
import { until } from '../until.js';

/** Servers to open a store on; the database user may create databases and users. */
export interface Servers {
  adminUrl: string;
  redisUrl: string;
}

/** The servers of the test run. */
export const sharedServers = (): Servers => ({
  adminUrl: process.env['TEST_ADMIN_DATABASE_URL'] ?? '',
  redisUrl: process.env['REDIS_URL'] ?? '',
});

let opened = 0;

async function settingsFor({ adminUrl, redisUrl }: Servers, dir: string): Promise<Record<string, string>> {
  const [port, sandboxPort, mailPort] = [await freePort(), await freePort(), await freePort()];
  const sandbox = `http://127.0.0.1:${sandboxPort}`;
  const name = `amanah_faults_${process.pid}_${(opened += 1)}`;
  const schema = new URL(adminUrl);
  schema.pathname = `/${name}`;
  const application = new URL(schema);
  application.username = `app_${process.pid}_${opened}`;
  application.password = 'faults-only';
  return {
    APP_ENV: 'test',
    DATABASE_URL: application.href,
    MIGRATION_DATABASE_URL: schema.href,
    REDIS_URL: redisUrl,
    REDIS_PREFIX: name,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SECRET_KEY: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
    KEYS_DIR: path.join(dir, 'keys'),
    CLOCK_FILE: path.join(dir, 'clock.json'),
    ATTACHMENTS_DIR: path.join(dir, 'attachments'),
    DEMO_ACCOUNTS_FILE: path.join(dir, 'accounts.json'),
    TRIPAY_BASE_URL: `${sandbox}/tripay`,
    TRIPAY_API_KEY: 'DEV-tripay-key-for-tests',
    TRIPAY_PRIVATE_KEY: 'tp-private-EXAMPLE-01',
    TRIPAY_MERCHANT_CODE: 'T12345',
    DIGIFLAZZ_BASE_URL: `${sandbox}/digiflazz`,
    DIGIFLAZZ_USERNAME: 'tokocontoh',
    DIGIFLAZZ_API_KEY: 'dev-00000000-aaaa-bbbb-cccc-111111111111',
    DIGIFLAZZ_WEBHOOK_SECRET: 'rahasia-webhook-EXAMPLE',
    DIGIFLAZZ_RATE_PER_SECOND: '1000',
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SMTP_PORT: String(mailPort),
    SANDBOX_URL: sandbox,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    MAIL_FROM: 'Amanah <toko@amanah.test>',
    SUPPORT_CONTACT: 'bantuan@amanah.test',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_FACTOR: '10000',
  };
}

/** A whole store of real processes, with a database and a Redis prefix of its own. */
export class Store {
  readonly web: ShopProcess;
  readonly worker: ShopProcess;
  readonly scheduler: ShopProcess;
  readonly sandbox: ShopProcess;
  private readonly all: ShopProcess[] = [];

  constructor(
    readonly settings: Record<string, string>,
    readonly dir: string,
    private readonly adminUrl: string,
    /** Reads the store's database as somebody who may do everything. */
    readonly books: Pool,
  ) {
    this.web = this.process('web');
    this.worker = this.process('worker');
    this.scheduler = this.process('scheduler');
    this.sandbox = this.process('sandbox');
  }

  get url(): string {
    return this.setting('PUBLIC_URL');
  }

  setting(name: string): string {
    return this.settings[name] ?? '';
  }

  /** One more process of the store, to be started by whoever asks for it. */
  process(name: Program, nodeOptions: string[] = [], changes: Record<string, string> = {}): ShopProcess {
    const log = path.join(this.dir, `${name}-${this.all.length}.log`);
    const made = new ShopProcess(name, { ...this.settings, ...changes }, log, nodeOptions);
    this.all.push(made);
    return made;
  }

  /** Statements of a test meet those of the shop, so they give way as the shop's own do. */
  async rows<T>(sql: string, params: unknown[] = []): Promise<T[]> {
    const [rows] = await retryOnDeadlock(() => this.books.query(sql, params));
    return rows as T[];
  }

  async count(sql: string, params: unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ count: number | string }>(sql, params);
    return Number(row?.count ?? 0);
  }

  /** Business time of every process, from the machine's; no waiting for what is due in a minute. */
  moveClock(offsetMs: number): void {
    const file = this.setting('CLOCK_FILE');
    // Renamed into place, so that nobody reads half a file and takes the clock to be back.
    writeFileSync(`${file}.new`, JSON.stringify({ offset_ms: offsetMs }));
    renameSync(`${file}.new`, file);
  }

  /** Tells the providers' stand-ins what to do. */
  async control<T>(order: string, body: object): Promise<T> {
    return this.fromSandbox<T>(`/control/${order}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** What lies under `data` of a page of the sandbox: `/stats`, `/log?provider=digiflazz`. */
  async fromSandbox<T>(page: string, init?: RequestInit): Promise<T> {
    const response = await fetch(`${this.setting('SANDBOX_URL')}${page}`, init);
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { data: T }).data;
  }

  /** Runs the store's own audit, as an operator would; answers what does not hold. */
  async auditFindings(): Promise<AuditReport['checks']> {
    const report = await this.audit();
    return report.checks.filter((check) => !check.ok);
  }

  private async audit(): Promise<AuditReport> {
    const file = path.join(this.dir, 'audit.json');
    const process = new ShopProcess('audit', { ...this.settings, LOG_LEVEL: 'silent' }, file);
    await process.finish(['--json']).catch(() => undefined);
    const report = JSON.parse(readFileSync(file, 'utf8')) as AuditReport;
    rmSync(file);
    return report;
  }

  async isReady(): Promise<boolean> {
    const answers = await Promise.all([
      fetch(`${this.url}/readyz`).catch(() => null),
      fetch(`${this.setting('SANDBOX_URL')}/stats`).catch(() => null),
    ]);
    return answers.every((answer) => answer?.ok);
  }

  /** Ends every process and drops the database; what the processes logged is kept when something went wrong. */
  async close({ keepLogs = false } = {}): Promise<void> {
    await Promise.all(this.all.map((each) => each.stop()));
    await this.books.end();
    const { database, username } = namesOf(this.setting('DATABASE_URL'));
    await administrate(this.adminUrl, `DROP DATABASE ${database}`, `DROP USER '${username}'@'%'`);
    if (!keepLogs) rmSync(this.dir, { recursive: true, force: true });
  }
}

const poolOf = (url: string, connectionLimit: number): Pool =>
  createPool({ uri: url.replace(/^mariadb:/, 'mysql:'), connectionLimit, timezone: 'Z' });

async function administrate(url: string, ...statements: string[]): Promise<void> {
  const administrator = poolOf(url, 1);
  for (const statement of statements) await administrator.query(statement);
  await administrator.end();
}

const namesOf = (databaseUrl: string) => {
  const { pathname, username, password } = new URL(databaseUrl);
  return { database: pathname.slice(1), username, password };
};

/** Brings the schema up to date, stocks the shelves and writes the keys, with the commands that operators use. */
async function furnish(store: Store): Promise<void> {
  await store.process('migrate').finish();
  await Promise.all([store.process('seed').finish(['--catalogue']), store.process('keys').finish()]);
}

/** Opens a store whose processes are still to be started. */
export async function openStore(servers: Servers, changes: Record<string, string> = {}): Promise<Store> {
  const dir = mkdtempSync(path.join(tmpdir(), 'amanah-faults-'));
  const settings = { ...(await settingsFor(servers, dir)), ...changes };
  const { database, username, password } = namesOf(settings['DATABASE_URL'] ?? '');
  await administrate(
    servers.adminUrl,
    `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE USER '${username}'@'%' IDENTIFIED BY '${password}'`,
  );
  const store = new Store(
    settings,
    dir,
    servers.adminUrl,
    poolOf(settings['MIGRATION_DATABASE_URL'] ?? '', 4),
  );
  await furnish(store);
  return store;
}

/** Starts these processes and waits until customers and providers can come. @throws when one of them ends by itself. */
export async function openDoors(store: Store, started: ShopProcess[]): Promise<void> {
  await Promise.all(started.map((each) => each.start()));
  const isOpen = () => {
    const ended = started.find(({ isAlive }) => !isAlive);
    if (ended) throw new Error(`${ended.name} ended by itself: ${ended.lastWords()}`);
    return store.isReady();
  };
  await until('the store to open', isOpen, { timeoutMs: 120_000 });
}
