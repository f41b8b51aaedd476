/** What a purchase asks for. Asking again under the same reference asks how it stands. */
export interface PurchaseOrder {
  refId: string;
  supplierSku: string;
  customerNo: string;
  /** Rupiah; above it the supplier refuses. */
  maxPriceAmount: number;
}

/**
 * What the supplier's word means for us.
 *
 * - `success`, `pending`, `failure`: as they sound; a failure is final.
 * - `doubtful`: called failed, but for a reason (a time-out) that deserves a second look.
 * - `limited`: we asked too often; says nothing about a purchase that exists.
 * - `reversal`: a success that was taken back.
 * - `blocked`: no transaction was made, for a reason that we must mend.
 * - `contested`: the reference is in use for something else.
 * - `unknown`: no answer, or none that can be understood.
 */
export type News =
  | 'success'
  | 'pending'
  | 'failure'
  | 'doubtful'
  | 'limited'
  | 'reversal'
  | 'blocked'
  | 'contested'
  | 'unknown';

export interface SupplierAnswer {
  news: News;
  /** A stable word of ours for the reason, such as `wrong_number`. */
  meaning: string;
  rc: string | null;
  message: string | null;
  serialNumber: string | null;
  /** Rupiah charged from our deposit. */
  priceAmount: number | null;
  /** Rupiah left in our deposit. */
  depositAmount: number | null;
  httpStatus: number | null;
}

/** An answer that carries nothing but the reason why it is none. */
export const noAnswer = (meaning: string, httpStatus: number | null = null): SupplierAnswer => ({
  news: 'unknown',
  meaning,
  rc: null,
  message: null,
  serialNumber: null,
  priceAmount: null,
  depositAmount: null,
  httpStatus,
});
