import { createHash } from 'node:crypto';
import type { Pool } from 'mysql2/promise';
import type { Store } from '../../test/faults/harness.js';
import type { Shopper } from '../../test/faults/shopper.js';
import { until } from '../../test/until.js';
import { insert } from './bare-money.js';
import { RowPattern, type PlainRow } from './row-pattern.js';

/** What names a sale whose payment a callback reports. */
export interface Event {
  transactionId: string;
  paymentId: string;
  callbackId: string;
  jobId: string;
  /** The gateway's own name of the payment. */
  reference: string;
}

const processing = 'process-payment-callback';
const togetherAtMost = 250;

const namesOf = (event: Event): string[] => Object.values(event) as string[];

/** Makes the names of one event those of another. */
const instead = (of: Event, other: Event): Record<string, string> =>
  Object.fromEntries(namesOf(of).map((name, at) => [name, namesOf(other)[at] ?? '']));

const valueIn = (rows: PlainRow[], table: string, column: string): string =>
  String(rows.find((row) => row.table === table)?.values[column]);

const eventOf = (rows: PlainRow[]): Event => ({
  transactionId: valueIn(rows, 'transactions', 'id'),
  paymentId: valueIn(rows, 'payments', 'id'),
  callbackId: valueIn(rows, 'payment_callbacks', 'id'),
  jobId: valueIn(rows, 'outbox', 'id'),
  reference: valueIn(rows, 'payments', 'reference'),
});

/** A callback is told from others by its bytes, and these are other bytes. */
function sealed(row: PlainRow): PlainRow {
  if (row.table !== 'payment_callbacks') return row;
  const event_key = createHash('sha256').update(String(row.values['raw_body'])).digest('hex');
  return { ...row, values: { ...row.values, event_key } };
}

/** Stored callbacks of paid sales that wait to be acted on, and what acting on one writes. */
export class PaidCallbacks {
  private constructor(
    private readonly pool: Pool,
    private readonly waiting: RowPattern,
    private readonly first: Event,
    private readonly effects: RowPattern,
  ) {}

  /** Has one sale paid and its callback stored, then acted on by the shop's worker, and learns from both. */
  static async learn(store: Store, pool: Pool, shopper: Shopper): Promise<PaidCallbacks> {
    const sale = await shopper.buy();
    const { id } = sale;
    const paymentId = sale.payment?.id ?? '';
    const stored = 'SELECT COUNT(*) AS count FROM payment_callbacks WHERE merchant_ref = ?';
    await until('the callback to be stored', async () => (await store.count(stored, [paymentId])) === 1);
    const places: [string, string, unknown[]][] = [
      ['transactions', 'id = ?', [id]],
      ['transaction_lines', 'transaction_id = ?', [id]],
      ['payments', 'transaction_id = ?', [id]],
      ['payment_callbacks', 'merchant_ref = ?', [paymentId]],
      ['outbox', 'job = ?', [processing]],
    ];
    const waiting = await RowPattern.of(store, places, []);
    const first = eventOf(waiting.asFound());
    await store.worker.start();
    const applied = `SELECT COUNT(*) AS count FROM payment_callbacks WHERE id = ? AND verdict = 'APPLIED'`;
    await until('the worker to act', async () => (await store.count(applied, [first.callbackId])) === 1);
    const journal = 'SELECT id FROM ledger_journals WHERE transaction_id = ?';
    const effects = await RowPattern.of(
      store,
      [
        ['state_changes', `subject_id = ? AND event = 'pay'`, [paymentId]],
        ['ledger_journals', 'transaction_id = ?', [id]],
        ['ledger_entries', `journal_id IN (${journal}) ORDER BY id`, [id]],
        [
          'outbox',
          `status = 'PENDING' AND job <> ? AND payload LIKE ? ORDER BY id`,
          [processing, `%${paymentId}%`],
        ],
      ],
      namesOf(first),
    );
    return new PaidCallbacks(pool, waiting, first, effects);
  }

  /** Stores so many more; their jobs are due later than anybody waits, until `release`. */
  async store(count: number): Promise<Event[]> {
    const connection = await this.pool.getConnection();
    const events: Event[] = [];
    try {
      for (let left = count; left > 0; left -= togetherAtMost) {
        const sets = Array.from({ length: Math.min(left, togetherAtMost) }, () => this.waiting.fresh({}));
        const rows = sets.flat().map(sealed);
        for (const table of new Set(rows.map((row) => row.table)))
          await insert(
            connection,
            rows.filter((row) => row.table === table),
          );
        events.push(...sets.map(eventOf));
      }
    } finally {
      connection.release();
    }
    return events;
  }

  /** What acting on an event writes besides changing the rows that are there. */
  effectsOf(event: Event): PlainRow[] {
    return this.effects.fresh(instead(this.first, event));
  }
}
