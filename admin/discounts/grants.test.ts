import assert from 'node:assert/strict';
import { aDesk, urlOf, useConsole, visit, type Desk } from '../../test/console.js';
import { aDefinition, aGrant, aLiveRule, type RunningRule } from '../../test/factories/discounts.js';
import { aBuyer } from '../../test/factories/past.js';
import { newId } from '../../src/platform/ids.js';
import type { GrantsData } from './components/grants-data.js';

const page = '/admin/api/pages/discountGrants';

const read = async (desk: Desk, asked: Record<string, string>): Promise<GrantsData> =>
  (await desk.get(`${page}?${new URLSearchParams(asked).toString()}`)).body as unknown as GrantsData;

describe('the page of grants', () => {
  useConsole();
  let support: Desk;
  let rule: RunningRule;
  before(async () => {
    support = await aDesk('support');
    rule = await aLiveRule(aDefinition());
  });

  it('turns its pages along the key, each grant on one of them', async () => {
    const buyers = [];
    for (let number = 0; number < 53; number += 1) buyers.push(await aBuyer());
    for (const { userId } of buyers) await aGrant(rule, userId);
    const first = await read(support, { rule: rule.ruleId });
    assert.equal(first.grants.length, 50);
    const second = await read(support, { rule: rule.ruleId, after: first.next ?? '' });
    assert.deepEqual([second.grants.length, second.next], [3, null]);
    const seen = [...first.grants, ...second.grants].map(({ user_id: id }) => id).sort();
    assert.deepEqual(seen, buyers.map(({ userId }) => userId).sort());
  });

  it('shows those of one customer, of one state, and none for somebody who is not known', async () => {
    const buyer = await aBuyer();
    await aGrant(rule, buyer.userId, { periodKey: 'Y2040' });
    const own = await read(support, { customer: buyer.userId });
    assert.deepEqual(
      own.grants.map(({ rule: name, period_key: key, status }) => [name, key, status]),
      [[rule.name, 'Y2040', 'GRANTED']],
    );
    assert.deepEqual((await read(support, { customer: buyer.userId, status: 'USED' })).grants, []);
    assert.deepEqual((await read(support, { customer: 'tak-dikenal@contoh.test' })).grants, []);
  });

  it('takes a mistaken grant back once, with a reason, by those who may give', async () => {
    const buyer = await aBuyer();
    await aGrant(rule, buyer.userId, { periodKey: 'Y2041' });
    const [grant] = (await read(support, { customer: buyer.userId })).grants;
    assert.ok(grant);
    const take = (desk: Desk, more: object = {}) =>
      desk.post(urlOf.record('DiscountVersion', grant.version_id, 'revokeGrant'), {
        ...{ personId: grant.person_id, periodKey: grant.period_key, reason: 'Salah orang' },
        ...more,
      });
    assert.equal((await take(await aDesk('finance'))).body.notice?.message, 'forbiddenError');
    assert.equal((await take(support, { reason: '' })).body.notice?.message, 'problem_invalid_input');
    assert.equal((await take(support, { personId: newId() })).body.notice?.message, 'problem_not_found');
    assert.equal((await take(support)).body.notice?.message, 'done_revokeGrant');
    assert.equal((await take(support)).body.notice?.message, 'problem_illegal_transition');
    assert.equal((await read(support, { customer: buyer.userId })).grants[0]?.status, 'REVOKED');
  });

  it('is closed to those who may not see customers', async () => {
    assert.deepEqual((await (await aDesk('catalogue')).get(page)).body, { forbidden: true });
    assert.equal((await visit(page)).status, 401);
  });
});
