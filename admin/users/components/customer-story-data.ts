import type { RecordJSON } from 'adminjs';
import type { MoneyLine } from '../../shared/components/MoneyCard';

export interface Order {
  id: string;
  number: string;
  type: string;
  status: string;
  total_amount: string;
  discount_amount: string;
  created_at: string;
}

export interface FiguresOfCustomer {
  order_count: number;
  spend_amount: string;
  first_order_at: string | null;
  last_order_at: string | null;
}

export interface WalletLine {
  id: string;
  name: string;
  status: string;
  balance_amount: string;
  held_amount: string;
}

export interface Grant {
  rule_id: string;
  name: string;
  version: number;
  period_key: string;
  kind: string;
  percent_bps: number | null;
  amount: string;
  used_amount: string;
  status: string;
  transaction_id: string | null;
  valid_until: string | null;
  created_at: string;
}

export interface VoucherUse {
  id: string;
  voucher_id: string;
  name: string;
  status: string;
  amount: string;
  transaction_id: string;
  created_at: string;
}

export interface Invitation {
  id: string;
  name: string;
  status: string;
  valid_until: string | null;
}

export interface DisputeLine {
  id: string;
  number: string;
  status: string;
  category: string;
  side: string;
  held_amount: string;
}

export interface TicketLine {
  id: string;
  subject: string;
  status: string;
  last: string;
  updated_at: string;
}

export interface Note {
  id: string;
  body: string;
  author: string;
  createdAt: string;
}

export interface Consents {
  standing: {
    purpose: string;
    channel: string;
    given: boolean;
    source: string | null;
    since: string | null;
  }[];
  history: {
    created_at: string;
    channel: string;
    to_status: string;
    reason: string | null;
    actor_kind: string;
    staff_name: string | null;
  }[];
}

/** What a customer's page shows besides the row; a part that its reader may not see is not there. */
export interface CustomerStoryData {
  orders?: Order[];
  figures?: FiguresOfCustomer | null;
  wallets?: WalletLine[];
  grants?: Grant[];
  vouchers?: VoucherUse[];
  invitations?: Invitation[];
  disputes?: DisputeLine[];
  tickets?: TicketLine[];
  notes?: Note[];
  consents?: Consents;
  shared_person: string | null;
  may_write_notes: boolean;
  may_note_consent: boolean;
}

export type CustomerRecord = RecordJSON & { story?: CustomerStoryData; money?: MoneyLine[] };

export const recordAt = (resource: string, id: string, action = 'show'): string =>
  `/admin/resources/${resource}/records/${id}/${action}`;

export const listOf = (resource: string, filters: Record<string, string>): string =>
  `/admin/resources/${resource}?${new URLSearchParams(
    Object.entries(filters).map(([key, value]) => [`filters.${key}`, value]),
  ).toString()}`;
