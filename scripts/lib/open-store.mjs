import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { endRunningCommands, run } from './commands.mjs';
import { provideDatabase, provideRedis, stopDemoServices } from './demo-services.mjs';
import { demoSettings, knownSettings, saveDemoSettings } from './demo-settings.mjs';
import { Failure } from './failure.mjs';
import { checkDisk, checkMachine } from './machine.mjs';
import { ensurePackages } from './packages.mjs';
import { dataDir, logsDir, root } from './paths.mjs';
import { requireFreePort } from './port-holder.mjs';
import { freePort } from './ports.mjs';
import { nodeArguments, programEnvironment } from './programs.mjs';
import { waitUntilReady } from './readiness.mjs';
import { Shutdown } from './shutdown.mjs';
import { takeStartLock } from './start-lock.mjs';
import { Supervisor } from './supervisor.mjs';
import { ensureSystemPrograms } from './system-packages.mjs';
import { mariadbProgram, redisProgram } from './system-programs.mjs';
import { print, printFailure, step } from './terminal.mjs';
import { demoAccounts, welcome } from './welcome.mjs';

// The steps of `npm start`.

/** Nobody types this one, so another is taken silently when it is not free. */
const mailPort = 8025;

const shutdown = new Shutdown();
shutdown.listen((signal) => void end(signal === 'SIGINT' ? 130 : 143));
shutdown.addHurry(() => print('Stopping at once.'));

try {
  await openStore();
} catch (error) {
  // A step that Ctrl-C cut off fails as well; the person knows why, and the end is on its way.
  if (!shutdown.begun) {
    printFailure(error);
    await end(1);
  }
}

async function openStore() {
  await next('Machine', checkMachine);
  await next('Disk', checkDisk);
  const lock = await next('Lock', lockStore, ({ recovered }) => describeRecovery(recovered));
  await requirePorts();
  await next('Packages', ensurePackages);
  const settings = await provideSettings();
  await next('Build', ensureBuild);
  await next('Keys', () => oneShot('keys', settings));
  await next('Migrate', () => oneShot('migrate', settings));
  await next('Seed', () => oneShot('seed', settings));
  await next('Processes', () => startProcesses(settings, lock.recordChildren));
  print(welcome({ port: settings.PORT, sandboxPort: settings.SANDBOX_PORT, accounts: demoAccounts() }));
}

/** @type {typeof step} */
function next(title, work, describe) {
  shutdown.refuseOnceBegun();
  return step(title, work, describe);
}

async function lockStore() {
  const lock = await takeStartLock(join(dataDir, 'start.lock'));
  shutdown.add(lock.release);
  return lock;
}

/** @param {string[] | null} recovered */
function describeRecovery(recovered) {
  if (recovered === null) return 'taken';
  const ended = recovered.length > 0 ? `; ended what it had left running: ${recovered.join(', ')}` : '';
  return `an earlier start was cut off and is recovered${ended}`;
}

async function requirePorts() {
  await requireFreePort(Number(process.env.PORT || 8000), 'PORT', 'the shop and the console');
  await requireFreePort(Number(process.env.SANDBOX_PORT || 8090), 'SANDBOX_PORT', 'the sandbox');
}

/** Database and Redis, then the settings that tell every process where they are. */
async function provideSettings() {
  const known = knownSettings();
  const wanted = [
    ...(process.env.DATABASE_URL ? [] : [mariadbProgram]),
    ...(process.env.REDIS_URL ? [] : [redisProgram]),
  ];
  await next('Servers', (progress) => ensureSystemPrograms(wanted, progress), describeInstalled);
  shutdown.add(stopDemoServices);
  const database = await next('Database', () => provideDatabase(known), describeService);
  const redis = await next('Redis', () => provideRedis(known), describeService);
  const mailbox = { SANDBOX_SMTP_PORT: process.env.SANDBOX_SMTP_PORT || String(await freePort(mailPort)) };
  const settings = demoSettings(known, { ...database.settings, ...redis.settings, ...mailbox });
  saveDemoSettings(settings);
  return settings;
}

/** @param {string[]} names */
function describeInstalled(names) {
  return names.length > 0 ? `installed ${names.join(' and ')}` : 'installed already';
}

/** @param {{ described: string }} service */
function describeService({ described }) {
  return described;
}

/**
 * Runs a one-shot command to its end; its last line says what it did.
 * @param {'keys' | 'migrate' | 'seed'} name
 * @param {Record<string, string>} settings
 */
async function oneShot(name, settings) {
  const { code, output } = await run(process.execPath, nodeArguments(name), {
    cwd: root,
    env: programEnvironment(settings),
  });
  if (code !== 0)
    throw new Failure(`\`npm run ${name}\` failed:\n${output.trim().split('\n').slice(-25).join('\n')}`);
  const lastLine = output.trim().split('\n').at(-1) ?? '';
  return lastLine.startsWith('{') ? '' : lastLine;
}

/**
 * @param {Record<string, string>} settings
 * @param {(children: Array<{ name: string, pid: number, identity: string | null }>) => void} recordChildren
 */
async function startProcesses(settings, recordChildren) {
  mkdirSync(logsDir, { recursive: true });
  const supervisor = new Supervisor({ logsDir, show: print, onChange: recordChildren });
  shutdown.add(() => supervisor.stop());
  shutdown.addHurry(() => supervisor.hurry());
  const env = programEnvironment(settings);
  for (const name of /** @type {const} */ (['sandbox', 'web', 'worker', 'scheduler'])) {
    supervisor.start({ name, args: nodeArguments(name), env, cwd: root });
  }
  await waitUntilReady(`http://127.0.0.1:${settings.PORT}/readyz`, { name: 'web', supervisor });
  return 'sandbox, web, worker and scheduler run';
}

/** @param {number} exitCode */
async function end(exitCode) {
  if (exitCode >= 128) print('\nStopping ...');
  await endRunningCommands();
  await shutdown.run();
  if (exitCode >= 128) print('Stopped. The data is kept; `npm start` goes on where you left.');
  process.exit(exitCode);
}
