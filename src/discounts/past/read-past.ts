import { query } from '../../platform/database.js';
import type { FactNeeds } from '../conditions/condition.js';
import type { Account, PastPurchase } from './past-facts.js';

/** An account with what it bought, in the order of delivery. */
export interface PastAccount {
  account: Account;
  purchases: PastPurchase[];
}

/** Some people after each other; the accounts of one person lie side by side. */
export interface PastBatch {
  accounts: PastAccount[];
  /** The last person of the batch, from which reading goes on. */
  upTo: string;
}

export interface PastWish {
  needs: FactNeeds;
  /** Who never bought anything cannot qualify, and is not read. */
  buyersOnly: boolean;
  /** What was bought from here on is left out. */
  until: Date;
}

/** Whose past is read: a predicate over `person_id`. */
interface Scope {
  sql: 'person_id > ? AND person_id <= ?' | 'person_id = ?';
  params: string[];
}

const between = (after: string, upTo: string): Scope => ({
  sql: 'person_id > ? AND person_id <= ?',
  params: [after, upTo],
});

const only = (personId: string): Scope => ({ sql: 'person_id = ?', params: [personId] });

const stride = 10_000;
/** Sorts behind every id. */
const end = '~';

/** Whole people: the account at the stride's end names the last person of a batch. */
async function endOfBatch(after: string, { buyersOnly }: PastWish): Promise<string> {
  const [row] = await query<{ personId: string }>(
    buyersOnly
      ? `SELECT person_id AS personId FROM purchases WHERE person_id > ?
         ORDER BY person_id, user_id, at LIMIT 1 OFFSET ?`
      : `SELECT person_id AS personId FROM customer_figures WHERE person_id > ?
         ORDER BY person_id, user_id LIMIT 1 OFFSET ?`,
    [after, stride],
  );
  return row?.personId ?? end;
}

const haveBought = `AND EXISTS (SELECT 1 FROM purchases p WHERE p.person_id = f.person_id AND p.user_id = f.user_id)`;

const readAccounts = ({ sql, params }: Scope, { buyersOnly }: PastWish): Promise<Account[]> =>
  query<Account>(
    `SELECT person_id AS personId, user_id AS userId, customer_type AS customerType, city, kyc_level AS kycLevel,
       CAST(registered_on AS CHAR) AS registeredOn, birth_month AS birthMonth, birth_day AS birthDay
     FROM customer_figures f WHERE ${sql} AND is_open ${buyersOnly ? haveBought : ''}
     ORDER BY person_id, user_id`,
    params,
  );

interface PurchaseRow {
  transactionId: string;
  userId: string;
  placedAt: Date;
  at: Date;
  goodsAmount: string;
  discountAmount: string;
  costAmount: string;
  undoneAt: Date | null;
}

const readPurchases = ({ sql, params }: Scope, { until }: PastWish): Promise<PurchaseRow[]> =>
  query<PurchaseRow>(
    `SELECT transaction_id AS transactionId, user_id AS userId, placed_at AS placedAt, at, goods_amount AS goodsAmount,
       discount_amount AS discountAmount, cost_amount AS costAmount, undone_at AS undoneAt
     FROM purchases WHERE ${sql} AND placed_at < ? ORDER BY person_id, user_id, at`,
    [...params, until],
  );

type Many = Map<string, string[]>;

const gathered = (rows: { key: string; value: string }[]): Many => {
  const many: Many = new Map();
  for (const { key, value } of rows) many.set(key, [...(many.get(key) ?? []), value]);
  return many;
};

/** Categories by sale. */
const readCategories = async ({ sql, params }: Scope): Promise<Many> =>
  gathered(
    await query(
      `SELECT DISTINCT l.transaction_id AS \`key\`, l.category_id AS value FROM purchases p
       JOIN purchase_lines l ON l.transaction_id = p.transaction_id WHERE ${sql}`,
      params,
    ),
  );

/** Segments by account. */
const readSegments = async ({ sql, params }: Scope): Promise<Many> =>
  gathered(
    await query(
      `SELECT m.user_id AS \`key\`, m.segment_id AS value FROM customer_figures f
       JOIN segment_members m ON m.user_id = f.user_id WHERE ${sql}`,
      params,
    ),
  );

const none: Many = new Map();

const toPurchase = (row: PurchaseRow, categories: Many): PastPurchase => ({
  transactionId: row.transactionId,
  placedAt: row.placedAt.getTime(),
  at: row.at.getTime(),
  goodsAmount: Number(row.goodsAmount),
  discountAmount: Number(row.discountAmount),
  costAmount: Number(row.costAmount),
  undoneAt: row.undoneAt?.getTime() ?? null,
  categoryIds: categories.get(row.transactionId) ?? [],
});

async function read(scope: Scope, wish: PastWish): Promise<PastAccount[]> {
  const [accounts, rows, categories, segments] = await Promise.all([
    readAccounts(scope, wish),
    readPurchases(scope, wish),
    wish.needs.bought ? readCategories(scope) : none,
    wish.needs.segments ? readSegments(scope) : none,
  ]);
  const byUser = new Map<string, PastPurchase[]>(accounts.map(({ userId }) => [userId, []]));
  for (const row of rows) byUser.get(row.userId)?.push(toPurchase(row, categories));
  return accounts.map((account) => ({
    account: { ...account, segmentIds: segments.get(account.userId) ?? [] },
    purchases: byUser.get(account.userId) ?? [],
  }));
}

async function readBatch(after: string, wish: PastWish): Promise<PastBatch> {
  const upTo = await endOfBatch(after, wish);
  return { upTo, accounts: await read(between(after, upTo), wish) };
}

/**
 * Everybody with their past, batch after batch, so that memory does not grow with the number of customers. The next batch
 * is read while the caller works on this one.
 */
export async function* readPast(wish: PastWish, after = ''): AsyncGenerator<PastBatch> {
  let next = readBatch(after, wish);
  for (;;) {
    const batch = await next;
    if (batch.upTo === end) return yield batch;
    next = readBatch(batch.upTo, wish);
    // Whoever stops listening early must not leave an unheard failure behind.
    next.catch(() => undefined);
    yield batch;
  }
}

/** All open accounts of a person with their past before a moment. */
export const pastOfPerson = (personId: string, needs: FactNeeds, until: Date): Promise<PastAccount[]> =>
  read(only(personId), { needs, until, buyersOnly: false });

/** One account with its past before a moment; null for who is no customer. */
export async function pastOf(userId: string, needs: FactNeeds, until: Date): Promise<PastAccount | null> {
  const [row] = await query<{ personId: string }>(
    'SELECT person_id AS personId FROM customer_figures WHERE user_id = ?',
    [userId],
  );
  if (!row) return null;
  const accounts = await pastOfPerson(row.personId, needs, until);
  return accounts.find(({ account }) => account.userId === userId) ?? null;
}
