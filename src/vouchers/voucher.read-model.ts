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

/** What a voucher has done so far, from the sales that were paid and not given up. Amounts in rupiah. */
export interface VoucherPerformance {
  useCount: number;
  reservedCount: number;
  returnedCount: number;
  customerCount: number;
  discountAmount: number;
  /** What those sales brought in, after discounts. */
  revenueAmount: number;
  costAmount: number;
  marginAmount: number;
}

/** Figures of a voucher's sales. Sums of the sales' own rows, so that they agree with what each of them shows. */
export async function performanceOf(voucherId: string): Promise<VoucherPerformance> {
  const [row] = await query<Record<keyof VoucherPerformance, string | null>>(
    `SELECT SUM(u.status = 'USED') AS useCount, SUM(u.status = 'RESERVED') AS reservedCount,
            SUM(u.status = 'RETURNED') AS returnedCount,
            COUNT(DISTINCT CASE WHEN u.status = 'USED' THEN u.person_id END) AS customerCount,
            SUM(CASE WHEN u.status = 'USED' THEN u.amount END) AS discountAmount,
            SUM(CASE WHEN u.status = 'USED' THEN t.total_amount END) AS revenueAmount,
            SUM(CASE WHEN u.status = 'USED' THEN t.cost_amount END) AS costAmount
     FROM voucher_usages u JOIN transactions t ON t.id = u.transaction_id WHERE u.voucher_id = ?`,
    [voucherId],
  );
  const figure = (name: keyof VoucherPerformance) => Number(row?.[name] ?? 0);
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
