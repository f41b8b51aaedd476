import type { Pool } from 'mysql2/promise';
import type { Store } from '../../test/faults/harness.js';
import { instead, patternOf, writeBare, type Stride } from './bare-money.js';
import type { Buyer, Crowd } from './crowd.js';

export type BarePurchase = (pool: Pool, buyer: Buyer, stride: Stride) => Promise<void>;

interface Sale {
  id: string;
  total_amount: number;
}

/** Buys once over HTTP, and answers how the same rows are written without the shop. */
export async function barePurchase(store: Store, crowd: Crowd): Promise<BarePurchase> {
  const first = crowd.at(0);
  const sale = await crowd.send<Sale>(crowd.purchase(first), '/api/v1/transactions');
  const subjects = `SELECT id FROM payments WHERE transaction_id = ? UNION SELECT id FROM fulfilments WHERE transaction_id = ?`;
  const pattern = await patternOf(
    store,
    {
      transactionId: sale.id,
      own: [
        ['transaction_lines', 'transaction_id = ?', [sale.id]],
        ['payments', 'transaction_id = ?', [sale.id]],
        ['fulfilments', 'transaction_id = ?', [sale.id]],
        ['state_changes', `subject_id IN (${subjects}) ORDER BY id`, [sale.id, sale.id]],
      ],
    },
    [first],
  );
  return (pool, buyer, stride) =>
    writeBare(
      pool,
      {
        rows: pattern.fresh(instead(first, buyer)),
        moves: [{ account: buyer.accountId, amount: -sale.total_amount }],
      },
      stride,
    );
}
