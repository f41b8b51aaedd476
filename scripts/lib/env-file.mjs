import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {Record<string, string>} Env */

/**
 * Reads `KEY=value` lines. Blank lines and lines that start with `#` are skipped, a leading `export` is allowed,
 * and a value may stand in single or double quotes. Anything else is refused with its line number, because a
 * setting that is silently ignored is worse than a start that fails.
 * @param {string} text
 * @returns {Env}
 */
export function parseEnv(text) {
  /** @type {Env} */
  const env = {};
  text.split(/\r?\n/).forEach((line, index) => {
    if (/^\s*(#|$)/.test(line)) return;
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(line);
    if (!match) throw new Error(`line ${index + 1} is not KEY=value`);
    env[match[1]] = unquote(match[2].trim(), index + 1);
  });
  return env;
}

/**
 * The text of an env file, with a comment on top.
 * @param {Env} env
 * @param {string} [comment]
 */
export function formatEnv(env, comment) {
  const head = comment ? comment.split('\n').map((line) => `# ${line}`) : [];
  const lines = Object.entries(env).map(([key, value]) => `${key}=${quote(value)}`);
  return [...head, ...lines, ''].join('\n');
}

/**
 * Reads an env file; a file that does not exist is empty.
 * @param {string} file
 * @returns {Env}
 */
export function readEnvFile(file) {
  if (!existsSync(file)) return {};
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Writes an env file as a whole or not at all, readable by its owner only since it holds secrets.
 * @param {string} file
 * @param {Env} env
 * @param {string} [comment]
 */
export function writeEnvFile(file, env, comment) {
  writePrivateFile(file, formatEnv(env, comment));
}

/**
 * Writes a file with mode 0600 through a rename, so that a crash never leaves half of it.
 * @param {string} file
 * @param {string} text
 */
export function writePrivateFile(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/**
 * @param {string} value
 * @param {number} lineNumber
 */
function unquote(value, lineNumber) {
  const mark = value[0];
  if (mark !== '"' && mark !== "'") return value;
  if (value.length < 2 || !value.endsWith(mark)) throw new Error(`line ${lineNumber} has an unclosed quote`);
  return value.slice(1, -1);
}

/** @param {string} value */
function quote(value) {
  if (/[\r\n]/.test(value)) throw new Error('a value must stay on one line');
  if (/^[\w@%+=:,./?&~-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
