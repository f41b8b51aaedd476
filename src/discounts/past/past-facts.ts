import type { FactNeeds, Facts } from '../conditions/condition.js';
import { dayOfMoment, daysLater } from './days.js';

/** A delivered sale as it lies in the past; moments in milliseconds, amounts in rupiah. */
export interface PastPurchase {
  transactionId: string;
  /** When it was bought. */
  placedAt: number;
  /** When it was delivered. */
  at: number;
  goodsAmount: number;
  discountAmount: number;
  costAmount: number;
  /** When it was given back as a whole. */
  undoneAt: number | null;
  /** Of its lines; empty unless categories were asked for. */
  categoryIds: readonly string[];
}

/** What of a customer does not follow from purchases. The shop keeps no history of it: it is as it is today. */
export type Account = Pick<
  Facts,
  | 'userId'
  | 'personId'
  | 'customerType'
  | 'city'
  | 'kycLevel'
  | 'registeredOn'
  | 'birthMonth'
  | 'birthDay'
  | 'segmentIds'
>;

const paidFor = ({ goodsAmount, discountAmount }: PastPurchase): number => goodsAmount - discountAmount;

/**
 * What the shop knew of a customer at moments of the past, which must be asked for in their order. A purchase counts
 * from its delivery until it was given back.
 */
export class PastFacts {
  private readonly facts: Facts;
  private readonly standing: PastPurchase[] = [];
  private next = 0;
  private spendAmount = 0;
  /** When the next of the standing purchases is given back. */
  private nextUndoing = Infinity;

  /** @param purchases in the order of their delivery */
  constructor(
    account: Account,
    private readonly purchases: readonly PastPurchase[],
    private readonly needs: FactNeeds,
  ) {
    this.facts = {
      ...account,
      orderCount: 0,
      spendAmount: 0,
      firstOrderAt: null,
      lastOrderAt: null,
      days: [],
      bought: [],
    };
  }

  /** What was known at a moment; the next question changes what this answered. */
  at(moment: Date): Facts {
    this.advance(moment.getTime());
    const { standing, facts, needs } = this;
    const [first, last] = [standing[0], standing.at(-1)];
    facts.orderCount = standing.length;
    facts.spendAmount = this.spendAmount;
    facts.firstOrderAt = first ? new Date(first.at) : null;
    facts.lastOrderAt = last ? new Date(last.at) : null;
    if (needs.days) facts.days = this.days(dayOfMoment(moment.getTime()), needs.days);
    if (needs.bought) facts.bought = this.bought();
    return facts;
  }

  private advance(moment: number): void {
    for (let each = this.purchases[this.next]; each && each.at <= moment; each = this.purchases[this.next]) {
      this.next += 1;
      this.standing.push(each);
      this.spendAmount += paidFor(each);
      if (each.undoneAt !== null) this.nextUndoing = Math.min(this.nextUndoing, each.undoneAt);
    }
    if (this.nextUndoing <= moment) this.undo(moment);
  }

  private undo(moment: number): void {
    const left = this.standing.filter(({ undoneAt }) => undoneAt === null || undoneAt > moment);
    this.standing.splice(0, this.standing.length, ...left);
    this.spendAmount = left.reduce((sum, each) => sum + paidFor(each), 0);
    this.nextUndoing = Math.min(Infinity, ...left.map(({ undoneAt }) => undoneAt ?? Infinity));
  }

  /** The last so many days on which something was bought, today included, newest first. */
  private days(today: string, count: number): Facts['days'] {
    const since = daysLater(today, 1 - count);
    const days = new Map<string, { date: string; spendAmount: number; orderCount: number }>();
    for (const each of this.standing.toReversed()) {
      const date = dayOfMoment(each.at);
      if (date < since) break;
      const day = days.get(date) ?? { date, spendAmount: 0, orderCount: 0 };
      day.spendAmount += paidFor(each);
      day.orderCount += 1;
      days.set(date, day);
    }
    return [...days.values()];
  }

  private bought(): Facts['bought'] {
    const last = new Map<string, string>();
    for (const { at, categoryIds } of this.standing) {
      const lastOn = dayOfMoment(at);
      for (const categoryId of categoryIds) last.set(categoryId, lastOn);
    }
    return [...last].map(([categoryId, lastOn]) => ({ categoryId, lastOn }));
  }
}
