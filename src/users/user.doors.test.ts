import assert from 'node:assert/strict';
import { createHmac, createPublicKey, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, SignJWT, UnsecuredJWT, type JSONWebKeySet } from 'jose';
import supertest from 'supertest';
import { accessTokenOf, anonymous, as, testApp, type Response } from '../../test/app.js';
import { aCustomer, aReseller } from '../../test/factories/users.js';
import { guest, system } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { issueAccessToken, verifyAccessToken } from './access-token.js';
import { writeKeys } from './key-files.js';
import { signingKey } from './key-ring.js';
import { startSession } from './sessions.js';
import type { User } from './user.entity.js';
import { changeCustomerType, changeUserStatus, userById } from './user.service.js';

const call = (token: string) => anonymous.get('/users/me', { Authorization: `Bearer ${token}` });

function assertProblem(response: Response, status: number, code: string): void {
  assert.equal(response.status, status);
  assert.equal(response.body.code, code);
}

async function sessionOf(user: User): Promise<string> {
  const origin = { ip: '127.0.0.1', userAgent: 'test' };
  return (await inTransaction(guest, (uow) => startSession(uow, user.id, origin))).id;
}

describe('GET /users/me', () => {
  it('S3.12 shows customers themselves', async () => {
    const reseller = await aReseller({ name: 'Konter Jaya', locale: 'en' });
    const response = await as(reseller).get('/users/me');
    assert.equal(response.status, 200);
    assert.deepEqual(response.body.data, {
      id: reseller.id,
      name: 'Konter Jaya',
      email: reseller.email,
      phone: reseller.phone,
      role: 'customer',
      customer_type: 'reseller',
      status: 'ACTIVE',
      kyc_level: 'NONE',
      locale: 'en',
      birth_date: null,
      city: null,
      created_at: reseller.createdAt.toISOString(),
    });
  });

  it('S3.70 asks who is there', async () => {
    const response = await anonymous.get('/users/me');
    assertProblem(response, 401, 'unauthenticated');
    assert.equal(response.headers['www-authenticate'], 'Bearer');
  });

  it('refuses other kinds of credentials and broken ones', async () => {
    const token = await accessTokenOf(await aCustomer());
    for (const authorization of [
      '',
      'Bearer',
      'Bearer x',
      `Basic ${token}`,
      token,
      `Bearer ${token} x`,
      'Bearer a.b.c',
    ])
      assertProblem(
        await anonymous.get('/users/me', { Authorization: authorization }),
        401,
        'access_token_invalid',
      );
  });
});

describe('PATCH /users/me', () => {
  it('S2.78 changes name and language', async () => {
    const customer = await aCustomer();
    const response = await as(customer).patch('/users/me', { name: ' Sari   Dewi ', locale: 'en' });
    assert.equal(response.status, 200);
    assert.equal(response.body.data.name, 'Sari Dewi');
    const stored = await userById(customer.id);
    assert.deepEqual([stored?.name, stored?.locale, stored?.version], ['Sari Dewi', 'en', 2]);
  });

  it('takes a birthday once, and a city as often as somebody moves', async () => {
    const customer = await aCustomer();
    const said = await as(customer).patch('/users/me', { birth_date: '1996-02-29', city: 'Bandung' });
    assert.deepEqual([said.body.data.birth_date, said.body.data.city], ['1996-02-29', 'Bandung']);
    const again = await as(customer).patch('/users/me', { birth_date: '1996-02-29', city: 'Solo' });
    assert.deepEqual([again.status, again.body.data.city], [200, 'Solo']);
    const other = await as(customer).patch('/users/me', { birth_date: '1996-03-01' });
    assertProblem(other, 409, 'birth_date_fixed');
  });

  it('changes nothing when nothing is asked', async () => {
    const customer = await aCustomer();
    assert.equal((await as(customer).patch('/users/me', {})).body.data.name, customer.name);
  });

  it('refuses what customers may not choose', async () => {
    const customer = await aCustomer();
    const faults = [
      { customer_type: 'reseller' },
      { role: 'admin' },
      { status: 'ACTIVE' },
      { email: 'baru@contoh.test' },
      { name: 'Admin' },
      { name: '' },
      { locale: 'fr' },
      { birth_date: '1990-02-31' },
      { birth_date: '2999-01-01' },
      { city: 'X' },
      [],
    ];
    for (const fault of faults)
      assertProblem(await as(customer).patch('/users/me', fault), 422, 'invalid_input');
    const stored = await userById(customer.id);
    assert.deepEqual([stored?.name, stored?.customerType, stored?.version], [customer.name, 'retail', 1]);
  });

  it('asks who is there', async () => {
    assertProblem(await anonymous.patch('/users/me', { name: 'Siapa' }), 401, 'unauthenticated');
  });
});

describe('authenticate', () => {
  it('S3.2 S3.13 takes tokens that are signed with RS256 by our key', async () => {
    const customer = await aCustomer();
    const jwks = (await supertest(testApp()).get('/.well-known/jwks.json')).body as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(
      await accessTokenOf(customer),
      createLocalJWKSet(jwks),
      { algorithms: ['RS256'], issuer: config.PUBLIC_URL, audience: 'customer', typ: 'access' },
    );
    assert.equal(payload.sub, customer.id);
    assert.equal(payload['customer_type'], 'retail');
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 900);
    assert.equal(protectedHeader.alg, 'RS256');
  });

  const claims = async (change: (jwt: SignJWT) => SignJWT, header = {}, key?: KeyObject): Promise<string> => {
    const customer = await aCustomer();
    const ours = await signingKey();
    const now = clock.now();
    const jwt = new SignJWT({ customer_type: 'retail', sid: await sessionOf(customer) })
      .setProtectedHeader({ alg: 'RS256', kid: ours.kid, typ: 'access', ...header })
      .setIssuer(config.PUBLIC_URL)
      .setAudience('customer')
      .setSubject(customer.id)
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + 60_000));
    return change(jwt).sign(key ?? ours.key);
  };
  const same = (jwt: SignJWT) => jwt;

  it('takes a token that carries all the right marks', async () => {
    assert.equal((await call(await claims(same))).status, 200);
  });

  const forged: [string, () => Promise<string>][] = [
    ['another issuer', () => claims((jwt) => jwt.setIssuer('https://lain.test'))],
    ['another audience', () => claims((jwt) => jwt.setAudience('staff'))],
    ['another type', () => claims(same, { typ: 'refresh' })],
    ['no type', () => claims(same, { typ: undefined })],
    ['an unknown key', () => claims(same, { kid: 'tidak-dikenal' })],
    ['no key id', () => claims(same, { kid: undefined })],
    ['another RSA algorithm', () => claims(same, { alg: 'RS512' })],
    ['an unknown customer', () => claims((jwt) => jwt.setSubject(newId()))],
    [
      'no signature',
      () =>
        Promise.resolve(
          new UnsecuredJWT({ sid: 'x' }).setSubject(newId()).setIssuer(config.PUBLIC_URL).encode(),
        ),
    ],
    [
      'our public key used as a shared secret',
      async () => {
        const { kid, key } = await signingKey();
        const secret = createPublicKey(key).export({ type: 'spki', format: 'pem' });
        const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
        const body = `${encode({ alg: 'HS256', kid, typ: 'access' })}.${encode({ sub: newId(), sid: newId(), exp: 9e9 })}`;
        return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
      },
    ],
    [
      'a changed customer',
      async () => {
        const [head, , signature] = (await claims(same)).split('.');
        const body = Buffer.from(JSON.stringify({ sub: newId(), sid: newId(), exp: 9e9 })).toString(
          'base64url',
        );
        return `${head}.${body}.${signature}`;
      },
    ],
  ];
  for (const [what, token] of forged) {
    it(`refuses a token with ${what}`, async () => {
      assertProblem(await call(await token()), 401, 'access_token_invalid');
    });
  }

  it('refuses a token after fifteen minutes and says that it may be refreshed', async () => {
    const customer = await aCustomer();
    const token = await issueAccessToken(customer, await sessionOf(customer));
    moveClock(901_000);
    const response = await call(token);
    moveClock(0);
    assertProblem(response, 401, 'access_token_expired');
  });

  it('S2.50 refuses a banned customer at once, and their refresh token for ever', async () => {
    const customer = await aCustomer();
    const token = await issueAccessToken(customer, await sessionOf(customer));
    const change = (event: 'ban' | 'activate') =>
      inTransaction(system('test'), (uow) =>
        changeUserStatus(uow, { userId: customer.id, event, reason: 'Penipuan' }),
      );
    await change('ban');
    assertProblem(await call(token), 401, 'account_closed');
    await change('activate');
    assertProblem(await call(token), 401, 'access_token_invalid');
    assert.equal((await call(await issueAccessToken(customer, await sessionOf(customer)))).status, 200);
  });

  it('works with the customer type of this moment, not of the login', async () => {
    const customer = await aCustomer();
    await as(customer).get('/users/me');
    await inTransaction(system('test'), (uow) =>
      changeCustomerType(uow, { userId: customer.id, customerType: 'reseller' }),
    );
    assert.equal((await as(customer).get('/users/me')).body.data.customer_type, 'reseller');
  });
});

describe('GET /.well-known/jwks.json', () => {
  it('S3.41 publishes public keys and nothing of the private one', async () => {
    const response = await supertest(testApp()).get('/.well-known/jwks.json');
    assert.equal(response.status, 200);
    assert.match(response.headers['cache-control'] ?? '', /max-age=300/);
    for (const key of response.body.keys as object[])
      assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('keeps the old key beside the new one after a rotation, without a restart', async () => {
    const customer = await aCustomer();
    const before = await issueAccessToken(customer, await sessionOf(customer));
    const { kid } = await signingKey();
    await writeKeys(config.KEYS_DIR, { rotate: true });
    const after = await issueAccessToken(customer, await sessionOf(customer));
    assert.notEqual((await signingKey()).kid, kid);
    for (const token of [before, after]) assert.equal((await verifyAccessToken(token)).userId, customer.id);
    const { keys } = (await supertest(testApp()).get('/.well-known/jwks.json')).body as JSONWebKeySet;
    assert.ok(keys.some((key) => key.kid === kid));
  });
});
