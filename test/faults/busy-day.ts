import { setTimeout as pause } from 'node:timers/promises';
import type { Customer } from './customer.js';
import type { Fire } from './disasters.js';
import type { Operation, Scene } from './operations.js';

export interface Wanted {
  operations: number;
  kills: number;
  customers: number;
  minutes: number;
}

/** What people come for. */
export interface Business {
  /** How much of it has been done. */
  done(): number;
  next(who: Customer): Operation;
  /** Comes twice for each customer in a day. */
  burst?(who: Customer): (scene: Scene, who: Customer) => Promise<unknown>;
}

const reportEvery = 15;

/** Customers do one thing after the other while disaster after disaster strikes, until there was enough of both. */
export class BusyDay {
  private isOver = false;
  private readonly deadline: number;

  constructor(
    private readonly scene: Scene,
    private readonly fire: Fire,
    private readonly wanted: Wanted,
    private readonly business: Business,
    private readonly say: (line: string) => void,
  ) {
    this.deadline = performance.now() + wanted.minutes * 60_000;
  }

  get hadEnough(): boolean {
    const { fire, wanted, business } = this;
    return fire.hasRaged(wanted.kills) && business.done() >= wanted.operations;
  }

  /** Everybody comes to an end before anything is judged. @throws what the first of them failed with. */
  async live(): Promise<void> {
    const works = [this.burn(), ...this.scene.customers.map((who) => this.trade(who))];
    const ends = await Promise.allSettled(works);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  private get isTime(): boolean {
    return this.isOver || performance.now() > this.deadline;
  }

  /** So much goes on between two disasters that all of them have their time: of a dozen, eight kill. */
  private async burn(): Promise<void> {
    const { business } = this;
    const calm = Math.floor(this.wanted.operations / (this.wanted.kills * 1.5));
    for (let count = 1; !this.hadEnough && !this.isTime; count += 1) {
      while (business.done() < count * calm && !this.isTime) await pause(100);
      await this.ending(() => this.fire.strike());
      if (count % reportEvery === 0)
        this.say(`${business.done()} of ${this.wanted.operations} done, ${this.fire.summary()}`);
    }
    this.isOver = true;
  }

  private async trade(who: Customer): Promise<void> {
    const { business } = this;
    const burstEvery = Math.ceil(this.wanted.operations / this.wanted.customers / 2);
    for (let count = 1; !this.isOver; count += 1) {
      await this.ending(() => business.next(who)(this.scene, who));
      if (count % burstEvery === 0) await this.ending(async () => business.burst?.(who)(this.scene, who));
    }
  }

  /** When one fails, the others stop. */
  private async ending(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.isOver = true;
      throw error;
    }
  }
}
