import type { Now } from '../clock.js';

const wholeListEveryMs = 5 * 60_000;
const oneCodeEveryMs = 1_000;

/** The supplier gives out the whole list once in five minutes and single codes once a second. */
export class PriceListLimit {
  private wholeListAt = -Infinity;
  private oneCodeAt = -Infinity;

  constructor(private readonly now: Now) {}

  /** False when the call comes too soon; only calls that pass count. */
  passes(code: string | undefined): boolean {
    const moment = this.now();
    if (code !== undefined) {
      if (moment - this.oneCodeAt < oneCodeEveryMs) return false;
      this.oneCodeAt = moment;
      return true;
    }
    if (moment - this.wholeListAt < wholeListEveryMs) return false;
    this.wholeListAt = moment;
    return true;
  }
}
