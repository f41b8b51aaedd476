import type { Pool } from 'mysql2/promise';
import type { Store } from '../../test/faults/harness.js';
import { instead, patternOf, writeBare, type Extra, type Stride } from './bare-money.js';
import type { Buyer, Crowd } from './crowd.js';

export type BareTransfer = (pool: Pool, pair: [Buyer, Buyer], stride: Stride) => Promise<void>;

const amount = 1_000;

/** The day's allowance of the sender, counted as the shop counts it. */
function allowance({ userId }: Buyer): Extra[] {
  const today = [userId, new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)];
  return [
    [
      `INSERT INTO wallet_allowances (user_id, wib_date, out_amount) VALUES (?, ?, 0)
       ON DUPLICATE KEY UPDATE user_id = user_id`,
      today,
    ],
    [
      'UPDATE wallet_allowances SET out_amount = out_amount + ? WHERE user_id = ? AND wib_date = ?',
      [amount, ...today],
    ],
  ];
}

/** Sends money once over HTTP, and answers how the same rows are written without the shop. */
export async function bareTransfer(store: Store, crowd: Crowd): Promise<BareTransfer> {
  const [from, to] = [crowd.at(0), crowd.at(1)];
  const request = crowd.transfer([from, to]);
  const { id } = await crowd.send<{ id: string }>(request, request.path ?? '');
  const own: [string, string, unknown[]][] = [['transfers', 'transaction_id = ?', [id]]];
  const pattern = await patternOf(store, { transactionId: id, own }, [from, to]);
  return (pool, [sender, recipient], stride) =>
    writeBare(
      pool,
      {
        rows: pattern.fresh({ ...instead(from, sender), ...instead(to, recipient) }),
        moves: [
          { account: sender.accountId, amount: -amount },
          { account: recipient.accountId, amount },
        ],
        extras: allowance(sender),
      },
      stride,
    );
}
