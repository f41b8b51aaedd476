import { raiseAlertNow } from './alerts.js';
import { clock } from './clock.js';
import { logger } from './logger.js';

const alertEveryMs = 60_000;
const alertedAt = new Map<string, number>();

function mayAlert(provider: string): boolean {
  const now = clock.wall().getTime();
  if (now - (alertedAt.get(provider) ?? 0) < alertEveryMs) return false;
  alertedAt.set(provider, now);
  return true;
}

/**
 * Somebody who does not know a provider's key has knocked at its callback door. Logged each time, told to staff at
 * most once a minute and provider, so that a flood of them writes nothing more.
 */
export function reportForgery(provider: string, ip: string): void {
  logger.warn({ provider, ip }, 'callback with a bad signature');
  if (!mayAlert(provider)) return;
  const alert = { kind: 'callback_forged', subject: provider, severity: 'warning', details: { ip } } as const;
  raiseAlertNow(alert).catch((error: unknown) =>
    logger.error({ err: error }, 'alert about a forged callback not raised'),
  );
}
