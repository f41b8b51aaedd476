import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { privateInstance, testServices } from './scripts.js';
import { until } from '../until.js';

export type ServerName = 'mariadb' | 'redis';

/** Servers that nobody else uses, to be stopped, killed and started. */
export class PrivateServers {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'amanah-servers-'));
  private settings: Record<string, string> = {};

  constructor(private readonly options: { durable?: boolean } = {}) {}

  get redisUrl(): string {
    return this.settings['REDIS_URL'] ?? '';
  }

  get adminUrl(): string {
    return this.settings['TEST_ADMIN_DATABASE_URL'] ?? '';
  }

  /** Starts what does not run; addresses and data stay as they were. */
  async start(): Promise<void> {
    this.settings = await (await testServices()).startTestServices(this.dir, this.settings, this.options);
  }

  async stop(name: ServerName): Promise<void> {
    await (await privateInstance()).stopInstance(path.join(this.dir, name));
  }

  /** Gone without a word, as in a power cut. */
  async kill(name: ServerName): Promise<void> {
    const { runningInstance } = await privateInstance();
    const find = () => runningInstance(path.join(this.dir, name));
    const pid = find()?.pid;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    await until(`${name} to be gone`, () => find() === null);
  }

  async destroy(): Promise<void> {
    await (await privateInstance()).destroyInstance(path.join(this.dir, 'redis'));
    await (await privateInstance()).destroyInstance(path.join(this.dir, 'mariadb'));
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Empties Redis, as if it had lost its disk. */
  async flush(): Promise<void> {
    const client = new Redis(this.redisUrl);
    await client.flushall();
    client.disconnect();
  }
}
