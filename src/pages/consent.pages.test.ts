import assert from 'node:assert/strict';
import supertest from 'supertest';
import { testApp } from '../../test/app.js';
import { aCustomer, customerPassword, uniqueContact } from '../../test/factories/users.js';
import { aVisitor, loggedIn, wordsOf } from '../../test/pages.js';
import { guest } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { chooseConsent, consentsOf, mayMarketTo, unsubscribeTokenOf } from '../users/index.js';

const agree = async (userId: string): Promise<void> => {
  for (const channel of ['email', 'inbox'] as const)
    await inTransaction(guest, (uow) =>
      chooseConsent(uow, { userId, channel, given: true, source: 'account_page' }),
    );
};

const given = async (userId: string) => (await consentsOf(userId)).map((each) => each.given);

const linkFor = (userId: string) => `/unsubscribe/${unsubscribeTokenOf({ userId, channel: 'email' })}`;

describe('the page of message settings', () => {
  it('begins with nothing ticked, and keeps what somebody ticks', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    assert.doesNotMatch((await visitor.get('/preferences')).text, /checked/);
    const saved = await visitor.post('/preferences', { email: 'yes' });
    assert.equal(saved.get('location'), '/preferences?saved=1');
    assert.deepEqual(await given(user.id), [true, false]);
    assert.match(
      wordsOf(await visitor.get('/preferences?saved=1')),
      /Pilihan Anda sudah disimpan.*di halaman/,
    );
    await visitor.post('/preferences', {});
    assert.deepEqual(await given(user.id), [false, false]);
  });

  it('sends strangers to the login page', async () => {
    assert.match((await aVisitor().get('/preferences')).get('location') ?? '', /^\/login/);
  });
});

describe('signing up', () => {
  const register = async (more: Record<string, string>) => {
    const contact = uniqueContact();
    const visitor = aVisitor();
    await visitor.post('/register', { name: 'Sari', ...contact, password: customerPassword, ...more });
    const [row] = await query<{ id: string }>('SELECT id FROM users WHERE email = ?', [contact.email]);
    return given(row?.id ?? '');
  };

  it('asks in a box that is empty, and takes silence for no', async () => {
    assert.match((await aVisitor().get('/register')).text, /name="offers" value="yes">/);
    assert.deepEqual(await register({}), [false, false]);
    assert.deepEqual(await register({ offers: 'yes' }), [true, true]);
  });
});

describe('the link that ends marketing messages', () => {
  it('asks first and stops them without a login, again and again', async () => {
    const user = await aCustomer();
    await agree(user.id);
    const stranger = aVisitor();
    assert.match(wordsOf(await stranger.get(linkFor(user.id))), /Berhenti lewat E-mail/);
    assert.deepEqual(await given(user.id), [true, true]);
    for (let times = 0; times < 2; times += 1) {
      const stopped = await stranger.post(linkFor(user.id));
      assert.equal(stopped.status, 303);
      assert.match(
        wordsOf(await stranger.get(stopped.get('location') ?? '')),
        /tidak akan menerima penawaran/,
      );
    }
    assert.deepEqual(await given(user.id), [false, true]);
    await stranger.post(linkFor(user.id), { all: 'yes' });
    assert.deepEqual(await given(user.id), [false, false]);
  });

  it('stops them by the one request of a mail program, which comes from no page of ours', async () => {
    const user = await aCustomer();
    await agree(user.id);
    const path = `${linkFor(user.id)}/at-once`;
    const answer = await supertest(testApp()).post(path).type('form').send('List-Unsubscribe=One-Click');
    assert.equal(answer.status, 200);
    assert.equal((await mayMarketTo([user.id], 'email')).size, 0);
    assert.equal((await aVisitor().get(path)).get('location'), linkFor(user.id));
  });

  it('is not found when somebody else wrote it, and stops nothing', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    await agree(other.id);
    const forged = linkFor(one.id).replace(one.id, other.id);
    assert.equal((await aVisitor().get(forged)).status, 404);
    assert.equal((await aVisitor().post(forged)).status, 404);
    assert.equal((await supertest(testApp()).post(`${forged}/at-once`)).status, 404);
    assert.deepEqual(await given(other.id), [true, true]);
  });

  it('takes forms from our own pages only', async () => {
    const user = await aCustomer();
    await agree(user.id);
    const answer = await aVisitor().post(linkFor(user.id), {}, 'https://lain.test');
    assert.equal(answer.status, 403);
    assert.deepEqual(await given(user.id), [true, true]);
  });
});
