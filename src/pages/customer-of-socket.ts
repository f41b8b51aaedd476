import type { IdentifySocket } from '../notifications/index.js';
import { customerByToken } from '../users/index.js';
import { visitorOf } from './page-session.js';

/** The customer behind a socket: an app brings its access token, a browser its page session; null for guests. */
export const customerOfSocket: IdentifySocket = ({ handshake }) => {
  const token: unknown = handshake.auth['token'];
  if (typeof token === 'string') return customerByToken(token);
  return visitorOf(handshake.headers.cookie);
};
