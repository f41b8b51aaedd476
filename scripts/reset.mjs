import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { stopDemoServices } from './lib/demo-services.mjs';
import { Failure } from './lib/failure.mjs';
import { dataDir } from './lib/paths.mjs';
import { stillRuns } from './lib/process-identity.mjs';
import { alreadyRunning, readLock } from './lib/start-lock.mjs';
import { print, printFailure } from './lib/terminal.mjs';

// npm run reset: forgets the demo store. `-- --yes` leaves the question out, for scripts.

/** Services of developers and of a running test are not part of the store. */
const kept = ['dev', 'test'];
/** At least one of these lies in every data folder that `npm start` made. */
const marks = ['demo.env', 'mariadb', 'redis', 'start.lock'];

try {
  if (!existsSync(dataDir)) throw new Failure(`There is nothing to reset: ${dataDir} does not exist.`);
  requireOurFolder();
  requireClosedStore();
  if (await confirmed()) await wipe();
  else print('Nothing was changed.');
} catch (error) {
  printFailure(error);
  process.exit(1);
}

function requireOurFolder() {
  if (marks.some((name) => existsSync(join(dataDir, name)))) return;
  throw new Failure(
    `${dataDir} does not look like a folder that \`npm start\` made, so nothing in it is deleted.`,
  );
}

function requireClosedStore() {
  const lock = readLock(join(dataDir, 'start.lock'));
  if (lock && stillRuns(lock)) throw new Failure(alreadyRunning(lock));
}

async function confirmed() {
  if (process.argv.includes('--yes')) return true;
  if (!process.stdin.isTTY)
    throw new Failure('Nobody is there to confirm. Use `npm run reset -- --yes` in scripts.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `This deletes the store in ${dataDir}: every order, customer, key and ledger entry.\nType "reset" to go on: `;
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim() === 'reset';
}

async function wipe() {
  await stopDemoServices();
  for (const name of readdirSync(dataDir).filter((entry) => !kept.includes(entry))) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  print('The store is gone. `npm start` opens a new one.');
}
