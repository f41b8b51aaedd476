import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from 'cockatiel';
import { clock } from '../../platform/clock.js';
import { callProvider, type ProviderReply } from '../../platform/provider-call.js';

const failuresInARow = 5;
const restMs = 15_000;

const isFailure = (reply: unknown) => {
  const { kind, status = 0 } = reply as { kind: ProviderReply['kind']; status?: number };
  return kind === 'unknown' || status >= 500;
};

/** Leaves a provider alone after several failures in a row, so that one that hangs does not hold every request. */
export class Circuit {
  private restingUntil = 0;
  private readonly policy = circuitBreaker(handleWhenResult(isFailure), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(failuresInARow),
  });

  constructor() {
    this.policy.onBreak(() => {
      this.restingUntil = clock.wall().getTime() + restMs;
    });
  }

  /** Resting, or recovering: then a single call finds out whether the provider is back, and nobody waits for it. */
  get isResting(): boolean {
    return this.policy.state === CircuitState.HalfOpen || clock.wall().getTime() < this.restingUntil;
  }

  async call(request: Parameters<typeof callProvider>[0]): Promise<ProviderReply> {
    if (this.isResting) return { kind: 'unknown', reason: 'resting' };
    try {
      return await this.policy.execute(() => callProvider(request));
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { kind: 'unknown', reason: 'resting' };
      throw error;
    }
  }
}
