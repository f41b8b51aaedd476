import type { Settlement } from './purchase.js';
import type { Ending } from './test-numbers.js';

/**
 * default: test numbers as documented, everything else pending and then successful · success, fail: at once, or after
 * `settle_after_ms` · pending: until a webhook is asked for, or `settle_after_ms` · hang: no answer, nothing made ·
 * error: HTTP 500, nothing made · lost: the purchase is made, but the connection is cut without an answer.
 */
export const supplierModes = ['default', 'success', 'pending', 'fail', 'hang', 'error', 'lost'] as const;
export type SupplierMode = (typeof supplierModes)[number];

export interface SupplierBehaviour {
  mode: SupplierMode;
  settle_after_ms?: number;
  /** The code of a failure; 02 where none is chosen. */
  rc?: string;
}

/** How a purchase answers now and ends later. */
export interface Plan {
  rc: string;
  settlement: Settlement | null;
}

/** Decides a purchase's fate. `usualDelayMs` is how long a pending purchase takes where nothing else is said. */
export function planFor(
  behaviour: SupplierBehaviour,
  ending: Ending | undefined,
  usualDelayMs: number,
): Plan {
  const { mode, settle_after_ms, rc = '02' } = behaviour;
  const later = (code: string, after_ms: number): Plan => ({ rc: '03', settlement: { rc: code, after_ms } });
  const now = (code: string): Plan => ({ rc: code, settlement: null });
  if (mode === 'success') return settle_after_ms === undefined ? now('00') : later('00', settle_after_ms);
  if (mode === 'fail') return settle_after_ms === undefined ? now(rc) : later(rc, settle_after_ms);
  if (mode === 'pending') return settle_after_ms === undefined ? now('03') : later('00', settle_after_ms);
  if (ending === 'success') return now('00');
  if (ending === 'fail') return now(rc);
  return later(ending === 'pending_fail' ? rc : '00', settle_after_ms ?? usualDelayMs);
}
