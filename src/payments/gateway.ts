import type { Rupiah } from '../platform/money.js';
import type { PaymentItem } from './payment.entity.js';

/** A guide for the customer; title and steps are safe HTML with nothing but `b`, `i` and `br` in it. */
export interface Instruction {
  title: string;
  steps: string[];
}

/** A share of the fee as the gateway states it: a fixed part and hundredths of one per cent. */
export interface FeeRule {
  flat: Rupiah;
  bps: number;
}

/** A way to pay as the gateway lists it. */
export interface ListedChannel {
  method: string;
  name: string;
  group: string;
  customerFee: FeeRule;
  merchantFee: FeeRule;
  minimumFee: Rupiah | null;
  maximumFee: Rupiah | null;
  minimumAmount: Rupiah | null;
  maximumAmount: Rupiah | null;
  active: boolean;
}

/** What we ask a gateway to collect. */
export interface PaymentIntent {
  merchantRef: string;
  method: string;
  /** Before any fee that the customer bears. */
  orderAmount: Rupiah;
  customer: { name: string; email: string; phone: string };
  items: PaymentItem[];
  returnUrl: string;
  expiresAt: Date;
}

export type ReportedStatus = 'UNPAID' | 'PAID' | 'FAILED' | 'EXPIRED' | 'REFUND';

/** What a gateway says about a payment, in a callback or when asked. */
export interface GatewayReport {
  reference: string;
  merchantRef: string | null;
  method: string;
  status: ReportedStatus;
  /** A payment of a fixed amount; an open one is of any amount, into a standing code. */
  isClosed: boolean;
  /** What the customer pays or paid, the fee that the customer bears included. */
  totalAmount: Rupiah;
  customerFeeAmount: Rupiah;
  merchantFeeAmount: Rupiah;
  paidAt: Date | null;
}

/** A payment as the gateway keeps it, with what the customer needs for paying. */
export interface GatewayPayment extends GatewayReport {
  methodName: string;
  payCode: string | null;
  payUrl: string | null;
  qrString: string | null;
  checkoutUrl: string | null;
  instructions: Instruction[];
  expiresAt: Date;
}

export type CreateOutcome =
  | { kind: 'found'; payment: GatewayPayment }
  /** A definite no: nothing exists at the gateway. */
  | { kind: 'refused'; reason: string }
  /** It may or may not have been made. */
  | { kind: 'unknown'; reason: string };

export type Finding =
  | { kind: 'found'; payment: GatewayPayment }
  /** The gateway says that it has no such payment. */
  | { kind: 'none' }
  | { kind: 'unknown'; reason: string };

/** A channel in which the gateway gives out standing codes. */
export interface StandingMethod {
  method: string;
  name: string;
}

export interface StandingIntent {
  merchantRef: string;
  method: string;
  customerName: string;
}

/** A standing code as the gateway keeps it: it has neither amount nor end. */
export interface GatewayCode {
  uuid: string;
  methodName: string;
  payCode: string | null;
  qrString: string | null;
}

export type StandingOutcome =
  | { kind: 'found'; code: GatewayCode }
  | { kind: 'refused'; reason: string }
  | { kind: 'unknown'; reason: string };

/** Codes into which a customer pays any amount, any number of times. */
export interface StandingCodes {
  readonly methods: StandingMethod[];
  create(intent: StandingIntent): Promise<StandingOutcome>;
  /** What came in since a moment; null when the gateway cannot tell. */
  paidInto(uuid: string, since: Date): Promise<GatewayReport[] | null>;
}

/** A company that collects for us. No method throws for what the other side does: not knowing is an outcome. */
export interface PaymentGateway {
  readonly name: string;
  /** True while it has failed so often in a row that it is left alone for a moment. */
  readonly isResting: boolean;
  /** Null for a gateway without standing codes. */
  readonly standing: StandingCodes | null;
  /** Null when the list cannot be had. */
  channels(): Promise<ListedChannel[] | null>;
  create(intent: PaymentIntent): Promise<CreateOutcome>;
  detail(reference: string): Promise<Finding>;
  findByMerchantRef(merchantRef: string): Promise<Finding>;
}
