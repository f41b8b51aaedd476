import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import { rupiah } from '../platform/money.js';
import type { PriceRule } from './price.js';

const cacheKey = ['products', 'margin-rules'];

async function loadRules(): Promise<PriceRule[]> {
  const rows = await query<Record<keyof PriceRule, string>>(
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

/** The rules in force, at most a minute old. */
export const marginRules = (): Promise<PriceRule[]> => cache.remember(cacheKey, 60, loadRules);

export const forgetMarginRules = (): Promise<void> => cache.forget(...cacheKey);
