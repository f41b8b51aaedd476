import { jakartaDate } from '../../platform/jakarta.js';
import type { Rupiah } from '../../platform/money.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { CustomerType } from '../../users/index.js';
import { figuresOf } from './customer-figures.js';
import type { Purchase } from './facts.entity.js';

export interface DeliveredSale {
  transactionId: string;
  userId: string;
  placedAt: Date;
  type: Purchase['type'];
  customerType: CustomerType;
  goodsAmount: Rupiah;
  discountAmount: Rupiah;
  costAmount: Rupiah;
  /** A statement that selects `position`, `product_id`, `amount` and `cost_amount` of each line. */
  lines: { text: string; params: unknown[] };
}

const purchaseOf = ({ transactionId, userId, ...sale }: DeliveredSale, at: Date) => ({
  text: `INSERT INTO purchases (transaction_id, user_id, person_id, placed_at, at, wib_date, type, customer_type,
      goods_amount, discount_amount, cost_amount)
    SELECT ?, u.id, u.person_id, ?, ?, ?, ?, ?, ?, ?, ? FROM users u WHERE u.id = ?`,
  params: [
    transactionId,
    sale.placedAt,
    at,
    jakartaDate(at),
    sale.type,
    sale.customerType,
    sale.goodsAmount,
    sale.discountAmount,
    sale.costAmount,
    userId,
  ],
});

const linesOf = ({ transactionId, userId, lines }: DeliveredSale) => ({
  text: `INSERT INTO purchase_lines (transaction_id, position, user_id, product_id, category_id, amount, cost_amount)
    SELECT ?, l.position, ?, l.product_id, p.category_id, l.amount, l.cost_amount
    FROM (${lines.text}) l JOIN products p ON p.id = l.product_id`,
  params: [transactionId, userId, ...lines.params],
});

const dayOf = (userId: string, spend: Rupiah, at: Date) => ({
  text: `INSERT INTO customer_days (user_id, wib_date, order_count, spend_amount) VALUES (?, ?, 1, ?)
    ON DUPLICATE KEY UPDATE order_count = customer_days.order_count + 1,
      spend_amount = customer_days.spend_amount + VALUES(spend_amount)`,
  params: [userId, jakartaDate(at), spend],
});

/**
 * A customer has got what they bought: rules count it from this commit on. All of it travels with what the sale sends
 * anyway, and the rows are the customer's own, so that no two customers wait for each other.
 */
export function recordPurchase(uow: UnitOfWork, sale: DeliveredSale): void {
  const spend = (sale.goodsAmount - sale.discountAmount) as Rupiah;
  const statements = [
    purchaseOf(sale, uow.now),
    linesOf(sale),
    dayOf(sale.userId, spend, uow.now),
    figuresOf([sale.userId], { spend, at: uow.now }),
  ];
  for (const { text, params } of statements) uow.addSql(text, params);
}

const spent = '(p.goods_amount - p.discount_amount)';
const ofPurchase = `p.transaction_id = ? AND p.status = 'DONE'`;

/** The whole sale was given back: rules count it no more. What was never delivered, or is undone, stays as it is. */
export function undoPurchase(
  uow: UnitOfWork,
  { transactionId, userId }: { transactionId: string; userId: string },
): void {
  const newest = (what: 'MIN' | 'MAX') =>
    `(SELECT ${what}(o.at) FROM purchases o WHERE o.user_id = f.user_id AND o.status = 'DONE')`;
  uow.addSql(
    `UPDATE customer_days d JOIN purchases p ON p.user_id = d.user_id AND p.wib_date = d.wib_date AND ${ofPurchase}
     SET d.order_count = d.order_count - 1, d.spend_amount = d.spend_amount - ${spent}`,
    [transactionId],
  );
  uow.addSql(
    `UPDATE customer_figures f JOIN purchases p ON p.user_id = f.user_id AND ${ofPurchase}
     SET f.order_count = f.order_count - 1, f.spend_amount = f.spend_amount - ${spent}`,
    [transactionId],
  );
  uow.addSql(`UPDATE purchases p SET p.status = 'UNDONE', p.undone_at = ? WHERE ${ofPurchase}`, [
    uow.now,
    transactionId,
  ]);
  uow.addSql(
    `UPDATE customer_figures f SET f.first_order_at = ${newest('MIN')}, f.last_order_at = ${newest('MAX')}
     WHERE f.user_id = ?`,
    [userId],
  );
}
