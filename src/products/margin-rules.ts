import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import { rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { PriceRule } from './price.js';

const cacheKey = ['products', 'margin-rules'];

type Read = (sql: string) => Promise<Record<keyof PriceRule, string>[]>;

async function loadRules(read: Read): Promise<PriceRule[]> {
  const rows = await read(
    `SELECT scope, category_id AS categoryId, product_id AS productId, customer_type AS customerType,
            margin_bps AS marginBps, margin_amount AS marginAmount, round_up_to_amount AS roundUpToAmount
     FROM margin_rules WHERE active`,
  );
  return rows.map((row) => ({
    ...(row as unknown as PriceRule),
    marginBps: Number(row.marginBps),
    marginAmount: rupiah(row.marginAmount),
    roundUpToAmount: rupiah(row.roundUpToAmount),
  }));
}

/**
 * The rules in force, at most a minute old. A unit of work passes itself, so that a cold cache costs it no
 * second connection.
 */
export function marginRules(uow?: UnitOfWork): Promise<PriceRule[]> {
  const read: Read = uow ? (sql) => uow.sql(sql) : (sql) => query(sql);
  return cache.remember(cacheKey, 60, () => loadRules(read));
}

export const forgetMarginRules = (): Promise<void> => cache.forget(...cacheKey);
