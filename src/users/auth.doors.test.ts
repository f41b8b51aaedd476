import assert from 'node:assert/strict';
import { anonymous, type Response } from '../../test/app.js';
import { aCustomer, customerPassword, uniqueContact } from '../../test/factories/users.js';
import { exhaust, spent } from '../../test/limits.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { redis, redisKey } from '../platform/redis.js';
import { checkCredentials, loginKey, loginTries, loginTriesFromAnywhere, loginTriesKey } from './log-in.js';

const password = 'rahasia-panjang';
const applicant = () => ({ name: 'Budi Santoso', ...uniqueContact(), password });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const refresh = (refresh_token: string) => anonymous.post('/auth/refresh', { refresh_token });
const here = '127.0.0.1';
const me = (token: string) => anonymous.get('/users/me', bearer(token));
const login = (email: string, secret = customerPassword) =>
  anonymous.post('/auth/login', { email, password: secret });

interface Tokens {
  access_token: string;
  refresh_token: string;
}

const tokensOf = (response: Response): Tokens => (response.body as { data: Tokens }).data;
const codeOf = (response: Response): string => (response.body as { code: string }).code;

function assertProblem(response: Response, status: number, code: string): void {
  assert.equal(response.status, status);
  assert.equal(codeOf(response), code);
  assert.match(response.headers['content-type'] ?? '', /^application\/problem\+json/);
}

const usersWith = async (email: string): Promise<number> =>
  (await query('SELECT id FROM users WHERE email = ?', [email])).length;

describe('POST /auth/register', () => {
  it('S0.11 S0.20 S2.77 opens an account and logs its owner in', async () => {
    const person = applicant();
    const response = await anonymous.post('/auth/register', { ...person, phone: '0812 9999 0001' });
    assert.equal(response.status, 201);
    const { user, access_token, refresh_token, expires_in, ...rest } = response.body.data;
    assert.deepEqual(rest, {});
    assert.equal(expires_in, 900);
    assert.match(refresh_token, /^[\w-]{43}$/);
    assert.deepEqual(
      { ...user, id: '', created_at: '' },
      {
        id: '',
        name: person.name,
        email: person.email,
        phone: '+6281299990001',
        role: 'customer',
        customer_type: 'retail',
        status: 'ACTIVE',
        kyc_level: 'NONE',
        birth_date: null,
        city: null,
        locale: 'id',
        created_at: '',
      },
    );
    assert.equal((await me(access_token)).body.data.id, user.id);
    assert.equal(response.headers['cache-control'], 'no-store');
  });

  it('keeps the password as a hash only, and the refresh token too', async () => {
    const person = applicant();
    const { refresh_token } = tokensOf(await anonymous.post('/auth/register', person));
    const [row] = await query<Record<string, string>>(
      `SELECT password_hash, token_hash FROM users JOIN refresh_tokens ON user_id = users.id WHERE email = ?`,
      [person.email],
    );
    assert.match(row?.['password_hash'] ?? '', /^\$argon2id\$/);
    assert.notEqual(row?.['token_hash'], refresh_token);
  });

  it('remembers the language it was asked in', async () => {
    const response = await anonymous.post('/auth/register', applicant(), { 'Accept-Language': 'en-GB' });
    assert.equal(response.body.data.user.locale, 'en');
  });

  it('refuses an e-mail address or a phone number in use, and does not say which', async () => {
    const known = await aCustomer();
    const sameEmail = await anonymous.post('/auth/register', {
      ...applicant(),
      email: known.email?.toUpperCase(),
    });
    const samePhone = await anonymous.post('/auth/register', { ...applicant(), phone: known.phone });
    for (const response of [sameEmail, samePhone]) assertProblem(response, 409, 'account_exists');
    assert.equal(sameEmail.body.detail, samePhone.body.detail);
    assert.equal(await usersWith(known.email ?? ''), 1);
  });

  it('opens one account when two requests race', async () => {
    const person = applicant();
    const answers = await Promise.all([1, 2, 3].map(() => anonymous.post('/auth/register', person)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
    assert.equal(await usersWith(person.email), 1);
  });

  const wrong: [string, string, object][] = [
    ['no name', 'name', { name: undefined }],
    ['an invisible name', 'name', { name: 'Bu\u202edi' }],
    ['a name of the staff', 'name', { name: 'Admin Toko' }],
    ['a broken e-mail address', 'email', { email: 'budi' }],
    ['a landline', 'phone', { phone: '021-1234567' }],
    ['a short password', 'password', { password: '1234567' }],
    ['a huge password', 'password', { password: 'a'.repeat(201) }],
    ['a number for a password', 'password', { password: 12345678 }],
    ['a role', 'role', { role: 'admin' }],
    ['a customer type', 'customer_type', { customer_type: 'reseller' }],
  ];
  for (const [what, path, fault] of wrong) {
    it(`refuses ${what}`, async () => {
      const person = { ...applicant(), ...fault };
      const response = await anonymous.post('/auth/register', person);
      assertProblem(response, 422, 'invalid_input');
      assert.deepEqual(
        response.body.errors.map((error: { path: string }) => error.path),
        [path],
      );
      assert.equal(await usersWith(String(person.email)), 0);
    });
  }

  it('is slow for a network that tries much', async () => {
    const ours = ['127.0.0.1', '::ffff:127.0.0.1'];
    for (const ip of ours) await exhaust({ name: 'register', seconds: 3_600 }, ip);
    const response = await anonymous.post('/auth/register', applicant());
    for (const ip of ours) await redis().del(redisKey('limit', 'register', ip));
    assertProblem(response, 429, 'too_many_requests');
    assert.ok(Number(response.headers['retry-after']) > 0);
  });
});

describe('POST /auth/login', () => {
  it('S0.21 S0.53 logs in with e-mail and password', async () => {
    const customer = await aCustomer();
    const response = await login(` ${customer.email?.toUpperCase()} `);
    assert.equal(response.status, 200);
    assert.equal(response.body.data.user.id, customer.id);
    assert.equal((await me(tokensOf(response).access_token)).status, 200);
  });

  it('answers a wrong password and an unknown account alike', async () => {
    const customer = await aCustomer();
    const [known, unknown] = [
      await login(customer.email ?? '', 'salah-semua'),
      await login('tidak-ada@contoh.test', 'salah-semua'),
    ];
    for (const response of [known, unknown]) assertProblem(response, 401, 'wrong_credentials');
    const anonymised = (response: Response) => ({ ...response.body, request_id: '' });
    assert.deepEqual(anonymised(known), anonymised(unknown));
  });

  it('counts tries for known and unknown accounts, and forgets them when the password is right', async () => {
    const { email } = await aCustomer();
    const ghost = uniqueContact().email;
    for (const address of [email ?? '', ghost]) {
      await login(address, 'salah-semua');
      await login(address, 'salah-semua');
      assert.equal(await spent(loginTries, loginTriesKey(address, here)), 2);
    }
    await login(email ?? '');
    assert.equal(await spent(loginTries, loginTriesKey(email ?? '', here)), 0);
  });

  it('locks out the network that guesses, and everybody only after a hundred guesses from anywhere', async () => {
    const { id, email } = await aCustomer();
    const enter = (ip: string) =>
      checkCredentials({ email: email ?? '', password: customerPassword }, { ip });
    const tooMany = { code: 'too_many_requests' };
    await exhaust(loginTries, loginTriesKey(email ?? '', '203.0.113.7'));
    await assert.rejects(enter('203.0.113.7'), tooMany);
    await assert.rejects(enter('::ffff:203.0.113.7'), tooMany);
    assert.equal((await enter('203.0.113.8')).id, id);
    assert.equal(loginTriesFromAnywhere.points, 100);
    await exhaust(loginTriesFromAnywhere, loginKey(email ?? ''));
    await assert.rejects(enter('203.0.113.9'), tooMany);
  });

  it('refuses even the right password once an account has been tried too often', async () => {
    const { email } = await aCustomer();
    await exhaust(loginTries, loginTriesKey(email ?? '', here));
    assertProblem(await login(email ?? ''), 429, 'too_many_requests');
    assertProblem(await login((email ?? '').toUpperCase()), 429, 'too_many_requests');
  });

  it('refuses malformed input', async () => {
    assertProblem(await anonymous.post('/auth/login', { email: 'x', password: 'y' }), 422, 'invalid_input');
    assertProblem(
      await anonymous.post('/auth/login', { email: ['a@b.co'], password: {} }),
      422,
      'invalid_input',
    );
  });
});

describe('POST /auth/refresh', () => {
  const begin = async () => tokensOf(await login((await aCustomer()).email ?? ''));

  it('exchanges a refresh token for new tokens of the same session', async () => {
    const first = await begin();
    const response = await refresh(first.refresh_token);
    assert.equal(response.status, 200);
    const second = tokensOf(response);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.equal((await me(second.access_token)).status, 200);
    assert.equal((await refresh(second.refresh_token)).status, 200);
  });

  it('ends the session when a spent token comes back', async () => {
    const first = await begin();
    const second = tokensOf(await refresh(first.refresh_token));
    assertProblem(await refresh(first.refresh_token), 401, 'refresh_token_invalid');
    assertProblem(await refresh(second.refresh_token), 401, 'refresh_token_invalid');
    assertProblem(await me(second.access_token), 401, 'access_token_invalid');
  });

  it('leaves the other sessions of the customer alone', async () => {
    const { email } = await aCustomer();
    const [stolen, phone] = [tokensOf(await login(email ?? '')), tokensOf(await login(email ?? ''))];
    await refresh(stolen.refresh_token);
    await refresh(stolen.refresh_token);
    assert.equal((await refresh(phone.refresh_token)).status, 200);
  });

  it('lets one of two racing requests through and then ends the session', async () => {
    const { refresh_token } = await begin();
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(refresh_token)));
    const [winner, ...others] = answers.sort((a, b) => a.status - b.status);
    assert.equal(winner?.status, 200);
    assert.deepEqual(
      others.map(({ status }) => status),
      [401, 401, 401],
    );
    assertProblem(await refresh(tokensOf(winner as Response).refresh_token), 401, 'refresh_token_invalid');
  });

  it('refuses a token after thirty days', async () => {
    const { refresh_token } = await begin();
    moveClock(30 * 86_400_000 + 1_000);
    const response = await refresh(refresh_token);
    moveClock(0);
    assertProblem(response, 401, 'refresh_token_invalid');
  });

  it('refuses tokens that were never given out, and other types', async () => {
    assertProblem(await refresh('bukan-token'), 401, 'refresh_token_invalid');
    assertProblem(await anonymous.post('/auth/refresh', { refresh_token: null }), 422, 'invalid_input');
    assertProblem(await anonymous.post('/auth/refresh', {}), 422, 'invalid_input');
  });
});

describe('POST /auth/logout', () => {
  it('ends the whole session at once, whichever of its tokens is given', async () => {
    const first = tokensOf(await login((await aCustomer()).email ?? ''));
    const second = tokensOf(await refresh(first.refresh_token));
    const response = await anonymous.post('/auth/logout', { refresh_token: first.refresh_token });
    assert.equal(response.status, 204);
    assertProblem(await refresh(second.refresh_token), 401, 'refresh_token_invalid');
    assertProblem(await me(second.access_token), 401, 'access_token_invalid');
  });

  it('may be repeated, and says nothing about unknown tokens', async () => {
    const { refresh_token } = tokensOf(await login((await aCustomer()).email ?? ''));
    for (const token of [refresh_token, refresh_token, 'bukan-token'])
      assert.equal((await anonymous.post('/auth/logout', { refresh_token: token })).status, 204);
  });
});
