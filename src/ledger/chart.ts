/** The side on which an account grows; its balance is told in the sense of that side. */
export type NormalSide = 'DEBIT' | 'CREDIT';

interface AccountKind {
  normalSide: NormalSide;
  /** Has a stored balance that is checked before it is spent. Busy shared accounts have none: one row would be a queue. */
  keepsBalance?: true;
  /** Money that we owe: below zero would mean that we gave out what nobody had brought. */
  neverNegative?: true;
}

/** The chart of accounts: every type the books know, and how it behaves. */
export const chart = {
  /** Collected for us by a gateway and not yet paid out. */
  gateway_clearing: { normalSide: 'DEBIT' },
  /** Our money at a supplier; overdrawn in the books until its top-ups are booked. */
  supplier_deposit: { normalSide: 'DEBIT' },
  /** A customer's money with us. */
  customer_wallet: { normalSide: 'CREDIT', keepsBalance: true, neverNegative: true },
  /** Paid sales that are not delivered yet. */
  order_deposits: { normalSide: 'CREDIT', neverNegative: true },
  /** A deal's money, kept for its two sides until it is released, refunded or split; one account for each deal. */
  escrow_held: { normalSide: 'CREDIT', keepsBalance: true, neverNegative: true },
  /** Sent to a customer's bank and not confirmed by it yet. */
  payouts_in_transit: { normalSide: 'CREDIT', neverNegative: true },
  /** Our money at the bank; overdrawn in the books until what comes in from gateways is booked. */
  bank: { normalSide: 'DEBIT' },
  sales_revenue: { normalSide: 'CREDIT' },
  /** What customers pay for a service of the shop's own, such as a withdrawal. */
  fee_revenue: { normalSide: 'CREDIT' },
  cost_of_goods: { normalSide: 'DEBIT' },
  inventory: { normalSide: 'DEBIT' },
  gateway_fees: { normalSide: 'DEBIT' },
  /** What staff gave to wallets by hand, less what they took from them. */
  balance_adjustments: { normalSide: 'DEBIT' },
  /** What discount rules gave to wallets. */
  promotions: { normalSide: 'DEBIT' },
  /** Refunds owed to guests. */
  refunds_payable: { normalSide: 'CREDIT', neverNegative: true },
  /** Received and not placed yet; every rupiah here has an alert. */
  suspense: { normalSide: 'CREDIT', neverNegative: true },
  equity: { normalSide: 'CREDIT' },
} as const satisfies Record<string, AccountKind>;

export type AccountType = keyof typeof chart;

/** Names an account; it comes into being when it is first posted to. */
export interface Account {
  code: string;
  type: AccountType;
  ownerId: string | null;
  currency: 'IDR';
}

const account = (type: AccountType, key?: string, ownerId: string | null = null): Account => ({
  code: key === undefined ? type : `${type}:${key}`,
  type,
  ownerId,
  currency: 'IDR',
});

/** Every account of the books by its name. */
export const accounts = {
  gatewayClearing: (gateway: string): Account => account('gateway_clearing', gateway),
  supplierDeposit: (supplier: string): Account => account('supplier_deposit', supplier),
  customerWallet: (walletId: string, userId: string): Account => account('customer_wallet', walletId, userId),
  orderDeposits: account('order_deposits'),
  escrowHeld: (escrowId: string): Account => account('escrow_held', escrowId),
  payoutsInTransit: account('payouts_in_transit'),
  bank: account('bank'),
  salesRevenue: account('sales_revenue'),
  feeRevenue: account('fee_revenue'),
  costOfGoods: account('cost_of_goods'),
  inventory: account('inventory'),
  gatewayFees: account('gateway_fees'),
  balanceAdjustments: account('balance_adjustments'),
  promotions: account('promotions'),
  refundsPayable: account('refunds_payable'),
  suspense: account('suspense'),
  equity: account('equity'),
};

const kindOf = (type: AccountType): AccountKind => chart[type];

export const keepsBalance = ({ type }: Account): boolean => kindOf(type).keepsBalance === true;

export const accountTypes = Object.keys(chart) as AccountType[];

export const typesThatKeepBalance = accountTypes.filter((type) => kindOf(type).keepsBalance);

export const typesNeverNegative = accountTypes.filter((type) => kindOf(type).neverNegative);

/** Entries are signed with debits above zero; a balance is told in the sense of the normal side. */
export const inNormalSense = (type: AccountType, debitSum: number): number =>
  chart[type].normalSide === 'DEBIT' || debitSum === 0 ? debitSum : -debitSum;
