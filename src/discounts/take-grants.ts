import { isDuplicate } from '../platform/database.js';
import { sum, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { GivenDiscount } from '../vouchers/index.js';
import { discountGone } from './discount.errors.js';
import { giveBudgetBack } from './expire-grants.js';
import { sourceIdOf, type GrantClaim } from './grant-offer.js';

/** The sale that takes discounts. */
export interface TakingSale {
  id: string;
  /** Paid in the moment in which it is placed. */
  isPaid: boolean;
}

interface Taking {
  claim: GrantClaim;
  sale: TakingSale;
  /** What the sale got by it. */
  amount: Rupiah;
}

const statusOf = ({ isPaid }: TakingSale) => (isPaid ? 'USED' : 'RESERVED');

/**
 * A version without a budget is shared among sales: they do not wait for each other, but a pause waits for those that
 * are being written, and whoever comes after it finds the version paused. A granted voucher outlives its version.
 */
function assertRuns(uow: UnitOfWork, { claim }: Taking): () => void {
  const status = claim.way === 'redeem' ? `status <> 'PAUSED'` : `status = 'LIVE'`;
  const found = uow.ask(`SELECT id FROM discount_versions WHERE id = ? AND ${status} LOCK IN SHARE MODE`, [
    claim.versionId,
  ]);
  return () => {
    if (found().length === 0) throw discountGone();
  };
}

/** With a budget the row of the version is what its sales queue up for; state and budget are one condition. */
function spendBudget(uow: UnitOfWork, { claim, amount }: Taking): () => void {
  uow.expectOne(
    `UPDATE discount_versions SET budget_used_amount = budget_used_amount + ?
     WHERE id = ? AND status = 'LIVE' AND budget_used_amount + ? <= budget_amount`,
    [amount, claim.versionId, amount],
    discountGone,
  );
  return () => undefined;
}

const keyOf = ({ ruleId, periodKey, personId }: GrantClaim) => [ruleId, periodKey, personId];

function redeem(uow: UnitOfWork, { claim, sale, amount }: Taking): void {
  uow.expectOne(
    `UPDATE discount_grants SET status = ?, transaction_id = ?, used_amount = ?, updated_at = ?
     WHERE rule_id = ? AND period_key = ? AND person_id = ? AND status = 'GRANTED' AND amount >= ?
       AND (valid_until IS NULL OR valid_until > ?)`,
    [statusOf(sale), sale.id, amount, uow.now, ...keyOf(claim), amount, uow.now],
    discountGone,
  );
}

function takeAgain(uow: UnitOfWork, { claim, sale, amount }: Taking): void {
  uow.expectOne(
    `UPDATE discount_grants SET status = ?, transaction_id = ?, amount = ?, used_amount = ?, version = ?, updated_at = ?
     WHERE rule_id = ? AND period_key = ? AND person_id = ? AND status = 'RETURNED'`,
    [statusOf(sale), sale.id, amount, amount, claim.version, uow.now, ...keyOf(claim)],
    discountGone,
  );
}

const grantOfSale = ({ claim, sale, amount }: Taking, now: Date): unknown[] => [
  claim.ruleId,
  claim.periodKey.startsWith('S') ? `S${sale.id}` : claim.periodKey,
  ...[claim.personId, claim.userId, claim.version, claim.tier, 'price', claim.percentBps],
  ...[amount, amount, statusOf(sale), sale.id, now, now],
];

function take(uow: UnitOfWork, taking: Taking): void {
  uow.expectOne(
    `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, tier, kind, percent_bps, amount,
       used_amount, status, transaction_id, created_at, updated_at) VALUES (?)`,
    [grantOfSale(taking, uow.now)],
    discountGone,
  );
}

const ways = { redeem, take, take_again: takeAgain };

async function takeOne(uow: UnitOfWork, taking: Taking): Promise<void> {
  const assertGiven = taking.claim.hasBudget ? spendBudget(uow, taking) : assertRuns(uow, taking);
  ways[taking.claim.way](uow, taking);
  try {
    await uow.flush();
  } catch (error) {
    throw isDuplicate(error, 'PRIMARY') ? discountGone() : error;
  }
  assertGiven();
}

/**
 * Sets aside for a sale what rules give it, in its unit of work and towards its end. Once per person and period holds by
 * the key of the grant; budget and pause hold by the conditions of the statements, whatever was read before.
 * @throws DomainError 409 `discount_gone` for what was paused, spent or taken since the sale was priced.
 */
export async function reserveGrants(
  uow: UnitOfWork,
  sale: TakingSale,
  claims: GrantClaim[],
  discounts: GivenDiscount[],
): Promise<void> {
  const inOrder = [...claims].sort((one, other) => one.versionId.localeCompare(other.versionId));
  for (const claim of inOrder) {
    const given = discounts.filter(
      ({ source, sourceId }) => source !== 'voucher' && sourceId === sourceIdOf(claim),
    );
    const amount = sum(given.map((discount) => discount.amount));
    if (amount > 0) await takeOne(uow, { claim, sale, amount });
  }
}

/** The sale is paid: what was set aside for it is used. */
export async function useGrants(uow: UnitOfWork, transactionId: string): Promise<void> {
  await uow.run(
    `UPDATE discount_grants SET status = 'USED', updated_at = ? WHERE transaction_id = ? AND status = 'RESERVED'`,
    [uow.now, transactionId],
  );
}

interface Taken {
  ruleId: string;
  periodKey: string;
  personId: string;
  version: string | number;
  kind: 'voucher' | 'price';
  amount: string;
}

const backToPerson = `UPDATE discount_grants SET status = 'GRANTED', transaction_id = NULL, used_amount = 0, updated_at = ?
   WHERE rule_id = ? AND period_key = ? AND person_id = ? AND status IN ('RESERVED', 'USED')`;

const backToBudget = `UPDATE discount_grants SET status = 'RETURNED', used_amount = 0, updated_at = ?
   WHERE rule_id = ? AND period_key = ? AND person_id = ? AND status IN ('RESERVED', 'USED')`;

async function giveBack(uow: UnitOfWork, taken: Taken): Promise<void> {
  const { ruleId, periodKey, personId, kind } = taken;
  const statement = kind === 'price' ? backToBudget : backToPerson;
  const returned = await uow.run(statement, [uow.now, ruleId, periodKey, personId]);
  if (returned !== 1 || kind !== 'price') return;
  await giveBudgetBack(uow, { ruleId, version: Number(taken.version), amount: Number(taken.amount) });
}

/**
 * The sale came to nothing: its vouchers are its person's again, and what it had of a budget is free, once. Never called
 * for a sale that has succeeded.
 */
export async function returnGrants(uow: UnitOfWork, transactionId: string): Promise<void> {
  const taken = await uow.sql<Taken>(
    `SELECT rule_id AS ruleId, period_key AS periodKey, person_id AS personId, version, kind, amount
     FROM discount_grants WHERE transaction_id = ? AND status IN ('RESERVED', 'USED')
     ORDER BY rule_id, period_key, person_id FOR UPDATE`,
    [transactionId],
  );
  for (const each of taken) await giveBack(uow, each);
}
