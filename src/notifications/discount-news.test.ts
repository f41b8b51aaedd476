import assert from 'node:assert/strict';
import { aDefinition, aGrant, aLiveRule } from '../../test/factories/discounts.js';
import { aCustomer } from '../../test/factories/users.js';
import { anAttempt } from '../../test/jobs.js';
import { guest } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { chooseConsent, type ConsentChannel, type User } from '../users/index.js';
import { discountGranted } from './discount-news.js';

async function anAvidReader(): Promise<User> {
  const user = await aCustomer();
  for (const channel of ['inbox', 'email'] as const)
    await inTransaction(guest, (uow) =>
      chooseConsent(uow, { userId: user.id, channel, given: true, source: 'account_page' }),
    );
  return user;
}

const countOf = async (table: 'notifications' | 'notification_deliveries', { id }: User) =>
  (await query(`SELECT 1 FROM ${table} WHERE user_id = ? AND subject_type = 'discount_rule'`, [id])).length;

describe('word of a grant', () => {
  const told = async (channels: ConsentChannel[]) => {
    const words = { title: 'Untuk {{name}}', body: '{{discount}} dengan kode {{code}}.' };
    const rule = await aLiveRule(aDefinition({ message: { id: words, en: words, channels } }));
    const user = await anAvidReader();
    await aGrant(rule, user.id);
    const key = { rule_id: rule.ruleId, period_key: 'Y2031', person_id: user.id };
    for (const again of [1, 2]) await discountGranted.handle(key, anAttempt({ number: again }));
    return [await countOf('notifications', user), await countOf('notification_deliveries', user)];
  };

  it('goes out once on the channels of its rule, and on no other to which its reader agreed', async () => {
    assert.deepEqual(await told(['email']), [0, 1]);
    assert.deepEqual(await told(['inbox']), [1, 0]);
    assert.deepEqual(await told(['inbox', 'email']), [1, 1]);
  });
});
