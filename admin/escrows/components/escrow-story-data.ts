import type { RecordJSON } from 'adminjs';
import type { MoneyLine } from '../../shared/components/MoneyCard';
import type { Moment } from '../../shared/components/Timeline';

export interface Part {
  id: string;
  title: string;
  status: string;
  /** What the buyer has paid for it. */
  held_amount: number;
  released_amount: number;
  refunded_amount: number;
  earned_fee_amount: number;
}

export interface Terms {
  version: number;
  title: string;
  terms: string;
  buyer_pays_amount: number;
  agreed: string[];
  created_at: string;
}

export interface Countdown {
  name: string;
  at: string;
  part: string | null;
}

/** What lies beside a deal; empty where there is nothing, and where the person may not open it. */
export interface Links {
  room: {
    last_sequence: number;
    sealed_sequence: number;
    seal_hash: string | null;
    can_read: boolean;
    may_enter: boolean;
  } | null;
  disputes: { id: string; number: string; status: string; category: string }[];
  sales: { id: string; number: string }[];
  payments: { id: string; method_name: string; status: string }[];
  wallets: { id: string; name: string; side: 'BUYER' | 'SELLER' }[];
}

export interface Story extends Links {
  held_amount: number;
  parts: Part[];
  terms: Terms[];
  countdowns: Countdown[];
  timeline: Moment[];
}

export type DealRecord = RecordJSON & { story?: Story; money?: MoneyLine[] };

export const address = (resource: string, id: string | number | null | undefined, action = 'show'): string =>
  `/admin/resources/${resource}/records/${String(id)}/${action}`;
