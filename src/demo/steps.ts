/** Everything that can happen to a sale after it was placed. */
export type Deed =
  | 'pay'
  | 'expire'
  | 'pay_late'
  | 'cancel'
  | 'supplier_delivers'
  | 'supplier_hesitates'
  | 'supplier_refuses'
  | 'supplier_delivers_after_all'
  | 'supplier_takes_back'
  | 'staff_refund'
  | 'pack'
  | 'ship'
  | 'hand_over';

export interface Step {
  at: Date;
  deed: Deed;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** A story is told in gaps: each deed so long after the one before. */
function told(from: Date, ...deeds: [gapMs: number, deed: Deed][]): Step[] {
  let moment = from.getTime();
  return deeds.map(([gapMs, deed]) => ({ deed, at: new Date((moment += gapMs)) }));
}

interface Gaps {
  /** Until the customer pays. */
  payMs: number;
  /** Until the supplier answers, or the shop has packed. */
  workMs: number;
}

const afterAnHour = hour + minute;

/** How a sale of a digital product can go, from the moment at which it is placed. */
export const digitalStories = {
  delivered: (placed: Date, { payMs, workMs }: Gaps) =>
    told(placed, [payMs, 'pay'], [workMs, 'supplier_delivers']),
  /** Paid from a wallet, a sale is born paid. */
  bought: (placed: Date, { workMs }: Gaps) => told(placed, [workMs, 'supplier_delivers']),
  bought_in_vain: (placed: Date, { workMs }: Gaps) => told(placed, [workMs, 'supplier_refuses']),
  delivered_late: (placed: Date, { payMs, workMs }: Gaps) =>
    told(placed, [payMs, 'pay'], [workMs, 'supplier_hesitates'], [7 * minute, 'supplier_delivers_after_all']),
  failed: (placed: Date, { payMs, workMs }: Gaps) =>
    told(placed, [payMs, 'pay'], [workMs, 'supplier_refuses']),
  refunded: (placed: Date, gaps: Gaps) => [
    ...digitalStories.delivered(placed, gaps),
    ...told(placed, [5 * hour, 'staff_refund']),
  ],
  reversed: (placed: Date, gaps: Gaps) => [
    ...digitalStories.delivered(placed, gaps),
    ...told(placed, [3 * hour, 'supplier_takes_back']),
  ],
  expired: (placed: Date) => told(placed, [afterAnHour, 'expire']),
  paid_late: (placed: Date) => told(placed, [afterAnHour, 'expire'], [11 * minute, 'pay_late']),
  cancelled: (placed: Date, { payMs }: Gaps) => told(placed, [payMs, 'cancel']),
};

/** How an order for goods can go; parcels take days, so the youngest ones are still on their way. */
export const goodsStories = {
  delivered: (placed: Date, { payMs, workMs }: Gaps) =>
    told(
      placed,
      [payMs, 'pay'],
      [workMs, 'pack'],
      [2 * hour + workMs, 'ship'],
      [26 * hour + workMs, 'hand_over'],
    ),
  expired: digitalStories.expired,
  cancelled: (placed: Date, { payMs }: Gaps) => told(placed, [payMs, 'cancel']),
};

export type DigitalEnding = keyof typeof digitalStories;
export type GoodsEnding = keyof typeof goodsStories;
