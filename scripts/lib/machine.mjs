import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { nodeProblem } from './node-version.mjs';
import { dataDir, inProject } from './paths.mjs';

const mebibyte = 1024 * 1024;

/** What installing the packages and building takes, and what a store that is installed needs to live. */
const neededToInstall = 1_500 * mebibyte;
const neededToRun = 400 * mebibyte;

/** Refuses a machine the store cannot run on. @throws Failure */
export function checkMachine() {
  const problem = nodeProblem(process.versions.node) ?? platformProblem(process.platform);
  if (problem) throw new Failure(problem);
  return `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
}

/** Refuses a data folder that cannot be written or has too little room. @throws Failure */
export function checkDisk() {
  makeWritable(dataDir);
  const { bavail, bsize } = statfsSync(dataDir);
  const needed = existsSync(inProject('node_modules')) ? neededToRun : neededToInstall;
  const problem = diskProblem(bavail * bsize, needed, dataDir);
  if (problem) throw new Failure(problem);
  return `${Math.floor((bavail * bsize) / mebibyte / 1024)} GB free`;
}

/**
 * @param {string} platform
 * @returns {string | null}
 */
export function platformProblem(platform) {
  if (platform === 'linux' || platform === 'darwin') return null;
  return (
    `Amanah's start script knows Linux (and macOS), not ${platform}. On Windows, run it inside WSL with Debian ` +
    'or Ubuntu; everything else then works as described in the README.'
  );
}

/**
 * @param {number} free bytes
 * @param {number} needed bytes
 * @param {string} folder
 * @returns {string | null}
 */
export function diskProblem(free, needed, folder) {
  if (free >= needed) return null;
  const inMegabytes = (/** @type {number} */ bytes) => `${Math.floor(bytes / mebibyte)} MB`;
  return (
    `Only ${inMegabytes(free)} are free on the disk that holds ${folder}, and ${inMegabytes(needed)} are needed. ` +
    'A database that runs out of space stops in the middle of its work, so nothing was started. Free some space, ' +
    'or put the data on another disk with AMANAH_DATA_DIR=/path/to/folder, and run the command again.'
  );
}

/** @param {string} folder */
function makeWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new Failure(
      `The data folder ${folder} cannot be written by this user. It was probably made by another user, such as root. ` +
        `Give it to yourself (sudo chown -R "$(id -un)" ${folder}), or choose another with AMANAH_DATA_DIR=/path/to/folder, ` +
        'and run the command again.',
    );
  }
}
