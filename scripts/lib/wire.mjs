import { connect } from 'node:net';

/**
 * Whether a MariaDB or MySQL server greets on this port. The server greets first: three bytes of length, a
 * sequence number, then the protocol version, which is 10; an error packet has 255 there.
 * @param {number} port
 */
export function mariadbGreets(port) {
  return firstAnswer(port, '', (data) => (data.length > 4 ? data[4] === 10 : undefined));
}

/**
 * Whether a Redis server answers a ping with this password and has finished loading its data.
 * @param {number} port
 * @param {string} password
 */
export function redisAnswers(port, password) {
  return firstAnswer(port, `AUTH ${password}\r\nPING\r\n`, (data) => {
    const text = data.toString('latin1');
    if (text.includes('-')) return false;
    return text.includes('+PONG') ? true : undefined;
  });
}

/**
 * Connects, says something, and reads until the verdict is known; no connection or silence is a no.
 * @param {number} port
 * @param {string} words
 * @param {(data: Buffer) => boolean | undefined} judge
 * @returns {Promise<boolean>}
 */
function firstAnswer(port, words, judge) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let received = Buffer.alloc(0);
    /** @param {boolean} verdict */
    const finish = (verdict) => {
      socket.destroy();
      resolve(verdict);
    };
    socket.setTimeout(2_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('connect', () => socket.write(words));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const verdict = judge(received);
      if (verdict !== undefined) finish(verdict);
    });
  });
}
