import assert from 'node:assert/strict';
import type { Store } from './harness.js';
import type { Scene } from './operations.js';

export interface Ended {
  id: string;
  status: string;
}

export const statusesOf = async (
  store: Store,
  table: 'transactions' | 'withdrawals',
): Promise<Map<string, string>> => {
  const rows = await store.rows<Ended>(`SELECT id, status FROM ${table}`);
  return new Map(rows.map(({ id, status }) => [id, status]));
};

const idsOf = (all: { id: string }[]): string[] => all.map(({ id }) => id);

/** What was acknowledged is there, and nothing else is: every wish was carried out once or refused. */
export async function assertNothingLostOrDoubled({ store, told }: Scene): Promise<void> {
  const withdrawals = told.withdrawals.map(({ transactionId }) => transactionId);
  const acknowledged = [
    ...idsOf(told.sales),
    ...idsOf(told.topUps),
    ...idsOf(told.transfers),
    ...withdrawals,
  ];
  const stored = await statusesOf(store, 'transactions');
  const known = new Set(acknowledged);
  assert.deepEqual(
    acknowledged.filter((id) => !stored.has(id)),
    [],
    'acknowledged and lost',
  );
  assert.deepEqual(
    [...stored.keys()].filter((id) => !known.has(id)),
    [],
    'done and acknowledged to nobody',
  );
}

/** Where each deed leaves its record, unless a later one moved it on. */
const leavesAs: Record<string, string[]> = {
  approve: ['APPROVED', 'SENT', 'PAID_OUT', 'FAILED'],
  send: ['SENT', 'PAID_OUT', 'FAILED'],
  payOut: ['PAID_OUT', 'FAILED'],
  reject: ['REJECTED'],
  fail: ['FAILED'],
  bounce: ['FAILED'],
  refundSale: ['SUCCESS', 'REFUNDED'],
};

/** What staff and customers were told is done has stayed done. */
export async function assertDeedsStand({ store, told }: Scene): Promise<void> {
  const [sales, withdrawals] = [
    await statusesOf(store, 'transactions'),
    await statusesOf(store, 'withdrawals'),
  ];
  const undone = told.deeds.filter(({ action, recordId }) => {
    const status = (action === 'refundSale' ? sales : withdrawals).get(recordId) ?? '';
    return !leavesAs[action]?.includes(status);
  });
  assert.deepEqual(undone, []);
  assert.deepEqual(
    told.cancelled.filter((id) => withdrawals.get(id) !== 'CANCELLED'),
    [],
  );
}

export const refundedOf = async (store: Store): Promise<Map<string, number>> => {
  const rows = await store.rows<{ id: string; amount: string }>(
    'SELECT transaction_id AS id, SUM(amount) AS amount FROM refunds GROUP BY transaction_id',
  );
  return new Map(rows.map(({ id, amount }) => [id, Number(amount)]));
};

/** What staff gave back is in the books of refunds, each time. */
export async function assertRefundsStand({ store, told }: Scene): Promise<void> {
  const given = told.deeds.filter(({ action }) => action === 'refundSale').map(({ recordId }) => recordId);
  const refunded = await refundedOf(store);
  assert.deepEqual(
    given.filter((id) => !refunded.has(id)),
    [],
  );
}

const ledgerSum = async (store: Store, where: string): Promise<number> =>
  store.count(
    `SELECT COALESCE(SUM(e.amount), 0) AS count FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
     WHERE ${where}`,
  );

interface SupplierStats {
  digiflazz: {
    deposit: number;
    by_status: Record<string, number>;
    bought_twice: string[];
    same_goods: unknown[];
    purchases_by_ref_id: Record<string, number>;
  };
}

/** The books agree with the world: what customers paid at the gateway, what the supplier took, what the bank paid. */
export async function assertBooksMatchTheWorld({ store, told }: Scene): Promise<void> {
  const collected = [...told.paid.values()].reduce((all, amount) => all + amount, 0);
  const booked = await ledgerSum(store, `a.type IN ('gateway_clearing', 'gateway_fees')`);
  assert.equal(booked, collected, 'collected by the gateway');
  const { digiflazz } = await store.fromSandbox<SupplierStats>('/stats');
  const opening = Number(store.setting('SANDBOX_OPENING_DEPOSIT'));
  assert.equal(
    await ledgerSum(store, `a.type = 'supplier_deposit'`),
    digiflazz.deposit - opening,
    'taken by the supplier',
  );
  const out = await store.count(
    `SELECT COALESCE(SUM(amount), 0) AS count FROM withdrawals WHERE status = 'PAID_OUT'`,
  );
  assert.equal(await ledgerSum(store, `a.type = 'bank'`), 0 - out, 'paid out by the bank');
}

/** One purchase for each order, under its reference, none twice; what succeeded there is delivered here. */
export async function assertNothingBoughtTwice({ store }: Scene): Promise<void> {
  const { digiflazz } = await store.fromSandbox<SupplierStats>('/stats');
  assert.deepEqual(digiflazz.bought_twice, []);
  assert.deepEqual(digiflazz.same_goods, []);
  const ordered = await store.rows<{ ref_id: string }>('SELECT ref_id FROM fulfilments');
  const references = new Set(ordered.map(({ ref_id }) => ref_id));
  const strangers = Object.keys(digiflazz.purchases_by_ref_id).filter((refId) => !references.has(refId));
  assert.deepEqual(strangers, []);
  const delivered = `SELECT COUNT(*) AS count FROM fulfilments WHERE status = 'SUCCESS' AND serial_number_cipher IS NOT NULL`;
  assert.equal(await store.count(delivered), digiflazz.by_status['Sukses'] ?? 0);
  const empty = `SELECT COUNT(*) AS count FROM transactions t LEFT JOIN fulfilments f
    ON f.transaction_id = t.id AND f.status = 'SUCCESS' WHERE t.type = 'PPOB' AND t.status = 'SUCCESS' AND f.id IS NULL`;
  assert.equal(await store.count(empty), 0);
}
