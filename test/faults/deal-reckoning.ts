import assert from 'node:assert/strict';
import type { EscrowResource } from '../../src/escrows/index.js';
import type { DealBook, WalkedDeal } from './deal-walk.js';
import type { Scene } from './operations.js';

type Part = EscrowResource['parts'][number];

/** Deals whose people or timers still have something to do, or whose money has not come to its end. */
export const openDeals = `SELECT COUNT(*) AS count FROM escrows
  WHERE status IN ('PROPOSED', 'AWAITING_PAYMENT', 'HELD', 'DELIVERED', 'DISPUTED')`;

/** What was proposed is there, and nothing else is: every wish was carried out once. */
export async function assertNoDealLostOrDoubled({ store }: Scene, { deals }: DealBook): Promise<void> {
  const stored = await store.rows<{ id: string }>('SELECT id FROM escrows ORDER BY id');
  assert.deepEqual(
    stored.map(({ id }) => id),
    deals.map(({ id }) => id).toSorted(),
  );
}

const endings = `SELECT p.id, COUNT(DISTINCT l.id) AS ends,
    (SELECT COUNT(*) FROM ledger_journals j WHERE j.reference = CONCAT('escrow_part:', p.id, ':settled')) AS journals
  FROM escrow_parts p LEFT JOIN escrow_part_logs l ON l.part_id = p.id AND l.event IN ('release', 'refund', 'split')
  GROUP BY p.id HAVING ends <> 1 OR journals <> 1`;

const heldTwice = `SELECT escrow_id FROM escrow_logs WHERE event IN ('hold', 'cancel', 'expire', 'agree')
  GROUP BY escrow_id, event HAVING COUNT(*) > 1`;

/** Money went in once and out once, and nothing lies on any deal's account any more. */
export async function assertEverythingSettledOnce({ store }: Scene): Promise<void> {
  assert.deepEqual(await store.rows(endings), []);
  assert.deepEqual(await store.rows(heldTwice), []);
  const left = `SELECT COUNT(*) AS count FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
    WHERE a.type = 'escrow_held' AND b.balance_amount <> 0`;
  assert.equal(await store.count(left), 0);
}

/** What a part gives to the buyer and to the seller, by its figures and by how it ended. */
function sharesOf(part: Part): [number, number] {
  if (part.status === 'RELEASED') return [0, part.seller_receives_amount];
  if (part.status === 'REFUNDED') return [part.held_amount, 0];
  // Of what is left when the shop has its fee, the buyer has what the judge gave them and their own share of the fee.
  const buyersFee = part.held_amount - part.amount;
  return [10_000 + buyersFee, part.amount - 10_000 - part.fee_amount];
}

function assertPartsEndedAsTold({ ends }: WalkedDeal, parts: Part[]): void {
  for (const part of parts) {
    const told = part.id === null ? undefined : ends.get(part.id);
    if (told) assert.equal(part.status, told, `part ${part.id}`);
    if (part.status !== null)
      assert.deepEqual([part.refunded_amount, part.released_amount], sharesOf(part), `part ${part.id}`);
  }
}

interface Movement {
  walletId: string;
  amount: number;
}

function movementsOf(deal: WalkedDeal, { transaction_id: paidBy, parts }: EscrowResource): Movement[] {
  const { buyer, seller, fromWallet, atGateway } = deal;
  // What a gateway collected for a deal that was paid otherwise, or wants no money any more, lies in the payer's wallet.
  const wasPaid = parts.some((part) => part.id !== null);
  const parked = atGateway.filter(({ transactionId }) => !wasPaid || transactionId !== paidBy);
  return [
    { walletId: buyer.mainId, amount: -fromWallet },
    ...parked.map(({ amount }) => ({ walletId: buyer.mainId, amount })),
    ...parts.map((part) => ({ walletId: buyer.mainId, amount: part.refunded_amount })),
    ...parts.map((part) => ({ walletId: seller.mainId, amount: part.released_amount })),
  ];
}

/** Every part ended as somebody was told; answers what went into and out of wallets by it. */
export async function assertEndsAsTold({ deals }: DealBook): Promise<Movement[]> {
  const movements: Movement[] = [];
  for (const deal of deals) {
    // Whoever made it sees it even if nobody joined; whoever paid sees the payment.
    const buyersView = deal.fromWallet > 0 || deal.atGateway.length > 0;
    const viewer = buyersView ? deal.buyer : deal.creator;
    const seen = await viewer.read<EscrowResource>(`/escrows/${deal.id}`);
    assertPartsEndedAsTold(deal, seen.parts);
    movements.push(...movementsOf(deal, seen));
  }
  return movements;
}

/** How the deals ended, in figures. */
export async function summaryOf({ store }: Scene): Promise<string> {
  const rows = await store.rows<{ status: string; deals: number }>(
    'SELECT status, COUNT(*) AS deals FROM escrows GROUP BY status ORDER BY status',
  );
  return rows.map(({ status, deals }) => `${deals} ${status}`).join(', ');
}
