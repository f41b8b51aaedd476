import { findProgram, run } from './commands.mjs';
import { Failure } from './failure.mjs';

/**
 * A program that comes from the distribution.
 * @typedef {object} SystemProgram
 * @property {string} name what people call it
 * @property {() => string | null} find
 * @property {string[]} packages alternatives, the leanest first
 * @property {string} without what to do when it cannot be installed
 */

/**
 * Makes sure that all of these programs are there, by apt when this user may use it, and says otherwise which one
 * command would do it.
 * @param {SystemProgram[]} programs
 * @param {import('./terminal.mjs').Progress} progress
 * @returns {Promise<string[]>} names of what was installed
 */
export async function ensureSystemPrograms(programs, progress) {
  const missing = programs.filter((program) => !program.find());
  if (missing.length === 0) return [];
  const apt = await rootPrefix();
  if (!apt) throw new Failure(noRights(missing));
  progress(`installing ${missing.map(({ name }) => name).join(' and ')}`);
  await apt('update', ['-qq']);
  for (const program of missing) await install(apt, program);
  return missing.map(({ name }) => name);
}

/**
 * The paragraph for a user who may not install packages.
 * @param {SystemProgram[]} missing
 */
export function noRights(missing) {
  const names = missing.map(({ name }) => name).join(' and ');
  const packages = missing.map((program) => program.packages.at(-1)).join(' ');
  return (
    `${names} ${missing.length > 1 ? 'are' : 'is'} not installed, and this user may not install packages. Run this ` +
    `one command as root (or ask somebody who may), then run yours again:\n\n` +
    `    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}\n\n` +
    missing.map(({ without }) => without).join(' ')
  );
}

/** An installation that is cut off leaves a package manager which refuses the next one. */
const untilDone = { mayBeEnded: false };

/**
 * apt-get as root: directly, by sudo without a password, or not at all.
 * @returns {Promise<((verb: string, args: string[]) => Promise<{ code: number, output: string }>) | null>}
 */
async function rootPrefix() {
  if (!findProgram('apt-get')) return null;
  const settings = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=120'];
  if (process.getuid?.() === 0) return (verb, args) => run('env', [...settings, verb, ...args], untilDone);
  const sudo = findProgram('sudo');
  if (!sudo || (await run(sudo, ['-n', 'true'])).code !== 0) return null;
  return (verb, args) => run(sudo, ['-n', 'env', ...settings, verb, ...args], untilDone);
}

/**
 * @param {NonNullable<Awaited<ReturnType<typeof rootPrefix>>>} apt
 * @param {SystemProgram} program
 */
async function install(apt, program) {
  let said = '';
  for (const name of program.packages) {
    const { code, output } = await apt('install', [
      '-y',
      '-qq',
      '--no-install-recommends',
      ...name.split(' '),
    ]);
    if (code === 0 && program.find()) return;
    said = output;
  }
  const lines = said.trim().split('\n').slice(-8).join('\n');
  throw new Failure(`${program.name} could not be installed. ${program.without} apt-get said:\n${lines}`);
}
