import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { findProgram, run } from './commands.mjs';
import { writePrivateFile } from './env-file.mjs';
import { Failure } from './failure.mjs';
import { freePort } from './ports.mjs';
import { launchInstance, recordedInstance, runningInstance } from './private-instance.mjs';
import { secret } from './secrets.mjs';
import { mariadbGreets } from './wire.mjs';

/**
 * How a private server is set up.
 * @typedef {object} MariadbOptions
 * @property {string} dir holds the data, the settings and the log
 * @property {string[]} statements SQL run at every start, so it must be repeatable: databases, users, grants
 * @property {boolean} durable flush at every commit, as money asks for; tests may do without
 * @property {string} [bufferPool] memory for cached pages, such as `256M`
 * @property {number} [preferredPort]
 */

/** The installed server program, MariaDB before MySQL, or `null`. */
export function findMariadb() {
  return findProgram('mariadbd', 'mysqld');
}

/**
 * Starts the private server of a folder, or finds it when it still runs, and tells where it listens. The scheme
 * is the one of DATABASE_URL; it matters because the two servers store JSON differently.
 * @param {MariadbOptions} options
 * @returns {Promise<{ port: number, scheme: 'mariadb' | 'mysql', found: boolean }>}
 */
export async function startMariadb(options) {
  const program = findMariadb();
  if (!program) throw new Failure('No MariaDB or MySQL server program is installed.');
  const scheme = await schemeOf(program);
  const running = runningInstance(options.dir);
  if (running && (await mariadbGreets(running.port))) return { port: running.port, scheme, found: true };
  await createDataFolder(program, scheme, options.dir);
  const port = await freePort(recordedInstance(options.dir)?.port ?? options.preferredPort);
  await launch(program, options, port);
  return { port, scheme, found: false };
}

/**
 * Statements that close a new server's own root accounts, which have no password: those of the network are
 * dropped, the local one gets a password that nobody knows. What must be done as root is done by the statements
 * the server runs at its start.
 */
export function rootLockout() {
  return [
    ...['127.0.0.1', '::1', hostname()].map((host) => `DROP USER IF EXISTS 'root'@'${host.toLowerCase()}'`),
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secret(24)}'`,
  ];
}

/**
 * The settings file of a private server: loopback only, strict, UTC, small.
 * @param {MariadbOptions} options
 * @param {number} port
 */
export function mariadbSettings({ dir, durable, bufferPool = '256M' }, port) {
  const settings = {
    datadir: quoted(join(dir, 'data')),
    // In a folder that servers share, one that starts clears away the temporary tables of the others.
    tmpdir: quoted(join(dir, 'tmp')),
    port,
    'bind-address': '127.0.0.1',
    // Relative to the data folder: an absolute path may be longer than the 107 bytes a socket name can have.
    socket: 'mariadb.sock',
    'pid-file': 'mariadb.pid',
    'log-error': quoted(join(dir, 'error.log')),
    'init-file': quoted(join(dir, 'init.sql')),
    'character-set-server': 'utf8mb4',
    'collation-server': 'utf8mb4_unicode_ci',
    'default-time-zone': '+00:00',
    'sql-mode':
      'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    'transaction-isolation': 'READ-COMMITTED',
    'innodb-flush-log-at-trx-commit': durable ? 1 : 2,
    'innodb-buffer-pool-size': bufferPool,
    'max-connections': 300,
    'performance-schema': 'OFF',
    'local-infile': 0,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return ['[mysqld]', ...lines, 'skip-name-resolve', 'skip-log-bin', ''].join('\n');
}

/**
 * @param {string} program
 * @param {MariadbOptions} options
 * @param {number} port
 */
async function launch(program, options, port) {
  const { dir } = options;
  const settingsFile = join(dir, 'my.cnf');
  mkdirSync(join(dir, 'tmp'), { recursive: true, mode: 0o700 });
  writePrivateFile(settingsFile, mariadbSettings(options, port));
  writePrivateFile(join(dir, 'init.sql'), options.statements.map((sql) => `${sql};\n`).join(''));
  await launchInstance(dir, {
    name: 'MariaDB',
    command: program,
    args: [`--defaults-file=${settingsFile}`, ...asCurrentUser()],
    port,
    logFile: join(dir, 'error.log'),
    answers: mariadbGreets,
  });
}

/**
 * Makes an empty data folder under another name first, so that an interrupted attempt is never taken for a
 * finished one.
 * @param {string} program
 * @param {'mariadb' | 'mysql'} scheme
 * @param {string} dir
 */
async function createDataFolder(program, scheme, dir) {
  const data = join(dir, 'data');
  if (existsSync(data)) return;
  const draft = join(dir, 'data.new');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const { code, output } = await run(...installer(program, scheme), { cwd: dir });
  if (code !== 0)
    throw new Failure(`The database's data folder could not be made in ${dir}:\n${lastLines(output)}`);
  renameSync(draft, data);
}

/**
 * @param {string} program
 * @param {'mariadb' | 'mysql'} scheme
 * @returns {[string, string[]]}
 */
function installer(program, scheme) {
  // Relative to the working folder: MariaDB's script does not cope with a space in a path.
  const common = ['--no-defaults', '--datadir=./data.new', ...asCurrentUser()];
  if (scheme === 'mysql') return [program, [...common, '--initialize-insecure']];
  const script = findProgram('mariadb-install-db', 'mysql_install_db');
  if (!script)
    throw new Failure('mariadbd is installed but mariadb-install-db is not; reinstall the MariaDB server.');
  return [
    script,
    [...common, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
  ];
}

/**
 * The server refuses to run as root unless told so. Dropping to another user would need a data folder which that
 * user can reach, and a project often lies in a home folder that nobody else may enter.
 */
function asCurrentUser() {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/**
 * @param {string} program
 * @returns {Promise<'mariadb' | 'mysql'>}
 */
async function schemeOf(program) {
  const { output } = await run(program, ['--no-defaults', '--version']);
  return /mariadb/i.test(output) ? 'mariadb' : 'mysql';
}

/** @param {string} path */
function quoted(path) {
  return `"${path}"`;
}

/** @param {string} output */
function lastLines(output) {
  return output.trim().split('\n').slice(-8).join('\n');
}
