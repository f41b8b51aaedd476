import assert from 'node:assert/strict';
import { aDefinition, aLiveRule } from '../../test/factories/discounts.js';
import { aBuyer, aPurchase } from '../../test/factories/past.js';
import { database, query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { discountPerformance } from './index.js';

const march = { from: '2031-03-01', to: '2031-03-31' };

/** A discount that a delivered sale had, without the sale itself. */
async function aDiscount(
  transactionId: string,
  source: string,
  sourceId: string,
  amount: number,
): Promise<void> {
  const runner = database().createQueryRunner();
  try {
    await runner.query('SET FOREIGN_KEY_CHECKS = 0');
    await runner.query(
      `INSERT INTO transaction_discounts (id, transaction_id, source, source_id, version, name, amount, explanation,
         created_at) VALUES (?, ?, ?, ?, 1, 'Uji', ?, '{}', NOW(3))`,
      [newId(), transactionId, source, sourceId, amount],
    );
  } finally {
    await runner.query('SET FOREIGN_KEY_CHECKS = 1');
    await runner.release();
  }
}

describe('what discounts cost and brought', () => {
  const sales: string[] = [];
  after(() => query('DELETE FROM transaction_discounts WHERE transaction_id IN (?)', [sales]));

  async function sold(day: string, source: string, sourceId: string, undoneAt?: string): Promise<void> {
    const buyer = await aBuyer();
    const options = { cost: 60_000, discount: 10_000, ...(undoneAt ? { undoneAt } : {}) };
    const sale = await aPurchase(buyer, `${day}T12:00:00+07:00`, 100_000, options);
    sales.push(sale);
    await aDiscount(sale, source, sourceId, 10_000);
  }

  it('S2.220 counts grants with their rule and vouchers apart, over delivered sales of the period alone', async () => {
    const [ruleId, voucherId] = [newId(), newId()];
    await sold('2031-03-01', 'rule', ruleId);
    await sold('2031-03-31', 'grant', `${ruleId}.Y2031`);
    await sold('2031-03-10', 'voucher', voucherId);
    await sold('2031-04-01', 'rule', ruleId);
    await sold('2031-03-12', 'rule', ruleId, '2031-03-13T12:00:00+07:00');
    const own = new Set([ruleId, voucherId]);
    const rows = (await discountPerformance(march)).filter(({ id }) => own.has(id));
    assert.deepEqual(
      rows.map(({ kind, id, useCount, peopleCount }) => [kind, id, useCount, peopleCount]),
      [
        ['rule', ruleId, 2, 2],
        ['voucher', voucherId, 1, 1],
      ],
    );
    const [rule] = rows;
    assert.deepEqual(
      [rule?.discountAmount, rule?.revenueAmount, rule?.marginAmount],
      [20_000, 180_000, 60_000],
    );
  });

  it('counts money that was paid into wallets as cost, when it was granted', async () => {
    const rule = await aLiveRule(aDefinition({ effect: { code: 'wallet_credit', args: { amount: 5_000 } } }));
    const buyer = await aBuyer();
    await query(
      `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, kind, amount, status, created_at,
         updated_at) VALUES (?, 'Y2032', ?, ?, 1, 'wallet_credit', 5000, 'DELIVERED', ?, ?)`,
      [rule.ruleId, buyer.personId, buyer.userId, new Date('2032-05-05T12:00:00Z'), new Date()],
    );
    const [row] = await discountPerformance({ from: '2032-05-05', to: '2032-05-05' });
    assert.deepEqual(
      [row?.id, row?.name, row?.discountAmount, row?.marginAmount],
      [rule.ruleId, rule.name, 5_000, -5_000],
    );
  });
});
