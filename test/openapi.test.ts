import assert from 'node:assert/strict';
import supertest from 'supertest';
import { doors, machineRoutes } from '../src/doors.js';
import { redis, redisKey } from '../src/platform/redis.js';
import { testApp } from './app.js';
import { journeyWith } from './journey.js';
import { exhaust } from './limits.js';
import { Contract, isDoor, type Operation } from './openapi/contract.js';
import { drives, type Drive } from './openapi/drives.js';
import { assertProblem, fire, type Request } from './openapi/shots.js';
import { useShopFloor } from './shop-floor.js';

describe('the OpenAPI document', () => {
  let contract: Contract;
  before(async () => {
    contract = await Contract.read();
  });

  it('S2.294 is OpenAPI 3.1, and every schema in it is one', () => {
    assert.deepEqual(contract.problems(), []);
  });

  it('names every door and every route for machines, under each of their addresses, and nothing else', () => {
    const machines = machineRoutes.flatMap(({ method, paths }) =>
      paths.map((path) => `${method.toUpperCase()} ${path}`),
    );
    const addresses = doors.flatMap(({ method, path, aliases = [] }) =>
      [path, ...aliases].map(
        (each) => `${method.toUpperCase()} /api/v1${each.replaceAll(/:(\w+)/g, '{$1}')}`,
      ),
    );
    const named = contract.operations.map(({ name }) => name);
    assert.deepEqual(named.sort(), [...addresses, ...machines].sort());
    const uncounted = contract.operations.filter((each) => !isDoor(each)).map(({ name }) => name);
    assert.deepEqual(uncounted.sort(), machines.sort());
  });

  it('is driven whole by the tests below', () => {
    assert.deepEqual(contract.operations.map(({ name }) => name).sort(), Object.keys(drives).sort());
  });

  it('S2.313 is readable at /docs with nothing from elsewhere', async () => {
    const page = await supertest(testApp()).get('/docs');
    assert.equal(page.status, 200);
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    assert.equal(assets.length, 3);
    for (const address of assets) {
      assert.match(address, /^\/docs\//);
      assert.equal((await supertest(testApp()).get(address)).status, 200, address);
    }
  });
});

describe('every operation', () => {
  const journey = journeyWith(useShopFloor());
  let contract: Contract;
  before(async () => {
    contract = await Contract.read();
  });

  for (const [name, drive] of Object.entries(drives)) {
    it(`${name} answers as documented`, async () => {
      const operation = contract.named(name);
      const shots = await drive(journey);
      for (const { status, ...request } of shots) {
        const response = await fire(operation, request);
        assert.equal(response.status, status, `${JSON.stringify(request)} → ${response.text}`);
        contract.check(operation, response);
        if (status >= 400) assertProblem(response, name);
      }
      assert.ok(shots[0].status < 300, 'the first request is a right one');
    });
  }

  it('S2.278 is refused as documented to those who ask too often, with the time to wait', async () => {
    const everyDoor = { name: 'every-door', seconds: 60 };
    const ready: [Operation, Request][] = [];
    for (const operation of contract.operations.filter(isDoor))
      ready.push([operation, (await (drives[operation.name] as Drive)(journey))[0]]);
    await exhaust(everyDoor, '127.0.0.1');
    try {
      for (const [operation, request] of ready) {
        const response = await fire(operation, request);
        assert.equal(response.status, 429, operation.name);
        assert.match(response.get('retry-after') ?? '', /^[1-9]\d*$/, operation.name);
        contract.check(operation, response);
      }
    } finally {
      await redis().del(redisKey('limit', everyDoor.name, '127.0.0.1'));
    }
  });

  it('S2.274 that asks for a login refuses strangers and broken tokens', async () => {
    const guarded = contract.operations.filter(({ security }) => security !== undefined);
    assert.ok(guarded.length > 5);
    for (const operation of guarded) {
      const [{ status: _, as: _as, ...request }] = await (drives[operation.name] as Drive)(journey);
      const optional = operation.security?.some((each) => Object.keys(each).length === 0);
      for (const Authorization of ['Bearer a.b.c', 'Basic YTpi', ...(optional ? [] : [undefined])]) {
        const headers: Record<string, string> = Authorization === undefined ? {} : { Authorization };
        const response = await fire(operation, { ...request, headers });
        assert.equal(response.status, 401, `${operation.name} for ${Authorization}`);
        contract.check(operation, response);
        assertProblem(response, operation.name);
      }
    }
  });
});

describe('every door that takes a body', () => {
  const journey = journeyWith(useShopFloor());
  let contract: Contract;
  before(async () => {
    contract = await Contract.read();
  });

  const oddBodies: [string, (right: object) => Request, number[]][] = [
    ['no body', () => ({}), [400, 415]],
    ['an array', (right) => ({ body: [right] }), [422]],
    ['a bare text', () => ({ body: '"x"' }), [400]],
    ['null', () => ({ body: 'null' }), [400]],
    ['broken JSON', (right) => ({ body: JSON.stringify(right).slice(0, -1) }), [400]],
    [
      'a form',
      () => ({ body: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
      [415],
    ],
    [
      'plain text',
      (right) => ({ body: JSON.stringify(right), headers: { 'Content-Type': 'text/plain' } }),
      [415],
    ],
    [
      'a charset of its own',
      (right) => ({
        body: JSON.stringify(right),
        headers: { 'Content-Type': 'application/json; charset=x-odd' },
      }),
      [415],
    ],
    ['an unknown key', (right) => ({ body: { ...right, sudo: true } }), [422]],
    [
      'a key that reaches for the prototype',
      (right) => ({ body: JSON.stringify(right).replace('{', '{"__proto__":{"a":1},') }),
      [422],
    ],
    ['a megabyte', (right) => ({ body: { ...right, sudo: 'x'.repeat(1_000_000) } }), [413]],
  ];

  for (const [name, drive] of Object.entries(drives)) {
    if (!/^(POST|PUT|PATCH)/.test(name)) continue;
    it(`S2.276 ${name} refuses what is no body of its own, and falls over nothing`, async () => {
      const operation = contract.named(name);
      const [{ status: _, body, ...right }] = await drive(journey);
      const takesJson = operation.requestBody?.content['application/json'] !== undefined;
      for (const [what, odd, statuses] of oddBodies) {
        const response = await fire(operation, { ...right, ...odd((body ?? {}) as object) });
        const said = `${name} with ${what} → ${response.status} ${response.text}`;
        assert.ok(response.status < 500, said);
        if (!isDoor(operation)) contract.check(operation, response);
        if (!operation.requestBody || !isDoor(operation)) continue;
        assert.ok((takesJson ? statuses : [400, 415]).includes(response.status), said);
        contract.check(operation, response);
        assertProblem(response, said);
      }
    });
  }
});
