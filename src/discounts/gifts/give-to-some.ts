import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { isSamePerson, StaffAccount } from '../../staff/index.js';
import { DiscountGift, type GiftOutcome } from '../discount-gift.entity.js';
import { DiscountGrant } from '../discount-grant.entity.js';
import { DiscountVersion } from '../discount-rule.entity.js';
import { worthOfGrant } from '../eligibility.js';
import { readStored } from '../live-rules.js';
import { plainPeriod } from '../period.js';
import { startWaves } from '../runs/waves.js';
import { validUntil } from '../valid-until.js';
import { accountsNamed, type Account } from './accounts-named.js';

const bite = 200;

interface Waiting {
  id: string;
  named: string;
}

/** What is being given, and how much of it is left. */
interface Giving {
  gift: DiscountGift;
  version: DiscountVersion;
  periodKey: string;
  staff: StaffAccount | null;
  /** Who has it already; grows as it is given. */
  holders: Set<string>;
  /** Null without a budget. */
  left: number | null;
  amount: number;
}

async function prepare(uow: UnitOfWork, gift: DiscountGift, version: DiscountVersion): Promise<Giving> {
  version.definition = readStored(version.definition);
  const { budgetAmount, budgetUsedAmount, definition } = version;
  const { per } = definition.limits;
  if (per === 'sale') throw new Error('What is given by hand is not given at sales.');
  return {
    gift,
    version,
    periodKey: plainPeriod(per, uow.now),
    staff: await uow.find(StaffAccount, { id: gift.staffId }),
    holders: new Set(),
    left: budgetAmount === null ? null : budgetAmount - budgetUsedAmount,
    amount: worthOfGrant(definition, null).amount ?? 0,
  };
}

async function findHolders(
  uow: UnitOfWork,
  { gift, periodKey }: Giving,
  persons: string[],
): Promise<Set<string>> {
  if (persons.length === 0) return new Set();
  const rows = await uow.sql<{ personId: string }>(
    `SELECT person_id AS personId FROM discount_grants WHERE rule_id = ? AND period_key = ? AND person_id IN (?)`,
    [gift.ruleId, periodKey, persons],
  );
  return new Set(rows.map(({ personId }) => personId));
}

function outcomeFor(giving: Giving, account: Account | undefined): GiftOutcome {
  if (!account) return 'UNKNOWN';
  if (account.status !== 'ACTIVE') return 'INACTIVE';
  if (giving.staff && isSamePerson(giving.staff, account)) return 'OWN_BENEFIT';
  if (giving.holders.has(account.personId)) return 'ALREADY';
  if (giving.left !== null && giving.left < giving.amount) return 'OUT_OF_BUDGET';
  giving.holders.add(account.personId);
  if (giving.left !== null) giving.left -= giving.amount;
  return 'GRANTED';
}

const grantFor = ({ gift, version, periodKey, amount }: Giving, account: Account, now: Date) => {
  const { kind, percentBps } = worthOfGrant(version.definition, null);
  return {
    ...{ ruleId: gift.ruleId, periodKey, personId: account.personId, userId: account.id },
    ...{ version: version.version, runId: gift.id, tier: null, kind, percentBps, amount, usedAmount: 0 },
    status: 'GRANTED' as const,
    transactionId: null,
    validUntil: validUntil(version.definition, now),
  };
};

interface Outcome {
  recipient: Waiting;
  account: Account | undefined;
  outcome: GiftOutcome;
}

async function writeOutcomes(uow: UnitOfWork, outcomes: Outcome[]): Promise<void> {
  const texts = outcomes.map(() => 'WHEN ? THEN ?').join(' ');
  const users = outcomes.flatMap(({ recipient, account }) => [recipient.id, account?.id ?? null]);
  const words = outcomes.flatMap(({ recipient, outcome }) => [recipient.id, outcome]);
  await uow.run(
    `UPDATE discount_gift_recipients SET user_id = CASE id ${texts} END, outcome = CASE id ${texts} END, updated_at = ?
     WHERE id IN (?)`,
    [...users, ...words, uow.now, outcomes.map(({ recipient }) => recipient.id)],
  );
}

/** Writes what was decided: grants, the budget they take, and how far the gift has come. */
async function write(uow: UnitOfWork, giving: Giving, outcomes: Outcome[]): Promise<void> {
  const { gift, version, amount } = giving;
  const grants = outcomes.flatMap(({ outcome, account }) =>
    outcome === 'GRANTED' && account ? [grantFor(giving, account, uow.now)] : [],
  );
  if (grants.length > 0) await uow.insert(DiscountGrant, grants);
  await writeOutcomes(uow, outcomes);
  if (giving.left !== null && grants.length > 0)
    await uow.run('UPDATE discount_versions SET budget_used_amount = budget_used_amount + ? WHERE id = ?', [
      grants.length * amount,
      version.id,
    ]);
  const grantedCount = gift.grantedCount + grants.length;
  await uow.update(
    DiscountGift,
    { id: gift.id },
    { doneCount: gift.doneCount + outcomes.length, grantedCount },
  );
  gift.grantedCount = grantedCount;
}

/** What has been given is told and paid, however the gift ends. */
async function close(
  uow: UnitOfWork,
  { id, ruleId, grantedCount, createdAt: since }: DiscountGift,
  { version, definition }: DiscountVersion,
  status: 'DONE' | 'STOPPED',
): Promise<void> {
  await uow.update(DiscountGift, { id }, { status });
  if (grantedCount === 0) return;
  startWaves(uow, { runId: id, ruleId, since, version, definition: readStored(definition) });
}

/** A version that was paused or ended meanwhile is not given on; who was not reached is told apart. */
async function stop(uow: UnitOfWork, gift: DiscountGift, version: DiscountVersion): Promise<void> {
  await uow.run(
    `UPDATE discount_gift_recipients SET outcome = 'STOPPED', updated_at = ? WHERE gift_id = ? AND outcome = 'WAITING'`,
    [uow.now, gift.id],
  );
  await close(uow, gift, version, 'STOPPED');
}

/**
 * Gives the next of a list what they are to get. The version is locked meanwhile, so that its budget and its state are
 * what they are. @returns whether there is more to do
 */
export async function giveToSome(uow: UnitOfWork, giftId: string): Promise<boolean> {
  const gift = await uow.lock(DiscountGift, { id: giftId });
  if (gift.status !== 'RUNNING') return false;
  const version = await uow.lock(DiscountVersion, { ruleId: gift.ruleId, version: gift.version });
  const waiting = await uow.sql<Waiting>(
    `SELECT id, named FROM discount_gift_recipients WHERE gift_id = ? AND outcome = 'WAITING' ORDER BY position LIMIT ?`,
    [giftId, bite],
  );
  if (waiting.length === 0) await close(uow, gift, version, 'DONE');
  else if (version.status !== 'LIVE') await stop(uow, gift, version);
  else await giveThem(uow, await prepare(uow, gift, version), waiting);
  return waiting.length > 0 && version.status === 'LIVE';
}

async function giveThem(uow: UnitOfWork, giving: Giving, waiting: Waiting[]): Promise<void> {
  const accounts = await accountsNamed(
    uow,
    waiting.map(({ named }) => named),
  );
  const persons = [...accounts.values()].map(({ personId }) => personId);
  giving.holders = await findHolders(uow, giving, persons);
  const outcomes = waiting.map((recipient) => {
    const account = accounts.get(recipient.named);
    return { recipient, account, outcome: outcomeFor(giving, account) };
  });
  await write(uow, giving, outcomes);
}
