import type { Store } from '../../test/faults/harness.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const step = 10_000;
const wallets = 10_000;
const days = 60;

/** An id of the kind a letter stands for; it sorts by number, and before every id of today. */
const id = (kind: string, number = 'n'): string => `CONCAT('01${kind}', LPAD(${number}, 23, '0'))`;

/** A piece of the sales to fill in. */
interface Piece {
  from: number;
  count: number;
}

/** Sale n, at its moment. Odd ones are paid from a wallet that was topped up just before. */
const sales = ({ from, count }: Piece): string => `
  (SELECT n, FLOOR(n / 2) % ${wallets} AS wallet, FLOOR(n / 2 / ${wallets}) AS visit,
     UTC_TIMESTAMP(3) - INTERVAL ${days} DAY + INTERVAL FLOOR(n * ${(days * 86_400 - 3_600) / count}) SECOND AS at
   FROM (SELECT ${from} + a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
     FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e) numbers WHERE n < ${count}) sale`;

interface Journal {
  letter: string;
  kind: string;
  reference: string;
  /** Of which sales: all, or those paid from a wallet or through the gateway. */
  of: string;
  /** Account, amount, and what the wallet holds after it. */
  entries: [account: string, amount: number, balanceAfter?: string][];
}

const wallet = id('B', 'wallet');
const account = (name: string): string => `(SELECT id FROM ledger_accounts WHERE code = '${name}')`;

const journals: Journal[] = [
  {
    letter: 'D',
    kind: 'wallet.topped_up',
    reference: `CONCAT('topup:', n)`,
    of: 'n % 2 = 1',
    entries: [
      [account('gateway_clearing:tripay'), 20_000],
      [wallet, -20_000, 'visit * 8000 + 20000'],
    ],
  },
  {
    letter: 'E',
    kind: 'payment.paid',
    reference: `CONCAT('payment:', ${id('P')}, ':paid')`,
    of: 'n % 2 = 1',
    entries: [
      [wallet, 12_000, 'visit * 8000 + 8000'],
      [account('order_deposits'), -12_000],
    ],
  },
  {
    letter: 'F',
    kind: 'payment.paid',
    reference: `CONCAT('payment:', ${id('P')}, ':paid')`,
    of: 'n % 2 = 0',
    entries: [
      [account('gateway_clearing:tripay'), 11_500],
      [account('gateway_fees'), 500],
      [account('order_deposits'), -12_000],
    ],
  },
  {
    letter: 'G',
    kind: 'fulfilment.cost',
    reference: `CONCAT('fulfilment:', ${id('Q')}, ':cost')`,
    of: '1',
    entries: [
      [account('cost_of_goods'), 10_000],
      [account('supplier_deposit:digiflazz'), -10_000],
    ],
  },
  {
    letter: 'H',
    kind: 'transaction.revenue',
    reference: `CONCAT('transaction:', ${id('S')}, ':revenue')`,
    of: '1',
    entries: [
      [account('order_deposits'), 12_000],
      [account('sales_revenue'), -12_000],
    ],
  },
];

const sharedAccounts: [code: string, side: string][] = [
  ['gateway_clearing:tripay', 'DEBIT'],
  ['order_deposits', 'CREDIT'],
  ['gateway_fees', 'DEBIT'],
  ['cost_of_goods', 'DEBIT'],
  ['supplier_deposit:digiflazz', 'DEBIT'],
  ['sales_revenue', 'CREDIT'],
];

async function openAccounts(store: Store): Promise<void> {
  for (const [place, [code, side]] of sharedAccounts.entries())
    await store.rows(
      `INSERT INTO ledger_accounts (id, code, type, normal_side, created_at)
       VALUES (${id('A', '?')}, ?, SUBSTRING_INDEX(?, ':', 1), ?, UTC_TIMESTAMP(3))`,
      [place, code, code, side],
    );
  await store.rows(
    `INSERT INTO ledger_accounts (id, code, type, normal_side, owner_id, created_at)
     SELECT ${wallet}, CONCAT('customer_wallet:', ${id('W', 'wallet')}), 'customer_wallet', 'CREDIT', ${id('U', 'wallet')},
       UTC_TIMESTAMP(3) FROM (SELECT DISTINCT wallet FROM
         (SELECT n AS wallet FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
           FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e) numbers) every) w`,
  );
}

async function fillSales(store: Store, piece: Piece): Promise<void> {
  await store.rows(
    `INSERT INTO transactions (id, number, type, status, contact_phone, goods_amount, total_amount, cost_amount, wib_date,
       expires_at, created_at, updated_at)
     SELECT ${id('S')}, CONCAT('UJI-', n), 'PPOB', 'SUCCESS', '+6281200000000', 12000, 12000, 10000, DATE(at), at, at, at
     FROM ${sales(piece)}`,
  );
  await store.rows(
    `INSERT INTO transaction_lines (id, transaction_id, position, product_id, sku, name, quantity, unit_amount,
       total_amount, cost_amount, price_explanation, created_at)
     SELECT ${id('L')}, ${id('S')}, 1, ${id('R', '1')}, 'UJI', 'Uji', 1, 12000, 12000, 10000, '{}', at FROM ${sales(piece)}`,
  );
  await store.rows(
    `INSERT INTO payments (id, transaction_id, gateway, method, status, order_amount, amount, paid_amount, merchant_ref,
       expires_at, paid_at, created_at, updated_at)
     SELECT ${id('P')}, ${id('S')}, IF(n % 2, 'wallet', 'tripay'), 'UJI', 'PAID', 12000, 12000, 12000, ${id('P')},
       at, at, at, at FROM ${sales(piece)}`,
  );
  await store.rows(
    `INSERT INTO fulfilments (id, transaction_id, supplier, ref_id, supplier_sku, customer_no, status, max_price_amount,
       cost_amount, needs_serial_number, created_at, updated_at)
     SELECT ${id('Q')}, ${id('S')}, 'digiflazz', ${id('Q')}, 'UJI', '1', 'SUCCESS', 10000, 10000, FALSE, at, at
     FROM ${sales(piece)}`,
  );
}

/** All entries of one step in the order of time, because the ids of a wallet's entries follow its balance. */
async function fillBooks(store: Store, piece: Piece): Promise<void> {
  for (const { letter, kind, reference, of } of journals)
    await store.rows(
      `INSERT INTO ledger_journals (id, kind, reference, transaction_id, actor_kind, effective_at, created_at)
       SELECT ${id(letter)}, '${kind}', ${reference}, ${id('S')}, 'system', at, at FROM ${sales(piece)} WHERE ${of}`,
    );
  const sides = journals.flatMap(({ letter, of, entries }, place) =>
    entries.map(
      ([name, amount, after = 'NULL'], side) =>
        `SELECT n * 100 + ${place * 10 + side} AS turn, ${id(letter)} AS journal, ${name} AS account, ${amount} AS amount,
           ${after} AS after, at FROM ${sales(piece)} WHERE ${of}`,
    ),
  );
  await store.rows(
    `INSERT INTO ledger_entries (journal_id, account_id, amount, balance_after, created_at)
     SELECT journal, account, amount, after, at FROM (${sides.join(' UNION ALL ')}) side ORDER BY turn`,
  );
}

/**
 * Fills a store with finished sales of two months and their books, by sets: half paid through the gateway, half from
 * wallets that were topped up for it. @returns how many entries that made.
 */
export async function fillWithEntries(store: Store, entries: number): Promise<number> {
  const count = Math.ceil(entries / 7.5);
  await openAccounts(store);
  for (let from = 0; from < count; from += step) {
    await fillSales(store, { from, count });
    await fillBooks(store, { from, count });
  }
  await store.rows(
    `INSERT INTO ledger_balances (account_id, balance_amount, updated_at)
     SELECT a.id, COALESCE(-SUM(e.amount), 0), UTC_TIMESTAMP(3) FROM ledger_accounts a
     LEFT JOIN ledger_entries e ON e.account_id = a.id WHERE a.type = 'customer_wallet' GROUP BY a.id`,
  );
  for (const table of ['ledger_entries', 'ledger_journals', 'transactions', 'payments', 'fulfilments'])
    await store.rows(`ANALYZE TABLE ${table}`);
  return store.count('SELECT COUNT(*) AS count FROM ledger_entries');
}
