import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from 'cockatiel';
import { clock } from './clock.js';

/** So many failures in a row, and the provider is left alone. */
const failuresInARow = 5;

interface CircuitOptions<Outcome> {
  /** What counts as the provider failing. Errors do not: they are ours. */
  isFailure: (outcome: Outcome) => boolean;
  /** How long the provider is left alone. */
  restMs: number;
  /** Calls under way at once in this process; more are turned away. */
  mostAtOnce?: number;
  onOpen?: () => void;
}

/** Leaves a provider alone after several failures in a row, so that one that hangs does not hold every request. */
export class Circuit<Outcome> {
  private restingUntil = 0;
  private readonly seats;
  private readonly breaker;

  constructor({ isFailure, restMs, mostAtOnce = Infinity, onOpen }: CircuitOptions<Outcome>) {
    this.seats = bulkhead(mostAtOnce);
    this.breaker = circuitBreaker(
      handleWhenResult((outcome) => isFailure(outcome as Outcome)),
      { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failuresInARow) },
    );
    this.breaker.onBreak(() => {
      this.restingUntil = clock.wall().getTime() + restMs;
      onOpen?.();
    });
  }

  /** Resting, or recovering: then a single call finds out whether the provider is back, and nobody waits for it. */
  get isResting(): boolean {
    return this.breaker.state === CircuitState.HalfOpen || clock.wall().getTime() < this.restingUntil;
  }

  /** Does the work and answers its outcome; where the provider is not to be called, the work does not even begin. */
  async run<T extends Outcome, Instead>(work: () => Promise<T>, instead: Instead): Promise<T | Instead> {
    if (this.isResting) return instead;
    try {
      return await this.seats.execute(() => this.breaker.execute(work));
    } catch (error) {
      if (error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError) return instead;
      throw error;
    }
  }
}
