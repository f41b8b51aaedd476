import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import type { User } from '../users/index.js';
import { notifyCustomer, type Message } from './notify-customer.js';

const dataOf = <T>(response: { body: unknown }) => (response.body as { data: T }).data;

interface News {
  id: string;
  sequence: number;
  title: string;
  read_at: string | null;
}

const messageTo = (user: User, subjectId = newId()): Message => ({
  kind: 'transaction_paid',
  subject: { type: 'transaction', id: subjectId },
  params: { number: 'TRX-20261121-AAAAAAAA', total_amount: 12_000, name: user.name },
  userId: user.id,
  email: user.email,
  locale: 'id',
});

const tell = (message: Message, withEmail = false) =>
  inTransaction(system('test'), (uow) => notifyCustomer(uow, message, withEmail));

const mailStatus = async (subjectId: string) =>
  (
    await query<{ status: string }>('SELECT status FROM notification_deliveries WHERE subject_id = ?', [
      subjectId,
    ])
  ).map((row) => row.status);

describe('messages to customers', () => {
  const providers = useSandbox();

  it('S4.15 are numbered without gaps, also when many are written at once', async () => {
    const user = await aCustomer();
    await Promise.all(Array.from({ length: 12 }, () => tell(messageTo(user))));
    const news = dataOf<News[]>(await as(user).get('/notifications?after=0&limit=100'));
    assert.deepEqual(
      news.map((each) => each.sequence),
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  it('are told once, however often the event comes', async () => {
    const user = await aCustomer();
    const message = messageTo(user);
    await tell(message);
    await tell(message);
    assert.equal(dataOf<News[]>(await as(user).get('/notifications')).length, 1);
  });

  it('S2.195 can be asked for after a number, days later too', async () => {
    const user = await aCustomer();
    for (let i = 0; i < 5; i += 1) await tell(messageTo(user));
    const missed = await as(user).get('/notifications?after=3');
    assert.deepEqual(
      dataOf<News[]>(missed).map((each) => each.sequence),
      [4, 5],
    );
    const latest = await as(user).get('/notifications?limit=2');
    assert.deepEqual(
      dataOf<News[]>(latest).map((each) => each.sequence),
      [5, 4],
    );
    assert.deepEqual((latest.body as { page: object }).page, { has_more: true, next_cursor: '4' });
  });

  it('speak the language that is asked for', async () => {
    const user = await aCustomer();
    await tell(messageTo(user));
    const [indonesian] = dataOf<News[]>(await as(user).get('/notifications'));
    const [english] = dataOf<News[]>(await as(user).get('/notifications', { 'Accept-Language': 'en' }));
    assert.match(indonesian?.title ?? '', /^Pembayaran .* diterima$/);
    assert.match(english?.title ?? '', /^Payment .* received$/);
  });

  it('S2.196 are marked as read by their owner only, and again is no mistake', async () => {
    const user = await aCustomer();
    await tell(messageTo(user));
    const [message] = dataOf<News[]>(await as(user).get('/notifications'));
    const path = `/notifications/${message?.id}/read`;
    assert.equal((await anonymous.post(path)).status, 401);
    assert.equal((await as(await aCustomer()).post(path)).status, 404);
    const first = dataOf<News>(await as(user).post(path));
    const second = dataOf<News>(await as(user).post(path));
    assert.ok(first.read_at);
    assert.equal(second.read_at, first.read_at);
  });

  it('refuse odd questions without falling over', async () => {
    const user = await aCustomer();
    for (const question of ['after=-1', 'after=x', 'limit=0', 'limit=1000', 'cursor=1e400', 'x=1']) {
      assert.equal((await as(user).get(`/notifications?${question}`)).status, 422, question);
    }
    assert.equal((await as(user).post('/notifications/1/read')).status, 422);
  });

  it('S2.179 S2.188 go out by e-mail with a link and without secrets', async () => {
    const user = await aCustomer({ name: '<b>Budi</b>' });
    const message = messageTo(user);
    await tell(message, true);
    await drainJobs();
    assert.deepEqual(await mailStatus(message.subject.id), ['SENT']);
    const [mail] = await providers.read<{ subject: string; html: string; text: string }[]>(
      `/mail?to=${encodeURIComponent(user.email ?? '')}`,
    );
    assert.match(mail?.subject ?? '', /diterima/);
    assert.match(mail?.text ?? '', /Rp.12\.000/);
    assert.doesNotMatch(mail?.html ?? '', /<b>Budi/);
  });

  it('wait when the mail server is busy, and are given up when the address is refused', async () => {
    const user = await aCustomer();
    await providers.control('mail', { mode: 'busy', times: 1 });
    const patient = messageTo(user);
    await tell(patient, true);
    await drainJobs();
    assert.deepEqual(await mailStatus(patient.subject.id), ['QUEUED']);
    await query("UPDATE outbox SET available_at = NOW(3) - INTERVAL 1 SECOND WHERE status = 'PENDING'");
    await drainJobs();
    assert.deepEqual(await mailStatus(patient.subject.id), ['SENT']);
    await providers.control('mail', { mode: 'refuse', times: 1 });
    const refused = messageTo(user);
    await tell(refused, true);
    await drainJobs();
    assert.deepEqual(await mailStatus(refused.subject.id), ['FAILED']);
  });
});
