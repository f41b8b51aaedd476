import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import supertest, { type Response } from 'supertest';
import { config } from '../src/platform/config.js';
import { journeyWith } from './journey.js';
import { Contract } from './openapi/contract.js';
import { drives, type Drive } from './openapi/drives.js';
import { assertProblem, fire, type Request } from './openapi/shots.js';
import { seed } from './seed.js';
import { useShopFloor } from './shop-floor.js';

/** Longer runs, best with another `FUZZ_SEED`, find more; a failure names the shortest input that shows it. */
const runsEach = Number(process.env['FUZZ_RUNS'] ?? 25);

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    ...['', ' ', '\u0000', '\ud800', '\u202Eabc', '💸'.repeat(60), 'a'.repeat(5_000), 'é'.repeat(130)],
    ...["' OR 1=1 --", '"; DROP TABLE users; --', '%', '_', '\\', '${7*7}', '{{phone}}', '../../etc/passwd'],
    ...['0', '-1', '1e9', 'NaN', 'null', 'true', '9'.repeat(40), '2026-02-30T00:00:00Z'],
    ...[0, -0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, true, false, null],
    ...[[], {}, [[]], { $ne: null }, { toString: 1 }, { length: -1 }, ['x', null], { constructor: { x: 1 } }],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Every place inside a JSON value, as a list of keys. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** A right body with one place spoilt, so that what lies behind the schema is reached as well. */
const spoilt = (body: unknown): Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...placesIn(body)), nasty).map(([place, by]) => replaced(body, place, by));

/** An address cannot carry half a character. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

const word = nasty.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

const headerValue = fc.oneof(
  fc.constantFrom('', 'x', '*', 'en;q=0', 'Bearer', 'Bearer ..', '0'.repeat(500), 'a, b;q=x'),
  fc.string({ maxLength: 80 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
);

const oddHeaders = fc.dictionary(
  fc.constantFrom('Accept-Language', 'X-Request-Id', 'Idempotency-Key', 'Authorization', 'X-Forwarded-For'),
  headerValue,
  { maxKeys: 2 },
);

const oddQuery = fc.dictionary(
  fc.constantFrom('cursor', 'limit', 'after', 'status', 'q', 'amount', 'phone', 'x[]', '__proto__'),
  word.map(wellFormed),
  { maxKeys: 3 },
);

/** `.` and `..` would be another address before they are sent. */
const oddId = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter((text) => !/^\.+$/.test(text))
  .map(wellFormed);

/** Every word in the address of a door is an odd one. */
const oddParams = (params: Record<string, string>) =>
  fc.record(Object.fromEntries(Object.keys(params).map((name) => [name, oddId])));

/** What a right request looks like after somebody played with it. */
function playedWith({ as, params, body, query }: Request): Arbitrary<Request> {
  return fc.record({
    as: fc.constantFrom(as, undefined),
    params: params ? fc.oneof(fc.constant(params), oddParams(params)) : fc.constant(undefined),
    query: fc.oneof(fc.constant(query), oddQuery),
    body:
      body === undefined ? fc.constant(undefined) : fc.oneof({ weight: 3, arbitrary: spoilt(body) }, nasty),
    headers: oddHeaders,
  }) as Arbitrary<Request>;
}

function assertCalm(response: Response, said: string): void {
  if (response.status >= 400) assertProblem(response, said);
  else assert.ok(response.status >= 200 && response.status < 300, `${said} → ${response.status}`);
}

describe(`any request at all (seed ${seed})`, () => {
  const journey = journeyWith(useShopFloor());
  let contract: Contract;
  before(async () => {
    contract = await Contract.read();
  });

  for (const name of Object.keys(drives)) {
    it(`S2.91 S2.277 ${name} answers with what is documented or refused, never with what broke inside`, async () => {
      const operation = contract.named(name);
      const [{ status: _, ...right }] = await (drives[name] as Drive)(journey);
      const property = fc.asyncProperty(playedWith(right), async (request) => {
        const response = await fire(operation, request);
        assertCalm(response, `${name} ${JSON.stringify(request)}`);
        contract.check(operation, response);
      });
      await fc.assert(property, { seed, numRuns: runsEach });
    });
  }

  for (const path of ['/api/v1/callbacks/tripay', '/api/v1/callbacks/digiflazz']) {
    it(`POST ${path} takes any bytes calmly`, async () => {
      const anything = fc.record({
        body: fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
        headers: oddHeaders,
      });
      const property = fc.asyncProperty(anything, async ({ body, headers }) => {
        const request = supertest(config.PUBLIC_URL).post(path).set('Content-Type', 'application/json');
        const response = await request.set({ 'X-Callback-Signature': 'f'.repeat(64), ...headers }).send(body);
        assertCalm(response, `${path} ${body}`);
      });
      await fc.assert(property, { seed, numRuns: runsEach });
    });
  }

  it('answers addresses that cannot be decoded, do not exist or want another method', async () => {
    const addresses = [
      '/api/v1/transactions/%E0%A4%A',
      '/api/v1/%00',
      '/api/v2/users/me',
      '/api/v1//',
      '/api/',
    ];
    for (const address of addresses) {
      const response = await supertest(config.PUBLIC_URL).get(address);
      assert.ok(response.status >= 400, address);
      assertProblem(response, address);
    }
    for (const { name, path, method } of contract.operations) {
      const address = path.replaceAll(/\{\w+\}/g, '01ARZ3NDEKTSV4RRFFQ69G5FAV');
      const known = contract.operations.filter((each) => each.path === path);
      const other = (['delete', 'put'] as const).find((verb) => !known.some((each) => each.method === verb));
      assert.ok(other, `${name} (${method}) knows every method`);
      const response = await supertest(config.PUBLIC_URL)[other](address);
      assert.equal(response.status, 405, name);
      assertProblem(response, name);
    }
  });
});
