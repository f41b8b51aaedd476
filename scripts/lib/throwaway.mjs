import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './env-file.mjs';
import { testDir } from './paths.mjs';
import { destroyInstance } from './private-instance.mjs';
import { identityOf, readRecord, stillRuns } from './process-identity.mjs';
import { startTestServices } from './test-services.mjs';

/**
 * A MariaDB and a Redis that live as long as this script, in a folder of their own, so that two test runs never
 * meet. What killed runs left behind is cleared first; the shutdown removes this run's.
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @param {{ durable?: boolean, bufferPool?: string }} [options]
 * @returns {Promise<{ dir: string, settings: Record<string, string> }>}
 */
export async function throwawayServices(shutdown, options = {}) {
  await clearLeftovers();
  const dir = join(testDir, String(process.pid));
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writePrivateFile(
    join(dir, 'owner.json'),
    JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }),
  );
  shutdown.add(() => removeRun(dir));
  return { dir, settings: await startTestServices(dir, {}, options) };
}

async function clearLeftovers() {
  if (!existsSync(testDir)) return;
  const runs = readdirSync(testDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const left = runs
    .map(({ name }) => join(testDir, name))
    .filter((dir) => !stillRuns(readRecord(join(dir, 'owner.json'))));
  await Promise.all(left.map(removeRun));
}

/** @param {string} dir */
async function removeRun(dir) {
  await Promise.all(['mariadb', 'redis'].map((name) => destroyInstance(join(dir, name))));
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
