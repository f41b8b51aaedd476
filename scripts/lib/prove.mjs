import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { endRunningCommands } from './commands.mjs';
import { Failure } from './failure.mjs';
import { checkDisk, checkMachine } from './machine.mjs';
import { stopMocha } from './mocha-run.mjs';
import { ensurePackages } from './packages.mjs';
import { root } from './paths.mjs';
import { Shutdown } from './shutdown.mjs';
import { ensureSystemPrograms } from './system-packages.mjs';
import { chromiumProgram, mariadbProgram, redisProgram } from './system-programs.mjs';
import { print, printFailure, step } from './terminal.mjs';
import { runInTurn, showLater } from './suite-run.mjs';
import { filesOf, suites } from './test-suites.mjs';
import { throwawayServices } from './throwaway.mjs';

// The steps of `npm test`: servers of its own, then the suites in turn. The last line is the count.

const shutdown = new Shutdown();
shutdown.listen(() => void end(130));

try {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      grep: { type: 'string' },
      coverage: { type: 'boolean', default: false },
    },
  });
  const total = await runSuites(chosenSuites(values.only), values);
  await endRunningCommands();
  await shutdown.run();
  if (total.skipped > 0) print(`${total.skipped} skipped`);
  print(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
} catch (error) {
  // A step that Ctrl-C cut off fails as well; the person knows why, and the end is on its way.
  if (!shutdown.begun) {
    printFailure(error);
    await end(1);
  }
}

/** @param {string | undefined} only */
function chosenSuites(only) {
  const chosen = suites.filter(({ name }) => !only || name === only);
  if (chosen.length > 0) return chosen;
  throw new Failure(
    `There is no suite "${only}". Choose one of: ${suites.map(({ name }) => name).join(', ')}.`,
  );
}

/**
 * @param {import('./test-suites.mjs').Suite[]} chosen
 * @param {{ grep?: string, coverage: boolean }} how
 */
async function runSuites(chosen, { grep, coverage }) {
  const present = chosen
    .map((suite) => ({ suite, files: filesOf(suite, root) }))
    .filter(({ files }) => files.length > 0);
  const { dir, settings } = await provision(present.some(({ suite }) => suite.needsChromium));
  const options = [
    ...(grep ? ['--grep', grep] : []),
    ...(process.env.CI ? ['--forbid-only', '--no-color'] : []),
  ];
  const how = { dir, settings, options, coverage, mayGoOn: () => shutdown.refuseOnceBegun() };
  if (coverage) return sumOf(await runInTurn(present, how));
  const [first, ...others] = present;
  const later = showLater(dir);
  const [main, beside] = await Promise.all([
    runInTurn(first ? [first] : [], how),
    runInTurn(
      others.filter(({ suite }) => suite.beside),
      { ...how, show: later },
    ),
  ]);
  later.show();
  const alone = others.filter(({ suite }) => !suite.beside);
  return sumOf([...main, ...beside, ...(await runInTurn(alone, how))]);
}

/** @param {import('./mocha-run.mjs').Counts[]} counts */
function sumOf(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** @param {boolean} withChromium */
async function provision(withChromium) {
  await step('Machine', checkMachine);
  await step('Disk', checkDisk);
  await step('Packages', ensurePackages);
  const programs = [mariadbProgram, redisProgram, ...(withChromium ? [chromiumProgram] : [])];
  await step(
    'Programs',
    (progress) => ensureSystemPrograms(programs, progress),
    (names) => names.join(', ') || 'installed already',
  );
  await step('Build', ensureBuild);
  const services = await step(
    'Servers',
    () => throwawayServices(shutdown),
    () => 'MariaDB and Redis of their own',
  );
  shutdown.add(stopMocha);
  return services;
}

/** @param {number} exitCode */
async function end(exitCode) {
  await endRunningCommands();
  await shutdown.run();
  process.exit(exitCode);
}
