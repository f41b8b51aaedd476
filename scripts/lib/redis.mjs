import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './commands.mjs';
import { writePrivateFile } from './env-file.mjs';
import { Failure } from './failure.mjs';
import { freePort } from './ports.mjs';
import { launchInstance, recordedInstance, runningInstance } from './private-instance.mjs';
import { redisAnswers } from './wire.mjs';

/**
 * @typedef {object} RedisOptions
 * @property {string} dir holds the data, the settings and the log
 * @property {string} password
 * @property {boolean} durable keep an append-only file
 * @property {number} [databases]
 * @property {number} [preferredPort]
 */

/** The installed server program, or `null`; Valkey speaks the same protocol. */
export function findRedis() {
  return findProgram('redis-server', 'valkey-server');
}

/**
 * Starts the private Redis of a folder, or finds it when it still runs.
 * @param {RedisOptions} options
 * @returns {Promise<{ port: number, found: boolean }>}
 */
export async function startRedis(options) {
  const { dir, password } = options;
  const running = runningInstance(dir);
  if (running && (await redisAnswers(running.port, password))) return { port: running.port, found: true };
  const program = findRedis();
  if (!program) throw new Failure('No Redis server program is installed.');
  const port = await freePort(recordedInstance(dir)?.port ?? options.preferredPort);
  mkdirSync(join(dir, 'data'), { recursive: true, mode: 0o700 });
  const settingsFile = join(dir, 'redis.conf');
  writePrivateFile(settingsFile, redisSettings(options, port));
  await launchInstance(dir, {
    name: 'Redis',
    command: program,
    args: [settingsFile],
    port,
    logFile: join(dir, 'redis.log'),
    answers: (at) => redisAnswers(at, password),
  });
  return { port, found: false };
}

/**
 * The settings file of a private Redis: loopback only, with a password, and never evicting, because a queue that
 * loses keys loses jobs.
 * @param {RedisOptions} options
 * @param {number} port
 */
export function redisSettings({ dir, password, durable, databases = 16 }, port) {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir "${join(dir, 'data')}"`,
    `requirepass ${password}`,
    `appendonly ${durable ? 'yes' : 'no'}`,
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    `databases ${databases}`,
    'daemonize no',
    '',
  ].join('\n');
}
