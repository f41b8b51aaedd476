import assert from 'node:assert/strict';
import { aBareRow, removeBareRows, secretMark } from '../test/factories/bare-rows.js';
import { booksInUse } from '../test/factories/ledger.js';
import { aDesk, urlOf, useConsole, type Answer, type Desk } from '../test/console.js';
import { database, query } from '../src/platform/database.js';
import { permissions, staffRoles, type StaffRole } from '../src/staff/index.js';
import { consoleResources } from './resources.js';
import { rulesOf } from './shared/actions.js';
import type { ConsoleResource } from './shared/policy.js';

/** What the tables insist on beyond types. */
const particulars: Record<string, Record<string, unknown>> = {
  MarginRule: { roundUpToAmount: 100 },
  Voucher: { percentBps: 1_000 },
  Withdrawal: { amount: 20_000 },
  Dispute: { heldAmount: 20_000, amount: 20_000 },
  DiscountVersion: { status: 'LIVE' },
  Ticket: { waitingSince: new Date('2026-11-21T05:00:00Z') },
  Escrow: { amount: 20_000, buyerPaysAmount: 20_000, sellerReceivesAmount: 20_000 },
  EscrowPart: { amount: 20_000, heldAmount: 20_000, sellerReceivesAmount: 20_000 },
  PayoutFile: { withdrawalCount: 1, amount: 20_000 },
};

function placeOf(entity: ConsoleResource['entity']): { table: string; key: string } {
  const { tableName, primaryColumns } = database().getMetadata(entity);
  return { table: tableName, key: primaryColumns[0]?.databaseName ?? 'id' };
}

/** A row of the table: one of the books, or a bare one with marked secrets. */
async function aRowOf({ entity, policy }: ConsoleResource): Promise<string> {
  const { table, key } = placeOf(entity);
  if (!table.startsWith('ledger_')) return aBareRow(entity, policy.hidden, particulars[entity.name]);
  const [row] = await query<{ id: string }>(
    `SELECT ${key} AS id FROM \`${table}\` ORDER BY ${key} DESC LIMIT 1`,
  );
  return row?.id ?? '';
}

const isRefused = ({ body }: Answer): boolean =>
  body.notice?.type === 'error' && ['forbiddenError', 'anyForbiddenError'].includes(body.notice.message);

const rowOf = async ({ entity }: ConsoleResource, id: string): Promise<string> => {
  const { table, key } = placeOf(entity);
  return JSON.stringify(await database().query(`SELECT * FROM \`${table}\` WHERE ${key} = ?`, [id]));
};

const countOf = async ({ entity }: ConsoleResource): Promise<number> =>
  database().getRepository(entity).count();

function addressOf(resource: ConsoleResource, action: string, id: string): string {
  const name = resource.entity.name;
  if (action === 'list') return urlOf.list(name);
  if (action === 'search') return urlOf.search(name, 'a');
  if (action === 'new') return urlOf.create(name);
  return urlOf.record(name, id, action);
}

describe('S2.42 rights in the console', () => {
  useConsole();
  const desks = new Map<StaffRole, Desk>();
  const ids = new Map<string, string>();

  before(async () => {
    for (const role of staffRoles) desks.set(role, await aDesk(role));
    // The books take balanced journals only, and keep them.
    await booksInUse();
    for (const resource of consoleResources) ids.set(resource.entity.name, await aRowOf(resource));
  });

  after(removeBareRows);

  for (const resource of consoleResources) {
    const name = resource.entity.name;
    describe(name, () => {
      for (const [action, permission] of Object.entries(rulesOf(resource.policy)).filter(
        ([key]) => key !== 'bulkDelete',
      )) {
        for (const role of staffRoles) {
          const allowed = permission !== null && permissions[role].has(permission);
          it(`${allowed ? 'lets' : 'keeps'} ${role} ${allowed ? '' : 'from '}${action}`, async () => {
            const id = ids.get(name) ?? '';
            const desk = desks.get(role);
            assert.ok(desk);
            const before = [await rowOf(resource, id), await countOf(resource)];
            const told = { reason: 'Uji hak', expected: 'nothing like it' };
            const answers = [
              await desk.get(addressOf(resource, action, id)),
              ...(action === 'search' ? [] : [await desk.post(addressOf(resource, action, id), told)]),
            ];
            for (const answer of answers) {
              assert.equal(answer.status, 200, answer.text);
              assert.ok(!answer.text.includes(secretMark), 'a hidden column left the server');
              if (allowed) assert.ok(!isRefused(answer), answer.text);
              else assertNothingTold(answer);
            }
            assert.deepEqual([await rowOf(resource, id), await countOf(resource)], before);
          });
        }
      }
    });
  }
});

/** A forbidden answer names no value of the row; rows that may not even be read look like missing ones. */
function assertNothingTold({ body, text }: Answer): void {
  assert.equal(body.notice?.type, 'error', text);
  assert.deepEqual(body.record?.params, {}, text);
  assert.deepEqual(body.records, []);
  assert.equal(body.record?.form, undefined);
}
