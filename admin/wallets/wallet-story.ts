import { mutationsOf } from '../../src/wallets/index.js';
import { may, type Viewer } from '../viewer.js';

const mostLines = 50;

/** The newest mutations of a wallet; what moved may name sales, so it takes the right to read those. */
export async function walletStory(
  row: Record<string, unknown>,
  viewer: Viewer,
): Promise<Record<string, unknown>> {
  if (!may(viewer, 'transactions.read')) return { mutations: [] };
  const { rows } = await mutationsOf(
    { id: String(row['id']), userId: String(row['userId']) },
    { limit: mostLines },
  );
  return {
    mutations: rows.map((line) => ({
      id: line.id,
      transaction_id: line.transactionId,
      kind: line.kind,
      description: line.description,
      amount: line.amount,
      balance_after_amount: line.balanceAfterAmount,
      created_at: line.createdAt.toISOString(),
    })),
  };
}
