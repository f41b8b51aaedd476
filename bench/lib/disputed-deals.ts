import type { Store } from '../../test/faults/harness.js';
import { fillWithDeals } from './deals.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');

/** Numbers from zero to below ten thousand. */
const numbers = `SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
  FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e`;

const idOf = (prefix: string, n: string): string => `CONCAT('${prefix}', LPAD(${n}, 24, '0'))`;

/** Deals that were disputed: every fourth case is open, the others were settled by a judge's word. */
async function disputeThem(store: Store, cases: number, judgeId: string): Promise<void> {
  const [deal, part] = [idOf('03', 'n'), idOf('04', 'n')];
  const isOpen = `n % 4 = 1`;
  const deals = `(${numbers}) numbers JOIN escrows e ON e.id = ${deal} WHERE n BETWEEN 1 AND ? AND n % 10 <> 0`;
  await store.rows(
    `INSERT INTO escrow_parts (id, escrow_id, position, title, status, amount, fee_amount, held_amount,
       seller_receives_amount, refunded_amount, delivery_hours, inspection_hours, timer_from, deliver_by, inspect_by,
       delivered_at, created_at, updated_at)
     SELECT ${part}, e.id, 0, e.title, IF(${isOpen}, 'DISPUTED', 'REFUNDED'), e.amount, e.fee_amount,
       e.buyer_pays_amount, e.seller_receives_amount, IF(${isOpen}, 0, e.buyer_pays_amount), 24, 24, e.created_at,
       e.created_at, e.created_at, e.created_at, e.created_at, e.created_at FROM ${deals}`,
    [cases],
  );
  await store.rows(
    `INSERT INTO disputes (id, number, escrow_id, part_id, buyer_id, seller_id, opened_by, opener_side, category,
       statement, amount, fee_amount, buyer_fee_amount, held_amount, status, sla_at, outcome, closed_at, open_key,
       created_at, updated_at)
     SELECT ${idOf('05', 'n')}, CONCAT(e.number, '-D1'), e.id, ${part}, e.buyer_id, e.seller_id, e.buyer_id, 'BUYER',
       'NOT_AS_DESCRIBED', 'Akun tidak sesuai ketentuan.', e.amount, e.fee_amount, e.fee_amount, e.buyer_pays_amount,
       IF(${isOpen}, 'UNDER_REVIEW', 'CLOSED'), UTC_TIMESTAMP(3) + INTERVAL n MINUTE, IF(${isOpen}, NULL, 'REFUND'),
       IF(${isOpen}, NULL, e.created_at), IF(${isOpen}, ${part}, NULL), e.created_at, e.created_at FROM ${deals}`,
    [cases],
  );
  await store.rows(
    `INSERT INTO dispute_decisions (id, dispute_id, round, outcome, refund_amount, release_amount, fee_amount,
       fee_borne_by, ground, reason, decided_by, letter_id, letter_en, created_at)
     SELECT d.id, d.id, 1, 'REFUND', d.held_amount, 0, 0, 'NOBODY', 'goods_differ_from_terms',
       'Tidak sesuai ketentuan.', ?, 'Surat', 'Letter', d.created_at FROM disputes d WHERE d.status = 'CLOSED'`,
    [judgeId],
  );
}

/** A long talk in the room of one case, with evidence and a history beside it. */
async function talk(store: Store, caseNumber: number, messages: number): Promise<void> {
  const [room, buyer, seller] = [idOf('03', '?'), idOf('06', '1'), idOf('06', '2')];
  const at = `UTC_TIMESTAMP(3) - INTERVAL (? - n) MINUTE`;
  await store.rows(
    `INSERT INTO rooms (id, kind, last_sequence, created_at, updated_at)
     VALUES (${room}, 'escrow', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [caseNumber, messages],
  );
  await store.rows(
    `INSERT INTO room_members (id, room_id, user_id, role, created_at)
     SELECT ${buyer}, e.id, e.buyer_id, 'BUYER', e.created_at FROM escrows e WHERE e.id = ${room}
     UNION ALL SELECT ${seller}, e.id, e.seller_id, 'SELLER', e.created_at FROM escrows e WHERE e.id = ${room}`,
    [caseNumber, caseNumber],
  );
  await store.rows(
    `INSERT INTO messages (id, room_id, sequence, sender_type, member_id, client_id, body, created_at)
     SELECT ${idOf('07', 'n')}, ${room}, n + 1, 'CUSTOMER', IF(n % 2 = 0, ${buyer}, ${seller}), CONCAT('bench-', n),
       CONCAT('Pesan ke ', n, ': ', REPEAT('cek level akun dan email pemulihan ', 1 + n % 4)), ${at}
     FROM (${numbers}) numbers WHERE n < ?`,
    [caseNumber, messages, messages],
  );
  await store.rows(
    `INSERT INTO evidence (id, dispute_id, side, submitted_by, category, text, sha256, created_at)
     SELECT ${idOf('08', 'n')}, d.id, IF(n % 2 = 0, 'BUYER', 'SELLER'), d.buyer_id, 'ITEM',
       'Tangkapan layar saat serah terima.', REPEAT('a', 64), d.created_at
     FROM (${numbers}) numbers JOIN disputes d ON d.id = ${idOf('05', '?')} WHERE n < 40`,
    [caseNumber],
  );
  await store.rows(
    `INSERT INTO dispute_logs (id, dispute_id, to_status, event, actor_kind, created_at)
     SELECT ${idOf('09', 'n')}, ${idOf('05', '?')}, 'UNDER_REVIEW', 'evidence_added', 'system', UTC_TIMESTAMP(3)
     FROM (${numbers}) numbers WHERE n < 100`,
    [caseNumber],
  );
}

export interface Desk {
  id: string;
  roomId: string;
}

/**
 * A desk with so many cases, all between the same two people, and in one of them so many messages.
 * @returns that case and its room
 */
export async function fillTheDesk(
  store: Store,
  { cases, messages, judgeId }: { cases: number; messages: number; judgeId: string },
): Promise<Desk> {
  await fillWithDeals(store, cases + 1);
  await disputeThem(store, cases, judgeId);
  // A case of the open ones: 1, 5, 9 …
  await talk(store, 5, messages);
  await store.rows('ANALYZE TABLE disputes, dispute_decisions, escrow_parts, messages');
  const number = '5'.padStart(24, '0');
  return { id: `05${number}`, roomId: `03${number}` };
}
