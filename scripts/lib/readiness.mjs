import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { tailOf } from './private-instance.mjs';

/** Three deaths in a row at the start are no accident; restarting goes on being useless. */
const hopelessDeaths = 3;

/**
 * Waits until an address answers 200.
 * @param {string} url
 * @param {{ name: string, supervisor: import('./supervisor.mjs').Supervisor, timeoutMs?: number }} options
 */
export async function waitUntilReady(url, { name, supervisor, timeoutMs = 60_000 }) {
  const deadline = performance.now() + timeoutMs;
  while (!(await answers(url))) {
    if (supervisor.deathsOf(name) >= hopelessDeaths || performance.now() > deadline) {
      throw new Failure(notReady(name, url, supervisor.logFile(name)));
    }
    await sleep(100);
  }
}

/**
 * @param {string} name
 * @param {string} url
 * @param {string} logFile
 */
function notReady(name, url, logFile) {
  return (
    `The ${name} process did not become ready (${url}). Its last words are below; the whole log is ${logFile}. ` +
    `If they do not tell what is wrong, \`npm run reset\` followed by \`npm start\` begins with an empty store.\n${tailOf(logFile, 20)}`
  );
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
