import { query } from '../platform/database.js';
import { rupiah, type Rupiah } from '../platform/money.js';

/** A voucher that names somebody, as they see it. */
export interface OwnVoucher {
  id: string;
  name: string;
  code: string;
  kind: 'PERCENT' | 'FIXED';
  percentBps: number;
  amount: Rupiah;
  capAmount: Rupiah | null;
  minimumSpendAmount: Rupiah;
  validFrom: Date;
  validUntil: Date | null;
  /** Null for as often as one likes. */
  usesLeft: number | null;
}

interface OwnRow extends Omit<OwnVoucher, 'code' | 'usesLeft'> {
  code: Buffer | string;
  personLimit: number | null;
  uses: string;
}

const ownVoucher = ({ code, personLimit, uses, ...row }: OwnRow): OwnVoucher => ({
  ...row,
  code: code.toString(),
  percentBps: Number(row.percentBps),
  amount: rupiah(row.amount),
  capAmount: row.capAmount === null ? null : rupiah(row.capAmount),
  minimumSpendAmount: rupiah(row.minimumSpendAmount),
  usesLeft: personLimit === null ? null : Math.max(0, Number(personLimit) - Number(uses)),
});

const mostOwn = 100;

/** The vouchers made for one customer by name that can still be used, those that end first before the others. */
export async function vouchersNaming(userId: string, personId: string, at: Date): Promise<OwnVoucher[]> {
  const rows = await query<OwnRow>(
    `SELECT v.id, v.name, c.code, v.kind, v.percent_bps AS percentBps, v.amount, v.cap_amount AS capAmount,
            v.minimum_spend_amount AS minimumSpendAmount, v.valid_from AS validFrom, v.valid_until AS validUntil,
            v.person_limit AS personLimit,
            (SELECT COUNT(*) FROM voucher_usages u
             WHERE u.voucher_id = v.id AND u.person_id = ? AND u.status <> 'RETURNED') AS uses
     FROM voucher_targets t JOIN vouchers v ON v.id = t.voucher_id
       JOIN voucher_codes c ON c.voucher_id = v.id AND c.batch_id IS NULL
     WHERE t.kind = 'user' AND t.target_id = ? AND v.status = 'LIVE'
       AND (v.valid_until IS NULL OR v.valid_until > ?)
       AND (v.use_limit IS NULL OR v.used_count < v.use_limit)
     ORDER BY v.valid_until IS NULL, v.valid_until, v.id LIMIT ${mostOwn}`,
    [personId, userId, at],
  );
  return rows.map(ownVoucher).filter(({ usesLeft }) => usesLeft !== 0);
}

/**
 * What a voucher has done so far, from the sales that were paid and not given up. Amounts in rupiah, of the sales that were
 * not given back afterwards either.
 */
export interface VoucherPerformance {
  useCount: number;
  reservedCount: number;
  returnedCount: number;
  customerCount: number;
  discountAmount: number;
  /** What their goods brought in after discounts; fees and shipping pass through and are nobody's margin. */
  revenueAmount: number;
  costAmount: number;
  marginAmount: number;
}

type Sums = { voucherId: string } & Record<Exclude<keyof VoucherPerformance, 'marginAmount'>, string | null>;

function performance(row: Sums): VoucherPerformance {
  const figure = (name: keyof Sums) => Number(row[name] ?? 0);
  const [revenueAmount, costAmount] = [figure('revenueAmount'), figure('costAmount')];
  return {
    useCount: figure('useCount'),
    reservedCount: figure('reservedCount'),
    returnedCount: figure('returnedCount'),
    customerCount: figure('customerCount'),
    discountAmount: figure('discountAmount'),
    revenueAmount,
    costAmount,
    marginAmount: revenueAmount - costAmount,
  };
}

/** Figures of the sales of vouchers, from the rows of those sales, so that they agree with what each of them shows. */
export async function performanceOf(voucherIds: string[]): Promise<Map<string, VoucherPerformance>> {
  if (voucherIds.length === 0) return new Map();
  const kept = (what: string) =>
    `SUM(CASE WHEN u.status = 'USED' AND t.status <> 'REFUNDED' THEN ${what} END)`;
  const rows = await query<Sums>(
    `SELECT u.voucher_id AS voucherId, SUM(u.status = 'USED') AS useCount, SUM(u.status = 'RESERVED') AS reservedCount,
            SUM(u.status = 'RETURNED') AS returnedCount,
            COUNT(DISTINCT CASE WHEN u.status = 'USED' THEN u.person_id END) AS customerCount,
            ${kept('u.amount')} AS discountAmount,
            ${kept('t.goods_amount - t.discount_amount')} AS revenueAmount, ${kept('t.cost_amount')} AS costAmount
     FROM voucher_usages u JOIN transactions t ON t.id = u.transaction_id
     WHERE u.voucher_id IN (?) GROUP BY u.voucher_id`,
    [voucherIds],
  );
  return new Map(rows.map((row) => [row.voucherId, performance(row)]));
}

/** Whom and what a voucher is for and the code that names it, in the words in which staff wrote them. */
export interface VoucherNames {
  code: string | null;
  productSkus: string[];
  categoryCodes: string[];
  customerTypes: string[];
  users: string[];
}

export async function namesOfVouchers(voucherIds: string[]): Promise<Map<string, VoucherNames>> {
  if (voucherIds.length === 0) return new Map();
  const [codes, targets] = await Promise.all([
    query<{ voucherId: string; code: Buffer | string }>(
      'SELECT voucher_id AS voucherId, code FROM voucher_codes WHERE voucher_id IN (?) AND batch_id IS NULL',
      [voucherIds],
    ),
    query<{ voucherId: string; kind: string; name: string }>(
      `SELECT t.voucher_id AS voucherId, t.kind,
              COALESCE(p.sku, c.code, u.email, u.phone, t.target_id) AS name
       FROM voucher_targets t
         LEFT JOIN products p ON t.kind = 'product' AND p.id = t.target_id
         LEFT JOIN product_categories c ON t.kind = 'category' AND c.id = t.target_id
         LEFT JOIN users u ON t.kind = 'user' AND u.id = t.target_id
       WHERE t.voucher_id IN (?) ORDER BY t.id`,
      [voucherIds],
    ),
  ]);
  return new Map(
    voucherIds.map((id) => {
      const named = (kind: string) =>
        targets.filter((each) => each.voucherId === id && each.kind === kind).map(({ name }) => name);
      const code = codes.find((each) => each.voucherId === id)?.code.toString() ?? null;
      return [
        id,
        {
          code,
          productSkus: named('product'),
          categoryCodes: named('category'),
          customerTypes: named('customer_type'),
          users: named('user'),
        },
      ];
    }),
  );
}
