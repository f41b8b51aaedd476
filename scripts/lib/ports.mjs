import { createServer } from 'node:net';

/**
 * A port of the loopback interface that nobody listens on; the preferred one if it is free.
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export async function freePort(preferred) {
  if (preferred && (await isFree(preferred))) return preferred;
  return listenOnce(0);
}

/**
 * Whether a server could listen on this port, on loopback and on every interface.
 * @param {number} port
 */
export async function isFree(port) {
  try {
    await listenOnce(port, '127.0.0.1');
    await listenOnce(port);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<number>}
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}
