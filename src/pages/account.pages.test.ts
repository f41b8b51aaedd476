import assert from 'node:assert/strict';
import type { Socket } from 'socket.io';
import { accessTokenOf } from '../../test/app.js';
import { aPhysicalProduct } from '../../test/factories/products.js';
import { aSale, luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer, customerPassword, uniqueContact } from '../../test/factories/users.js';
import { journeyWith } from '../../test/journey.js';
import { exhaust } from '../../test/limits.js';
import { aVisitor, loggedIn, wordsOf } from '../../test/pages.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { sha256 } from '../platform/cipher.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { transactionById } from '../transactions/index.js';
import { changeUserStatus } from '../users/index.js';
import { customerOfSocket } from './customer-of-socket.js';
import { forgetPageSessions } from './page-session.js';

const aForm = () => ({ name: 'Sari Wulandari', ...uniqueContact(), password: 'sandi-uji-coba' });

describe('registering by the page', () => {
  it('opens an account, logs in and goes on to where one was', async () => {
    const visitor = aVisitor();
    const answer = await visitor.post('/register', { ...aForm(), next: '/orders' });
    assert.equal(answer.status, 303);
    assert.equal(answer.get('location'), '/orders');
    assert.match((answer.get('set-cookie') as unknown as string[]).join(), /HttpOnly.*SameSite=Lax/);
    assert.match((await visitor.get('/')).text, /Akun Sari Wulandari/);
  });

  it('says beside each field what is wrong, keeps what was typed, and never sends a password back', async () => {
    const form = { ...aForm(), name: 'Admin', email: 'x', phone: '12', password: 'rahasia' };
    const refused = await aVisitor().post('/register', form);
    assert.equal(refused.status, 422);
    for (const field of ['name', 'email', 'phone', 'password'])
      assert.match(refused.text, new RegExp(`id="${field}-error"`), field);
    assert.match(refused.text, /name="name"[^>]* value="Admin"/);
    assert.doesNotMatch(refused.text, /rahasia/);
  });

  it('does not say which of address and number is taken', async () => {
    const form = aForm();
    await aVisitor().post('/register', form);
    const refused = await aVisitor().post('/register', { ...aForm(), email: form.email });
    assert.equal(refused.status, 409);
    assert.match(wordsOf(refused), /E-mail atau nomor HP ini sudah dipakai/);
  });
});

describe('logging in by the page', () => {
  it('answers the same for a wrong password and for nobody', async () => {
    const user = await aCustomer();
    const wrong = await aVisitor().post('/login', { email: user.email ?? '', password: 'salah' });
    const nobody = await aVisitor().post('/login', { email: uniqueContact().email, password: 'salah' });
    assert.equal(wrong.status, 401);
    assert.equal(nobody.status, 401);
    assert.match(wordsOf(wrong), /E-mail atau kata sandi salah/);
    assert.match(wrong.text, new RegExp(`value="${user.email}"`));
    assert.equal(wrong.get('set-cookie'), undefined);
  });

  it('is slow for who guesses at one account', async () => {
    const user = await aCustomer();
    await exhaust({ name: 'login-account', seconds: 900 }, `${sha256(user.email ?? '')}:127.0.0.1`);
    const refused = await aVisitor().post('/login', { email: user.email ?? '', password: customerPassword });
    assert.equal(refused.status, 429);
  });

  it('takes no form of another site', async () => {
    const user = await aCustomer();
    const form = { email: user.email ?? '', password: customerPassword };
    assert.equal((await aVisitor().post('/login', form, 'https://example.com')).status, 403);
  });

  it('gives a new session each time and ends the one before', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    await visitor.post('/login', { email: user.email ?? '', password: customerPassword });
    const [row] = await query<{ count: string }>(
      'SELECT COUNT(*) AS count FROM page_sessions WHERE user_id = ?',
      [user.id],
    );
    assert.equal(Number(row?.count), 1);
  });

  it('lasts until the logout, and not a moment longer', async () => {
    const visitor = await loggedIn(await aCustomer());
    assert.equal((await visitor.get('/orders')).status, 200);
    assert.equal((await visitor.get('/logout')).status, 404);
    await visitor.post('/logout');
    assert.equal((await visitor.get('/orders')).status, 303);
  });

  it('is over at once when the account is banned', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    await inTransaction({ kind: 'system', name: 'test' }, (uow) =>
      changeUserStatus(uow, { userId: user.id, event: 'ban', reason: 'Uji' }),
    );
    assert.equal((await visitor.get('/orders')).status, 303);
    const again = await aVisitor().post('/login', { email: user.email ?? '', password: customerPassword });
    assert.match(wordsOf(again), /Akun tidak aktif/);
  });

  it('is over after thirty days, and then forgotten', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    moveClock(31 * 86_400_000);
    try {
      assert.equal((await visitor.get('/orders')).status, 303);
      await inTransaction({ kind: 'system', name: 'test' }, forgetPageSessions);
    } finally {
      moveClock(0);
    }
    assert.equal((await query('SELECT id FROM page_sessions WHERE user_id = ?', [user.id])).length, 0);
  });
});

describe('logging out by the page', () => {
  useShopFloor();

  it('leaves neither tracked orders nor the cart to the next person', async () => {
    const { id, number } = await aSale(null, luckyNumber);
    const { contactPhone } = await transactionById(id);
    const goods = await aPhysicalProduct();
    const visitor = await loggedIn(await aCustomer());
    await visitor.post('/cart', { product_id: goods.id, quantity: 2 });
    await visitor.post('/track', { number, phone: contactPhone ?? '' });
    assert.equal((await visitor.get(`/orders/${id}`)).status, 200);
    assert.ok(wordsOf(await visitor.get('/cart')).includes(goods.name));
    await visitor.post('/logout');
    assert.equal((await visitor.get(`/orders/${id}`)).status, 303);
    assert.ok(!wordsOf(await visitor.get('/cart')).includes(goods.name));
  });
});

describe('messages by the page', () => {
  const providers = useShopFloor();
  const journey = journeyWith(providers);

  it('are marked until they are followed, or all are read', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const sale = await aSale(user, luckyNumber);
    await journey.pay(sale);
    const list = await visitor.get('/notifications');
    assert.match(wordsOf(list), /berhasil Baru.*diterima Baru/);
    const [, id = ''] = /action="\/notifications\/([0-9A-Z]{26})"/.exec(list.text) ?? [];
    assert.equal((await visitor.post(`/notifications/${id}`)).get('location'), `/orders/${sale.id}`);
    assert.match((await visitor.get('/')).text, /Pesan masuk, 1 belum dibaca/);
    await visitor.post('/notifications');
    assert.match((await visitor.get('/')).text, /Pesan masuk, 0 belum dibaca/);
    const stranger = await loggedIn(await aCustomer());
    assert.equal((await stranger.post(`/notifications/${id}`)).status, 404);
    for (const odd of ['?cursor=zz', '?cursor=-1', '?cursor=1&cursor=2', '?cursor=99999999999999999999'])
      assert.equal((await visitor.get(`/notifications${odd}`)).status, 200, odd);
  });
});

describe('the customer of a socket', () => {
  const socketWith = (auth: object, cookie?: string) =>
    ({ handshake: { auth, headers: { cookie } } }) as Socket;

  it('is whoever the access token names, and nobody without one', async () => {
    const user = await aCustomer();
    const named = await customerOfSocket(socketWith({ token: await accessTokenOf(user) }));
    assert.equal(named?.id, user.id);
    assert.equal(await customerOfSocket(socketWith({})), null);
    assert.equal(await customerOfSocket(socketWith({}, 'amanah=unknown')), null);
    await assert.rejects(customerOfSocket(socketWith({ token: 'x.y.z' })));
  });
});
