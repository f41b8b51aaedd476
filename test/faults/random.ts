/** Chance that can be had again: the same seed gives the same numbers. FAULT_SEED in the environment chooses it. */
export class Chance {
  private state: number;

  constructor(readonly seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000)) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to, and not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below a bound. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  oneOf<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}
