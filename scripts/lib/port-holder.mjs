import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { isFree } from './ports.mjs';

const listening = '0A';

/**
 * Refuses a start whose port somebody else listens on.
 * @param {number} port
 * @param {string} variable that would choose another port
 * @param {string} what listens there
 */
export async function requireFreePort(port, variable, what) {
  if (!(await isFree(port))) throw new Failure(portTaken(port, variable, what, holderOf(port)));
}

/**
 * @param {number} port
 * @param {string} variable
 * @param {string} what
 * @param {string | null} holder
 */
export function portTaken(port, variable, what, holder) {
  return (
    `Port ${port} is taken${holder ? ` by ${holder}` : ' by another process'}, and ${what} would listen there. ` +
    `Stop that process, or choose another port and run the command again: ${variable}=${port + 1} npm start.`
  );
}

/**
 * The process that listens on a port, as far as this user may see it; Linux only.
 * @param {number} port
 * @returns {string | null}
 */
export function holderOf(port) {
  try {
    const inodes = listeningInodes(port);
    const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && holdsSocket(entry, inodes));
    return pid ? `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})` : null;
  } catch {
    return null;
  }
}

/** @param {number} port */
function listeningInodes(port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8').split('\n').slice(1),
  );
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(suffix) && state === listening)
    .map((columns) => `socket:[${columns[9]}]`);
}

/**
 * @param {string} pid
 * @param {string[]} inodes
 */
function holdsSocket(pid, inodes) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => inodes.includes(linkOf(`/proc/${pid}/fd/${fd}`)));
  } catch {
    // Another user's process, or one that has just ended.
    return false;
  }
}

/** @param {string} path */
function linkOf(path) {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
