import { setTimeout as pause } from 'node:timers/promises';
import type { DealFacts } from './deal-facts.js';
import type { Store } from './harness.js';

const everyMs = 3_000;

/** Looks at the deals again and again while they are under fire. */
export class DealWatch {
  readonly complaints: string[] = [];
  looks = 0;
  private isOver = false;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly facts: DealFacts,
  ) {}

  start(): void {
    this.work = this.watch();
  }

  /** One last look. */
  async stop(): Promise<void> {
    this.isOver = true;
    await this.work;
    await this.look();
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      await this.look();
      await pause(everyMs);
    }
  }

  private async look(): Promise<void> {
    this.complaints.push(...(await this.facts.complaints(this.store)));
    this.looks += 1;
  }
}
