import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { guest } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { ConsentLog } from './consent.entity.js';
import { chooseConsent, consentsOf, mayMarketTo } from './consents.js';
import { subscriptionBehind, unsubscribeTokenOf } from './unsubscribe.js';
import { changeUserStatus } from './user.service.js';
import type { User } from './user.entity.js';

const path = '/users/me/consents';

const say = (user: User, given: boolean, channel: 'email' | 'inbox' = 'email') =>
  inTransaction({ kind: 'customer', id: user.id, customerType: 'retail' }, (uow) =>
    chooseConsent(uow, { userId: user.id, channel, given, source: 'account_page' }),
  );

const historyOf = (user: User) =>
  query<Pick<ConsentLog, 'event' | 'reason'> & { actor_kind: string; actor_id: string }>(
    `SELECT l.event, l.reason, l.actor_kind, l.actor_id FROM consent_logs l
     JOIN consents c ON c.id = l.consent_id WHERE c.user_id = ? ORDER BY l.id`,
    [user.id],
  );

describe('consent to marketing messages', () => {
  it("is nobody's before they say yes", async () => {
    const user = await aCustomer();
    assert.deepEqual(
      (await consentsOf(user.id)).map(({ given, since }) => ({ given, since })),
      [
        { given: false, since: null },
        { given: false, since: null },
      ],
    );
    assert.equal((await mayMarketTo([user.id], 'email')).size, 0);
  });

  it('holds for the channel that was named, and for no other', async () => {
    const [user, other] = [await aCustomer(), await aCustomer()];
    await say(user, true);
    assert.deepEqual([...(await mayMarketTo([user.id, other.id], 'email'))], [user.id]);
    assert.equal((await mayMarketTo([user.id], 'inbox')).size, 0);
    assert.equal((await mayMarketTo([], 'email')).size, 0);
  });

  it('keeps every yes and no with when, how and by whom', async () => {
    const user = await aCustomer();
    assert.equal(await say(user, true), true);
    assert.equal(await say(user, true), false);
    assert.equal(await say(user, false), true);
    assert.equal(await say(user, true), true);
    const by = { reason: 'account_page', actor_kind: 'customer', actor_id: user.id };
    assert.deepEqual(await historyOf(user), [
      { event: 'give', ...by },
      { event: 'withdraw', ...by },
      { event: 'give', ...by },
    ]);
  });

  it('is one row however often the first yes is said at once', async () => {
    const user = await aCustomer();
    const changed = await Promise.all([say(user, true), say(user, true), say(user, true)]);
    assert.equal(changed.filter(Boolean).length, 1);
    assert.equal((await historyOf(user)).length, 1);
  });

  it('reaches nobody whose account is closed', async () => {
    const user = await aCustomer();
    await say(user, true);
    await inTransaction(await aStaff('admin'), (uow) =>
      changeUserStatus(uow, { userId: user.id, event: 'deactivate', reason: 'Diminta sendiri' }),
    );
    assert.equal((await mayMarketTo([user.id], 'email')).size, 0);
  });
});

describe('PATCH /api/v1/users/me/consents/:channel', () => {
  it('turns a channel on and off, and says so again the same', async () => {
    const user = await aCustomer();
    const on = await as(user).patch(`${path}/email`, { given: true });
    assert.equal(on.status, 200);
    const [email, inbox] = on.body.data;
    assert.deepEqual([email.channel, email.given, email.source], ['email', true, 'api']);
    assert.equal(inbox.given, false);
    assert.deepEqual((await as(user).patch(`${path}/email`, { given: true })).body, on.body);
    assert.deepEqual((await as(user).get(path)).body, on.body);
    assert.equal((await as(user).patch(`${path}/email`, { given: false })).body.data[0].given, false);
  });

  it('refuses strangers, unknown channels and unknown words', async () => {
    const user = await aCustomer();
    assert.equal((await anonymous.patch(`${path}/email`, { given: true })).status, 401);
    assert.equal((await anonymous.get(path)).status, 401);
    assert.equal((await as(user).patch(`${path}/pigeon`, { given: true })).status, 422);
    assert.equal((await as(user).patch(`${path}/email`, { given: 'yes' })).status, 422);
    assert.equal((await as(user).patch(`${path}/email`, { given: true, user_id: user.id })).status, 422);
  });
});

describe('an unsubscribe token', () => {
  it('names one customer and one channel', async () => {
    const { id: userId } = await aCustomer();
    const token = unsubscribeTokenOf({ userId, channel: 'email' });
    assert.deepEqual(subscriptionBehind(token), { userId, channel: 'email' });
  });

  it('cannot be written for somebody else, nor turned to another channel', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    const token = unsubscribeTokenOf({ userId: one.id, channel: 'email' });
    const forged = [
      token.replace(one.id, other.id),
      token.replace('-email-', '-inbox-'),
      `${token}0`,
      token.slice(0, -1),
      one.id,
      '',
    ];
    for (const each of forged) assert.throws(() => subscriptionBehind(each), { code: 'not_found' }, each);
  });

  it('works for an account that has withdrawn already', async () => {
    const user = await aCustomer();
    await inTransaction(guest, (uow) =>
      chooseConsent(uow, { userId: user.id, channel: 'email', given: false, source: 'unsubscribe_link' }),
    );
    assert.deepEqual(await historyOf(user), []);
  });
});
