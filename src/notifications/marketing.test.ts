import assert from 'node:assert/strict';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { guest, system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { chooseConsent, type User } from '../users/index.js';
import { NotificationDelivery } from './notification.entity.js';
import { renderEmail } from './email.js';
import { notifyCustomer, type Message } from './notify-customer.js';

const choose = (user: User, channel: 'email' | 'inbox', given: boolean) =>
  inTransaction(guest, (uow) =>
    chooseConsent(uow, { userId: user.id, channel, given, source: 'account_page' }),
  );

const offerTo = (user: User, values: Partial<Message> = {}): Message => ({
  kind: 'discount_granted',
  subject: { type: 'discount_rule', id: newId() },
  params: { name: user.name, headline: 'Selamat ulang tahun', text: 'Diskon 10% menunggu Anda.' },
  userId: user.id,
  email: user.email,
  locale: 'id',
  ...values,
});

const send = (message: Message) => inTransaction(system('test'), (uow) => notifyCustomer(uow, message, true));

const inboxOf = async ({ id }: User) =>
  (await query('SELECT 1 FROM notifications WHERE user_id = ?', [id])).length;

const mailsOf = async ({ id }: User) =>
  (await query<{ status: string }>('SELECT status FROM notification_deliveries WHERE user_id = ?', [id])).map(
    ({ status }) => status,
  );

describe('a message that sells something', () => {
  useSandbox();

  it('goes to nobody who has not agreed', async () => {
    const user = await aCustomer();
    await send(offerTo(user));
    assert.deepEqual([await inboxOf(user), await mailsOf(user)], [0, []]);
  });

  it('goes on the channels that its reader agreed to, once', async () => {
    const [mailed, both] = [await aCustomer(), await aCustomer()];
    await choose(mailed, 'email', true);
    for (const channel of ['email', 'inbox'] as const) await choose(both, channel, true);
    const subject = { type: 'discount_rule', id: newId() };
    for (const user of [mailed, both, mailed, both]) await send(offerTo(user, { subject }));
    assert.deepEqual([await inboxOf(mailed), await mailsOf(mailed)], [0, ['QUEUED']]);
    assert.deepEqual([await inboxOf(both), await mailsOf(both)], [1, ['QUEUED']]);
    await drainJobs();
    assert.deepEqual(await mailsOf(both), ['SENT']);
  });

  it('is withheld when its reader withdraws while it waits', async () => {
    const user = await aCustomer();
    await choose(user, 'email', true);
    await send(offerTo(user));
    await choose(user, 'email', false);
    await drainJobs();
    assert.deepEqual(await mailsOf(user), ['WITHHELD']);
  });

  it('carries the way out, for people and for mail programs', async () => {
    const user = await aCustomer();
    await choose(user, 'email', true);
    await send(offerTo(user));
    const delivery = await NotificationDelivery.findOneByOrFail({ userId: user.id });
    const { html, text, headers } = await renderEmail(delivery);
    const link = new RegExp(`/unsubscribe/${user.id}-email-[0-9a-f]{64}`);
    assert.match(html, link);
    assert.match(text, link);
    assert.match(headers?.['List-Unsubscribe'] ?? '', /^<http.*\/unsubscribe\/.*\/at-once>$/);
    assert.equal(headers?.['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click');
  });
});

describe('a message about an order', () => {
  useSandbox();

  it('asks for no consent and carries no way out', async () => {
    const user = await aCustomer();
    const subject = { type: 'wallet', id: newId() };
    const params = { name: user.name, number: 'TRX-1', total_amount: 5_000 };
    await send(offerTo(user, { kind: 'wallet_topped_up', subject, params }));
    assert.equal(await inboxOf(user), 1);
    const delivery = await NotificationDelivery.findOneByOrFail({ userId: user.id });
    const { text, headers } = await renderEmail(delivery);
    assert.equal(headers, undefined);
    assert.doesNotMatch(text, /unsubscribe/);
  });
});
