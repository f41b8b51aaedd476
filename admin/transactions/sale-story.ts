import { query } from '../../src/platform/database.js';
import { formatRupiah } from '../../src/platform/money.js';
import type { Row } from '../shared/present.js';
import { may, type Viewer } from '../viewer.js';

export interface Moment {
  at: string;
  what: string;
  params?: Record<string, string | number | null>;
  tone?: 'good' | 'bad' | 'plain';
  note?: string | null;
  who?: string | null;
}

type Raw = Record<string, unknown>;

const instant = (value: unknown): string => new Date(value as string | Date).toISOString();

/** Raw rows as JSON-safe values; dates in ISO, buffers never. */
const plain = (rows: Raw[]): Raw[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
    ),
  );

/** One kind of fact about a sale: what to read, and who may see it. */
const parts = {
  lines: `SELECT id, sku, name, quantity, unit_amount, total_amount FROM transaction_lines
          WHERE transaction_id = ? ORDER BY position`,
  logs: `SELECT l.from_status, l.to_status, l.event, l.reason, l.actor_kind, s.name AS actor_name, l.created_at
         FROM transaction_logs l LEFT JOIN staff_accounts s ON s.id = l.actor_id
         WHERE l.transaction_id = ? ORDER BY l.id`,
  payments: `SELECT id, gateway, method, method_name, status, amount, fee_amount, paid_amount, refunded_amount,
                    reference, pay_code, expires_at, paid_at, created_at
             FROM payments WHERE transaction_id = ?`,
  refunds: `SELECT r.id, r.amount, r.place, r.reason, r.actor_kind, s.name AS actor_name, r.approval_id, r.created_at
            FROM refunds r LEFT JOIN staff_accounts s ON s.id = r.actor_id WHERE r.transaction_id = ? ORDER BY r.id`,
  callbacks: `SELECT c.id, c.reported_status, c.verdict, c.note, c.deliveries, c.created_at FROM payment_callbacks c
              JOIN payments p ON p.id = c.payment_id WHERE p.transaction_id = ? ORDER BY c.id`,
  fulfilments: `SELECT id, supplier, status, supplier_sku, customer_no, ref_id, rc, supplier_message, calls, cost_amount,
                       serial_number_hint, review_reason, settled_at, created_at
                FROM fulfilments WHERE transaction_id = ?`,
  calls: `SELECT c.purpose, c.outcome, c.rc, c.message, c.duration_ms, c.created_at FROM fulfilment_calls c
          JOIN fulfilments f ON f.id = c.fulfilment_id WHERE f.transaction_id = ? ORDER BY c.id`,
  shipments: `SELECT id, status, courier, tracking_number, recipient_name, phone, address, city, postal_code, weight_grams,
                     created_at FROM shipments WHERE transaction_id = ?`,
  parcels: `SELECT h.to_status, h.reason, h.actor_kind, s.name AS actor_name, h.created_at FROM state_changes h
            JOIN shipments p ON p.id = h.subject_id LEFT JOIN staff_accounts s ON s.id = h.actor_id
            WHERE p.transaction_id = ? AND h.noun = 'shipment' ORDER BY h.id`,
  entries: `SELECT j.id AS journal_id, j.kind, j.reference, j.effective_at, a.code AS account, e.amount
            FROM ledger_journals j JOIN ledger_entries e ON e.journal_id = j.id
            JOIN ledger_accounts a ON a.id = e.account_id WHERE j.transaction_id = ? ORDER BY e.id`,
} as const;

type Part = keyof typeof parts;

const visible: Record<Part, (viewer: Viewer) => boolean> = {
  lines: () => true,
  logs: () => true,
  payments: (viewer) => may(viewer, 'payments.read'),
  refunds: (viewer) => may(viewer, 'payments.read'),
  callbacks: (viewer) => may(viewer, 'callbacks.read'),
  fulfilments: () => true,
  calls: () => true,
  shipments: () => true,
  parcels: () => true,
  entries: (viewer) => may(viewer, 'ledger.read'),
};

/** What a supplier charges is the business of those who may read the books. */
function withoutCost(rows: Raw[], viewer: Viewer): Raw[] {
  return may(viewer, 'ledger.read') ? rows : rows.map(({ cost_amount: _cost, ...row }) => row);
}

async function read(part: Part, transactionId: string, viewer: Viewer): Promise<Raw[]> {
  if (!visible[part](viewer)) return [];
  return withoutCost(plain(await query<Raw>(parts[part], [transactionId])), viewer);
}

const toneOf: Record<string, Moment['tone']> = {
  SUCCESS: 'good',
  PAID: 'good',
  DELIVERED: 'good',
  FAILED: 'bad',
  EXPIRED: 'bad',
  CANCELLED: 'bad',
  UNKNOWN: 'bad',
};

const personOf = (row: Raw): string => String(row['actor_name'] ?? row['actor_kind']);

/** Within one instant the order comes first, then what was heard and asked, and the move that follows from it last. */
function rankOf({ what, params }: Moment): number {
  if (what !== 'sale' && what !== 'parcel') return 1;
  return params?.['state'] === 'AWAITING_PAYMENT' ? 0 : 2;
}

/** Everything that happened to a sale on one line of time, whichever table it was written to. */
function timelineOf(facts: Record<Part, Raw[]>): Moment[] {
  const moments: Moment[] = [
    ...facts.logs.map((log) => ({
      at: instant(log['created_at']),
      what: 'sale',
      params: { state: String(log['to_status']) },
      tone: toneOf[String(log['to_status'])] ?? 'plain',
      note: log['reason'] as string | null,
      who: personOf(log),
    })),
    ...facts.payments.map((payment) => ({
      at: instant(payment['created_at']),
      what: 'payment_opened',
      params: { method: String(payment['method_name'] || payment['method']) },
    })),
    ...facts.refunds.map((refund) => ({
      at: instant(refund['created_at']),
      what: 'refund',
      params: { amount: formatRupiah(Number(refund['amount'])), place: String(refund['place']) },
      note: refund['reason'] as string | null,
      who: personOf(refund),
    })),
    ...facts.callbacks.map((callback) => ({
      at: instant(callback['created_at']),
      what: 'callback',
      params: { reported: String(callback['reported_status'] ?? '–'), verdict: String(callback['verdict']) },
      note: callback['note'] as string | null,
    })),
    ...facts.calls.map((call) => ({
      at: instant(call['created_at']),
      what: `supplier_${String(call['purpose'])}`,
      params: { outcome: String(call['outcome']), rc: String(call['rc'] ?? '–') },
      tone: toneOf[String(call['outcome'])] ?? 'plain',
      note: call['message'] as string | null,
    })),
    ...facts.parcels.map((parcel) => ({
      at: instant(parcel['created_at']),
      what: 'parcel',
      params: { state: String(parcel['to_status']) },
      tone: toneOf[String(parcel['to_status'])] ?? 'plain',
      note: parcel['reason'] as string | null,
      who: personOf(parcel),
    })),
  ];
  return moments.sort((a, b) => a.at.localeCompare(b.at) || rankOf(a) - rankOf(b));
}

/** What the page of a sale shows besides the row: goods, money in, delivery, books, and when each thing happened. */
export async function saleStory(row: Row, viewer: Viewer): Promise<Record<string, unknown>> {
  const id = String(row['id']);
  const names = Object.keys(parts) as Part[];
  const rows = await Promise.all(names.map((part) => read(part, id, viewer)));
  const facts = Object.fromEntries(names.map((part, index) => [part, rows[index] ?? []])) as Record<
    Part,
    Raw[]
  >;
  const { logs: _logs, parcels: _parcels, calls: _calls, refunds: _refunds, ...cards } = facts;
  return { ...cards, timeline: timelineOf(facts) };
}
