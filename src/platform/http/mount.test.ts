import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { newId } from '../ids.js';
import { claimKey } from '../idempotency.js';
import { inTransaction } from '../unit-of-work.js';
import { defineDoor } from './door.js';
import { mountDoors } from './mount.js';
import { apiErrors } from './problem.js';
import { requestIds } from './request.js';
import { unauthenticated } from '../errors.js';

let effects = 0;
let hold: Promise<void> | null = null;

const buy = defineDoor({
  method: 'post',
  path: '/things',
  tag: 'test',
  summary: 'Buy a thing',
  access: 'customer',
  body: z.strictObject({ count: z.number().int().positive() }),
  success: { status: 201, schema: z.object({ data: z.object({ id: z.string() }) }) },
  idempotent: { present: (id) => Promise.resolve({ status: 201, body: { data: { id } } }) },
  async handle({ actor, idempotency }) {
    const id = newId();
    await inTransaction(actor, async (uow) => claimKey(uow, idempotency, id));
    effects += 1;
    await hold;
    return { body: { data: { id } } };
  },
});

const broken = defineDoor({
  method: 'get',
  path: '/broken',
  tag: 'test',
  summary: 'Always fails',
  access: 'public',
  success: { status: 200, schema: z.object({}) },
  handle: () => Promise.reject(new Error('SELECT secret FROM table')),
});

const actor = (id: string) => ({ kind: 'customer' as const, id, customerType: 'retail' as const });

const app = express()
  .use(requestIds)
  .use(
    mountDoors([buy, broken], (req) => {
      const id = req.get('authorization')?.slice('Bearer '.length);
      if (id === 'bad') throw unauthenticated();
      return Promise.resolve(id ? { id, actor: () => Promise.resolve(actor(id)) } : null);
    }),
  )
  .use(apiErrors);

const order = (body: unknown, { who = 'ani', key = newId() }: { who?: string; key?: string } = {}) =>
  request(app)
    .post('/things')
    .set('Authorization', `Bearer ${who}`)
    .set('Idempotency-Key', key)
    .send(body as object);

describe('a door', () => {
  it('S2.91 answers invalid input with what is wrong where', async () => {
    const response = await order({ count: 0, color: 'red' });
    assert.equal(response.status, 422);
    assert.equal(response.type, 'application/problem+json');
    const { code, errors, request_id } = response.body as {
      code: string;
      errors: { path: string; code: string }[];
      request_id: string;
    };
    assert.equal(code, 'invalid_input');
    assert.deepEqual(errors.map(({ path, code: why }) => [path, why]).sort(), [
      ['color', 'unknown_key'],
      ['count', 'too_small'],
    ]);
    assert.equal(request_id, response.get('X-Request-Id'));
  });

  it('speaks Indonesian, or English when asked', async () => {
    const indonesian = await order({});
    const english = await order({}).set('Accept-Language', 'en');
    assert.equal((indonesian.body as { title: string }).title, 'Isian belum benar');
    assert.equal((english.body as { title: string }).title, 'Some input is not right yet');
  });

  it('turns away strangers, forms, broken JSON and wrong methods', async () => {
    assert.equal((await request(app).post('/things').send({ count: 1 })).status, 401);
    assert.equal((await order({ count: 1 }, { who: 'bad' })).status, 401);
    const form = request(app).post('/things').set('Authorization', 'Bearer ani').type('form').send('count=1');
    assert.equal((await form).status, 415);
    const torn = request(app)
      .post('/things')
      .set('Authorization', 'Bearer ani')
      .type('json')
      .send('{"count":');
    assert.equal((await torn).status, 400);
    const large = request(app)
      .post('/things')
      .set('Authorization', 'Bearer ani')
      .type('json')
      .send(JSON.stringify({ x: 'y'.repeat(70_000) }));
    assert.equal((await large).status, 413);
    const wrong = await request(app).delete('/things');
    assert.deepEqual([wrong.status, wrong.get('Allow')], [405, 'POST']);
  });

  it('S2.289 hides what broke inside', async () => {
    const response = await request(app).get('/broken');
    assert.equal(response.status, 500);
    assert.doesNotMatch(response.text, /SELECT/);
    assert.equal((response.body as { code: string }).code, 'internal_error');
  });

  it('asks for an Idempotency-Key where money moves', async () => {
    const response = await request(app).post('/things').set('Authorization', 'Bearer ani').send({ count: 1 });
    assert.deepEqual(
      [response.status, (response.body as { code: string }).code],
      [400, 'idempotency_key_required'],
    );
  });

  it('answers a repeat as the first time and does it once', async () => {
    const key = newId();
    const before = effects;
    const first = await order({ count: 1 }, { key });
    const second = await order({ count: 1 }, { key });
    assert.deepEqual([second.status, second.body], [201, first.body]);
    assert.equal(second.get('Idempotency-Replayed'), 'true');
    assert.equal(effects, before + 1);
  });

  it('refuses the same key for another body, and lets another owner use it', async () => {
    const key = newId();
    await order({ count: 1 }, { key });
    assert.equal((await order({ count: 2 }, { key })).status, 422);
    assert.equal((await order({ count: 2 }, { key, who: 'budi' })).status, 201);
  });

  it('does it once when thirty equal requests come at the same instant', async () => {
    const key = newId();
    const before = effects;
    let release = (): void => undefined;
    hold = new Promise((resolve) => (release = resolve));
    let answered = 0;
    const all = Array.from({ length: 30 }, async () => {
      const { status } = await order({ count: 1 }, { key });
      answered += 1;
      if (answered === 29) release();
      return status;
    });
    const statuses = await Promise.all(all);
    hold = null;
    assert.equal(effects, before + 1);
    assert.deepEqual(statuses.sort(), [201, ...Array<number>(29).fill(409)]);
  });
});
