import type { Store } from './harness.js';

/**
 * A step as the shop writes it down: whose history it stands in, and its event. Histories tell of deals, parts and
 * disputes; who agreed, joined, showed a delivery or accepted a decision has a row or a column elsewhere.
 */
export type Fact = `${string}:${string}`;

const written = `
  SELECT CONCAT(escrow_id, ':', event) AS fact FROM escrow_logs
  UNION SELECT CONCAT(part_id, ':', event) FROM escrow_part_logs
  UNION SELECT CONCAT(dispute_id, ':', event) FROM dispute_logs
  UNION SELECT CONCAT(escrow_id, ':agreed:', user_id) FROM escrow_agreements
  UNION SELECT CONCAT(id, ':joined:', buyer_id) FROM escrows WHERE buyer_id IS NOT NULL
  UNION SELECT CONCAT(id, ':joined:', seller_id) FROM escrows WHERE seller_id IS NOT NULL
  UNION SELECT CONCAT(part_id, ':shown') FROM escrow_proofs
  UNION SELECT CONCAT(id, ':accepted:', buyer_id) FROM disputes WHERE buyer_accepted_at IS NOT NULL
  UNION SELECT CONCAT(id, ':accepted:', seller_id) FROM disputes WHERE seller_accepted_at IS NOT NULL`;

/** One statement, and so one moment: what lies on the accounts of deals, and what their open parts say. */
const heldAndOpen = `SELECT
  (SELECT COALESCE(SUM(b.balance_amount), 0) FROM ledger_balances b
   JOIN ledger_accounts a ON a.id = b.account_id AND a.type = 'escrow_held') AS held,
  (SELECT COALESCE(SUM(p.held_amount), 0) FROM escrow_parts p
   WHERE p.status IN ('HELD', 'DELIVERED', 'DISPUTED')) AS open`;

/** Every step of a deal that somebody was told is done: none may be missing from then on. */
export class DealFacts {
  private readonly told = new Set<Fact>();

  get size(): number {
    return this.told.size;
  }

  tell(...facts: Fact[]): void {
    for (const fact of facts) this.told.add(fact);
  }

  /** What does not hold at this moment, in sentences. */
  async complaints(store: Store): Promise<string[]> {
    const told = [...this.told];
    const rows = await store.rows<{ fact: Fact }>(written);
    const stored = new Set(rows.map(({ fact }) => fact));
    const lost = told.filter((fact) => !stored.has(fact)).map((fact) => `${fact} was told and is lost`);
    const [money] = await store.rows<{ held: string; open: string }>(heldAndOpen);
    const differs = Number(money?.held) !== Number(money?.open);
    return [...lost, ...(differs ? [`held ${money?.held}, while open parts say ${money?.open}`] : [])];
  }
}
