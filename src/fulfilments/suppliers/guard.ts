import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from 'cockatiel';
import { logger } from '../../platform/logger.js';
import { raiseAlertNow } from '../../platform/alerts.js';
import type { SupplierAnswer } from './supplier.js';

/** Calls to one supplier under way at once in this process. */
const mostAtOnce = 16;
/** So many calls without an answer in a row, and nobody calls for a while. */
const failuresToOpen = 5;
export const closedForMs = 10_000;

/** What a guarded piece of work brings back when it did call. */
interface Called {
  answer: SupplierAnswer;
}

const wentUnanswered = (result: unknown): boolean => {
  const called = result as Called | null;
  return called !== null && called.answer.news === 'unknown' && called.answer.rc === null;
};

/** The supplier cannot be called at this moment; nothing was sent. */
export class SupplierClosed extends Error {
  override name = 'SupplierClosed';
}

/** Keeps calls to a supplier within bounds, and away from one that does not answer. */
export class Guard {
  private readonly seats = bulkhead(mostAtOnce, 0);
  private readonly breaker = circuitBreaker(handleWhenResult(wentUnanswered), {
    halfOpenAfter: closedForMs,
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });

  constructor(private readonly supplier: string) {
    this.breaker.onBreak(() => this.tellStaff());
  }

  /** Does the work, which claims and calls. @throws SupplierClosed before it begins, never after. */
  async run<T extends Called>(work: () => Promise<T | null>): Promise<T | null> {
    // A half-open circuit lets one call try; the others come back later instead of waiting for it.
    if (this.breaker.state === CircuitState.HalfOpen) throw new SupplierClosed();
    try {
      return await this.seats.execute(() => this.breaker.execute(work));
    } catch (error) {
      if (error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError)
        throw new SupplierClosed();
      throw error;
    }
  }

  private tellStaff(): void {
    raiseAlertNow({ kind: 'supplier_unreachable', subject: this.supplier, severity: 'critical' }).catch(
      (error: unknown) => logger.error({ err: error, supplier: this.supplier }, 'the alert was not stored'),
    );
  }
}

let current = new Guard('digiflazz');

export const digiflazzGuard = (): Guard => current;

/** For tests, which must not inherit an open circuit. */
export const forgetGuard = (): void => {
  current = new Guard('digiflazz');
};
