import { openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from './mocha-run.mjs';
import { chromiumProgram } from './system-programs.mjs';
import { bold, print } from './terminal.mjs';
import { testEnvironment } from './test-environment.mjs';

/**
 * @typedef {{ suite: import('./test-suites.mjs').Suite, files: string[] }} Chosen
 * @typedef {{ output?: number, say(line: string): void }} Show where a suite speaks
 * @typedef {{ dir: string, settings: Record<string, string>, options: string[], coverage: boolean, mayGoOn(): void, show?: Show }} How
 */

/** @type {Show} */
const terminal = { say: print };

/** Keeps what suites say that run beside another one, so that two never speak at the same time. @param {string} dir */
export function showLater(dir) {
  const path = join(dir, 'beside.log');
  const output = openSync(path, 'w');
  return {
    output,
    say: (/** @type {string} */ line) => void writeSync(output, `${line}\n`),
    show: () => void process.stdout.write(readFileSync(path)),
  };
}

/**
 * Runs suites one after the other and answers what each has counted.
 * @param {Chosen[]} chosen
 * @param {How} how
 */
export async function runInTurn(chosen, { dir, settings, options, coverage, mayGoOn, show = terminal }) {
  const counted = [];
  for (const { suite, files } of chosen) {
    mayGoOn();
    show.say(`\n${bold(`${suite.name}: ${files.length} files`)}`);
    const env = testEnvironment(settings, chromiumProgram.find());
    const countsFile = join(dir, `${suite.name}.json`);
    const counts = await runMocha(files, { env, options, coverage, countsFile, output: show.output });
    show.say(`${suite.name}: ${counts.passed} passing, ${counts.failed} failing`);
    counted.push(counts);
  }
  return counted;
}
