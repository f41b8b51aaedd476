import { query } from '../platform/database.js';

/** An open alert about our money at a supplier. */
export interface LowDeposit {
  supplier: string;
  severity: 'warning' | 'critical';
  depositAmount: number | null;
  since: Date;
}

/** Suppliers at which our deposit runs low; the fulfilments open and close these alerts. */
export async function lowDeposits(): Promise<LowDeposit[]> {
  const rows = await query<Omit<LowDeposit, 'depositAmount'> & { depositAmount: string | null }>(
    `SELECT subject AS supplier, severity, JSON_VALUE(details, '$.deposit_amount') AS depositAmount,
            created_at AS since
     FROM alerts WHERE open_key LIKE 'supplier\\_deposit\\_low:%' ORDER BY open_key`,
  );
  return rows.map((row) => ({
    ...row,
    depositAmount: row.depositAmount === null ? null : Number(row.depositAmount),
  }));
}
