/** A fixed fee in rupiah, or a share in basis points. */
export type BandFee = { flat: number } | { bps: number };

export interface Band {
  from: number;
  to: number;
  fee: BandFee;
}

export interface Moved {
  deals: number;
  amount: number;
}

export interface ComparedSchedule {
  id: string;
  name: string;
  version: number | null;
  status: string;
  in_force: boolean;
  effective_from: string | null;
  bands: Band[];
}

export interface HitDeal {
  id: string;
  number: string;
  amount: number;
  feePayer: string;
  agreedFeeAmount: number;
  feeAmount: number;
}

export interface Outcome {
  id: string;
  feeAmount: number;
  agreedFeeAmount: number;
  more: Moved;
  less: Moved;
  same: number;
  byPayer: Record<'BUYER' | 'SELLER' | 'SPLIT', { more: Moved; less: Moved }>;
  byBand: { deals: number; feeAmount: number; agreedFeeAmount: number }[];
  outside: { deals: number; agreedFeeAmount: number };
  cliffs: { amount: number; feeBelow: number; feeAbove: number }[];
  worstHit: HitDeal[];
}

export interface FeeDeskData {
  /** Jakarta days, both included. */
  from: string;
  to: string;
  /** How many fit side by side. */
  most: number;
  schedules: ComparedSchedule[];
  chosen: string[];
  comparison: {
    deals: number;
    nominalAmount: number;
    agreedFeeAmount: number;
    outcomes: Outcome[];
  };
  deals_href: string | null;
  may_write: boolean;
}

export const feeOf = ({ fee }: Band, amount: number): number =>
  'flat' in fee ? fee.flat : Math.floor((amount * fee.bps + 5_000) / 10_000);
