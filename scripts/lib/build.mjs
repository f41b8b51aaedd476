import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './commands.mjs';
import { Failure } from './failure.mjs';
import { inProject, packageBinary, root } from './paths.mjs';

const sourceFolders = ['src', 'admin', 'sandbox', 'migrations'];
const sourceFiles = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const stampFile = inProject('dist', '.sources');

/**
 * Builds when `dist` is missing or was made from other sources.
 * @param {import('./terminal.mjs').Progress} progress
 * @returns {Promise<string>}
 */
export async function ensureBuild(progress) {
  if (isFresh(stampFile, sourcesDigest(root))) return 'up to date';
  await build(progress);
  return 'built';
}

/**
 * Compiles the server into `dist` and bundles the console into `admin-assets`. The stamp is written last, so an
 * interrupted build is made again.
 * @param {import('./terminal.mjs').Progress} progress
 */
export async function build(progress) {
  const digest = sourcesDigest(root);
  rmSync(inProject('dist'), { recursive: true, force: true });
  progress('compiling');
  await succeed('The sources do not compile', packageBinary('tsc'), ['-p', 'tsconfig.build.json']);
  progress('bundling the console');
  await succeed(
    'The console could not be bundled',
    process.execPath,
    ['dist/admin/bundle.js'],
    bundleEnvironment(),
  );
  writeFileSync(stampFile, digest);
}

/** Where the console's bundle lies and that it is never made at run time; AdminJS reads both while it is imported. */
export const consoleSettings = {
  ADMIN_JS_TMP_DIR: 'admin-assets',
  ADMIN_JS_SKIP_BUNDLE: 'true',
};

/**
 * @param {string} stamp
 * @param {string} digest
 */
export function isFresh(stamp, digest) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

/**
 * A digest of everything the build is made from. Contents, not times: a fresh clone has new times on old files.
 * @param {string} project
 */
export function sourcesDigest(project) {
  const hash = createHash('sha256');
  const files = [
    ...sourceFiles.map((name) => join(project, name)),
    ...sourceFolders.flatMap((name) => filesBelow(join(project, name))),
  ];
  for (const file of files.filter(existsSync).sort()) {
    hash
      .update(`${relative(project, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function bundleEnvironment() {
  const { ADMIN_JS_TMP_DIR } = consoleSettings;
  return { ...process.env, NODE_ENV: 'production', ADMIN_JS_TMP_DIR, ADMIN_JS_SKIP_BUNDLE: '' };
}

/**
 * @param {string} problem
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function succeed(problem, command, args, env) {
  const { code, output } = await run(command, args, { cwd: root, env });
  if (code !== 0) throw new Failure(`${problem}:\n${output.trim().split('\n').slice(-40).join('\n')}`);
}
