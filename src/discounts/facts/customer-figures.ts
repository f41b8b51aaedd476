import type { Rupiah } from '../../platform/money.js';
import type { Statement } from '../../platform/statements.js';

/** What an account is told by itself: everything but what it bought. */
const profile = {
  person_id: 'u.person_id',
  is_open: `u.status = 'ACTIVE'`,
  customer_type: 'u.customer_type',
  kyc_level: 'u.kyc_level',
  city: 'u.city',
  registered_on: 'DATE(u.created_at + INTERVAL 7 HOUR)',
  birth_year: 'u.birth_year',
  birth_month: 'u.birth_month',
  birth_day: 'u.birth_day',
};

const columns = Object.keys(profile);

/** Guests have no account that a rule could give anything to. */
const isCustomer = `u.role = 'customer' AND NOT u.is_guest`;

const profileAgain = columns.map((column) => `${column} = VALUES(${column})`).join(', ');

const orderAgain = `order_count = customer_figures.order_count + 1,
      spend_amount = customer_figures.spend_amount + VALUES(spend_amount),
      first_order_at = LEAST(COALESCE(customer_figures.first_order_at, VALUES(first_order_at)), VALUES(first_order_at)),
      last_order_at = GREATEST(COALESCE(customer_figures.last_order_at, VALUES(last_order_at)), VALUES(last_order_at))`;

/** Writes the figures of accounts as their profiles say, and counts one more order if there is one. */
export function figuresOf(userIds: string[], order?: { spend: Rupiah; at: Date }): Statement {
  const { text: bought, params } = order
    ? { text: '1, ?, ?, ?', params: [order.spend, order.at, order.at] }
    : { text: '0, 0, NULL, NULL', params: [] };
  return {
    text: `INSERT INTO customer_figures (user_id, ${columns.join(', ')}, order_count, spend_amount, first_order_at, last_order_at)
      SELECT u.id, ${Object.values(profile).join(', ')}, ${bought} FROM users u WHERE u.id IN (?) AND ${isCustomer}
      ON DUPLICATE KEY UPDATE ${profileAgain}${order ? `, ${orderAgain}` : ''}`,
    params: [...params, userIds],
  };
}
