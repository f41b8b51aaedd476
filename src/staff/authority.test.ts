import assert from 'node:assert/strict';
import { setClock } from '../../test/clock.js';
import { aStaff } from '../../test/factories/staff.js';
import { guest, system, type Actor, type Staff } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { spendAuthority } from './authority.js';
import { ceilingOf, readCeilings } from './ceilings.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const spend = (actor: Actor, amount: number, approvalId?: string) =>
  inTransaction(actor, (uow) =>
    spendAuthority(uow, {
      act: 'wallet.adjust',
      amount,
      subjectId: newId(),
      beneficiaryId: null,
      approvalId,
    }),
  );

const usedBy = async ({ id }: Staff): Promise<number[]> =>
  (
    await query<{ used: string }>(
      'SELECT used_amount AS used FROM staff_allowances WHERE staff_id = ? ORDER BY wib_date',
      [id],
    )
  ).map(({ used }) => Number(used));

describe('what staff may do alone', () => {
  const { single, daily } = ceilingOf('finance', 'wallet.adjust');

  afterEach(() => moveClock(0));

  it('is up to the ceiling of one deed', async () => {
    const person = await aStaff('finance');
    await spend(person, single);
    await assert.rejects(spend(person, single + 1), refusal('approval_required'));
    assert.deepEqual(await usedBy(person), [single]);
  });

  it('is nothing for a role without a line', async () => {
    await assert.rejects(spend(await aStaff('support'), 1), refusal('approval_required'));
  });

  it('ends with the Jakarta day, not with the day of the server', async () => {
    const person = await aStaff('finance');
    setClock('2026-03-02T16:59:50.000Z');
    for (let left = daily; left > 0; left -= single) await spend(person, single);
    await assert.rejects(spend(person, 1), refusal('approval_required'));
    setClock('2026-03-02T17:00:00.500Z');
    await spend(person, single);
    assert.deepEqual(await usedBy(person), [daily, single]);
  });

  it('holds when thirty deeds come at the same instant', async () => {
    const person = await aStaff('finance');
    const amount = 300_000;
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => spend(person, amount)));
    const allowed = answers.filter(({ status }) => status === 'fulfilled').length;
    assert.equal(allowed, Math.floor(daily / amount));
    assert.deepEqual(await usedBy(person), [allowed * amount]);
    for (const answer of answers)
      assert.ok(answer.status === 'fulfilled' || refusal('approval_required')(answer.reason));
  });

  it('is not counted when the deed itself comes to nothing', async () => {
    const person = await aStaff('finance');
    const failed = inTransaction(person, async (uow) => {
      await spendAuthority(uow, {
        act: 'wallet.adjust',
        amount: 1_000,
        subjectId: newId(),
        beneficiaryId: null,
      });
      throw new Error('no');
    });
    await assert.rejects(failed, /no/);
    assert.deepEqual(await usedBy(person), []);
  });

  it('is not widened by an approval that nobody gave', async () => {
    await assert.rejects(spend(await aStaff('owner'), 1_000, newId()), refusal('approval_required'));
  });

  it('does not bind the machinery, and gives outsiders nothing', async () => {
    await spend(system('test'), daily * 10);
    await assert.rejects(spend(guest, 1), refusal('forbidden'));
  });

  it('is set by the settings, which must know what they speak of', () => {
    const read = readCeilings({ 'wallet.adjust': { support: [1, 2] } });
    assert.deepEqual(read['wallet.adjust'].support, { single: 1, daily: 2 });
    assert.equal(read['wallet.adjust'].finance?.single, single);
    assert.throws(() => readCeilings({ 'wallet.adjusts': {} }), /wallet\.adjusts/);
    assert.throws(() => readCeilings({ 'wallet.adjust': { boss: [1, 2] } }), /boss/);
  });
});
