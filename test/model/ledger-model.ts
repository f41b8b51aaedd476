/** One step of a random story; the numbers pick wallets, holds and journals of those there are. */
export interface Step {
  kind: 'receive' | 'pay' | 'send' | 'reserve' | 'capture' | 'release' | 'expire' | 'reverse';
  wallet: number;
  other: number;
  pick: number;
  amount: number;
  /** Repeats a reference that was used before, and lets a hold be over from its beginning. */
  isOdd: boolean;
}

interface Pot {
  balance: number;
  held: number;
  /** What each entry changed and left, oldest first. */
  history: { amount: number; after: number }[];
}

interface Hold {
  wallet: number;
  amount: number;
  captured: number;
  status: 'OPEN' | 'CAPTURED' | 'RELEASED' | 'EXPIRED';
  isOver: boolean;
}

interface Journal {
  moves: [wallet: number, delta: number][];
  isReversal: boolean;
  isReversed: boolean;
}

/** Wallets, holds and journals as plain numbers: what the books must do, without any of what makes it hard. */
export class LedgerModel {
  readonly pots: Pot[];
  readonly holds: Hold[] = [];
  readonly journals: Journal[] = [];

  constructor(wallets: number) {
    this.pots = Array.from({ length: wallets }, () => ({ balance: 0, held: 0, history: [] }));
  }

  /** Performs a step; answers `done`, or the code with which the books refuse it. */
  apply(step: Step): string {
    return this[step.kind](step);
  }

  private receive(step: Step): string {
    return this.book([[this.walletOf(step), step.amount]], step);
  }

  private pay(step: Step): string {
    return this.book([[this.walletOf(step), -step.amount]], step);
  }

  private send(step: Step): string {
    const from = this.walletOf(step);
    const to = (from + 1 + (step.other % (this.pots.length - 1))) % this.pots.length;
    return this.book(
      [
        [from, -step.amount],
        [to, step.amount],
      ],
      step,
    );
  }

  private reserve(step: Step): string {
    const { amount, isOdd } = step;
    if (repeats(step, this.holds.length)) return 'already_held';
    const wallet = this.walletOf(step);
    if (this.freeIn(wallet) < amount) return 'insufficient_balance';
    this.potAt(wallet).held += amount;
    this.holds.push({ wallet, amount, captured: 0, status: 'OPEN', isOver: isOdd });
    return 'done';
  }

  private capture({ pick, amount }: Step): string {
    const hold = pickOf(this.holds, pick);
    if (!hold) return 'nothing';
    if (hold.status !== 'OPEN' || hold.isOver) return 'hold_closed';
    if (amount > hold.amount) return 'RangeError';
    this.close(hold, 'CAPTURED');
    hold.captured = amount;
    this.write([[hold.wallet, -amount]]);
    return 'done';
  }

  private release({ pick }: Step): string {
    const hold = pickOf(this.holds, pick);
    if (!hold) return 'nothing';
    if (hold.status !== 'OPEN') return 'hold_closed';
    this.close(hold, 'RELEASED');
    return 'done';
  }

  private expire({ pick }: Step): string {
    const hold = pickOf(this.holds, pick);
    if (!hold) return 'nothing';
    if (hold.status !== 'OPEN' || !hold.isOver) return 'not_due';
    this.close(hold, 'EXPIRED');
    return 'done';
  }

  private reverse({ pick }: Step): string {
    const journal = pickOf(this.journals, pick);
    if (!journal) return 'nothing';
    if (journal.isReversal) return 'reversal_is_final';
    if (journal.isReversed) return 'already_reversed';
    const opposite = journal.moves.map(([wallet, delta]): [number, number] => [wallet, -delta]);
    if (!this.canTake(opposite)) return 'insufficient_balance';
    journal.isReversed = true;
    this.write(opposite, true);
    return 'done';
  }

  private book(moves: Journal['moves'], step: Step): string {
    if (repeats(step, this.journals.length)) return 'already_posted';
    if (!this.canTake(moves)) return 'insufficient_balance';
    this.write(moves);
    return 'done';
  }

  private write(moves: Journal['moves'], isReversal = false): void {
    for (const [wallet, amount] of moves) {
      const pot = this.potAt(wallet);
      pot.balance += amount;
      pot.history.push({ amount, after: pot.balance });
    }
    this.journals.push({ moves, isReversal, isReversed: false });
  }

  private close(hold: Hold, status: Hold['status']): void {
    hold.status = status;
    this.potAt(hold.wallet).held -= hold.amount;
  }

  private canTake(moves: Journal['moves']): boolean {
    return moves.every(([wallet, delta]) => this.freeIn(wallet) + delta >= 0);
  }

  private freeIn(wallet: number): number {
    const { balance, held } = this.potAt(wallet);
    return balance - held;
  }

  private potAt(wallet: number): Pot {
    const pot = this.pots[wallet];
    if (!pot) throw new RangeError(`There is no wallet ${wallet}.`);
    return pot;
  }

  walletOf({ wallet }: Step): number {
    return wallet % this.pots.length;
  }
}

/** One of those there are, by a number of any size. */
export const pickOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % (all.length || 1)];

/** Whether a step uses a reference again, of which there must be one. */
export const repeats = ({ isOdd, pick }: Step, known: number): boolean =>
  isOdd && pick % 2 === 0 && known > 0;
