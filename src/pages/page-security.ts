import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { config } from '../platform/config.js';

const { protocol, host } = new URL(config.PUBLIC_URL);
const isHttps = protocol === 'https:';

/** Some browsers do not count sockets as part of 'self'. */
const sockets = `${isHttps ? 'wss' : 'ws'}://${host}`;

/** Nothing loads from elsewhere, nothing runs that is not a file of ours, and nobody frames us. */
export const pageSecurity: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", sockets],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
    },
  },
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: isHttps,
  xFrameOptions: { action: 'deny' },
});
