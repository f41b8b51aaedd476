/** What a customer was told has happened to money of theirs: amounts are whole rupiah. */
export interface ToldSale {
  id: string;
  userId: string;
  /** The wallet that paid, or that is to be filled. */
  walletId: string | null;
  amount: number;
}

export interface ToldTransfer {
  id: string;
  fromWalletId: string;
  toWalletId: string;
  amount: number;
}

export interface ToldWithdrawal {
  id: string;
  transactionId: string;
  walletId: string;
  /** With the fee. */
  amount: number;
  /** What arrives at the bank. */
  netAmount: number;
}

/** Something staff were told is done. */
export interface ToldDeed {
  action: string;
  recordId: string;
}

/** Everything that the shop has acknowledged: none of it may be missing from its database in the end. */
export class Told {
  readonly sales: ToldSale[] = [];
  readonly topUps: ToldSale[] = [];
  readonly transfers: ToldTransfer[] = [];
  readonly withdrawals: ToldWithdrawal[] = [];
  readonly cancelled: string[] = [];
  readonly deeds: ToldDeed[] = [];
  /** Rupiah that customers paid at the gateway, without its fee, by transaction. */
  readonly paid = new Map<string, number>();
  readonly refusals = new Map<string, number>();

  /** Operations that somebody was told had been done. */
  get operations(): number {
    const { sales, topUps, transfers, withdrawals, cancelled, deeds } = this;
    return [sales, topUps, transfers, withdrawals, cancelled, deeds].reduce(
      (all, { length }) => all + length,
      0,
    );
  }

  refuse(code: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  /** In figures, for whoever reads the test's output. */
  summary(): string {
    const { sales, topUps, transfers, withdrawals, cancelled, deeds, paid } = this;
    const refused = [...this.refusals].map(([code, count]) => `${code} ${count}`).join(', ');
    return (
      `${this.operations} operations: ${sales.length} sales, ${topUps.length} top-ups, ${transfers.length} transfers, ` +
      `${withdrawals.length} withdrawals (${cancelled.length} cancelled), ${deeds.length} deeds of staff; ` +
      `${paid.size} payments at the gateway; refused: ${refused || 'none'}`
    );
  }
}
