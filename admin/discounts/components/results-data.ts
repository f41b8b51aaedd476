export interface ResultRow {
  kind: 'rule' | 'voucher';
  id: string;
  name: string;
  useCount: number;
  peopleCount: number;
  discountAmount: number;
  revenueAmount: number;
  /** Only for people who may know what goods cost. */
  marginAmount?: number;
  href: string | null;
}

export interface ResultsData {
  /** Jakarta days, both included. */
  from: string;
  to: string;
  rows: ResultRow[];
}
