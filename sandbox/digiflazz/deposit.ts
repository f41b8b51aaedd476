import type { Journal } from '../journal.js';

const kind = 'digiflazz.deposit';

/** The shop's money at the supplier, in whole rupiah. */
export class Deposit {
  private amount: number;

  constructor(
    private readonly opening: number,
    private readonly journal: Journal,
  ) {
    const [last] = journal.read(kind) as { amount: number }[];
    this.amount = last?.amount ?? opening;
  }

  get balance(): number {
    return this.amount;
  }

  covers(price: number): boolean {
    return this.amount >= price;
  }

  take(price: number): void {
    this.set(this.amount - price);
  }

  giveBack(price: number): void {
    this.set(this.amount + price);
  }

  set(amount: number): void {
    this.amount = amount;
    this.journal.write(kind, 'deposit', { amount });
  }

  reset(): void {
    this.set(this.opening);
  }
}
