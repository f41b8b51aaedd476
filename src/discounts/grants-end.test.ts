import assert from 'node:assert/strict';
import { aDefinition, aGrant, aLiveRule } from '../../test/factories/discounts.js';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { anAttempt } from '../../test/jobs.js';
import { system } from '../platform/actor.js';
import { runAudit } from '../ledger/index.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { expireSome } from './expire-grants.js';
import { expireDiscountGrants } from './discount-rule.jobs.js';
import { discountRuleChecks, grantsOf, revokeGrant, usableGrantsOf, type Definition } from './index.js';

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

const hours = (count: number) => new Date(clock.now().getTime() + count * 3_600_000);

describe('a grant', () => {
  const budgeted: Definition = aDefinition({ limits: { per: 'year', budget_amount: 1_000_000 } });

  /** A rule that has granted each of these people ten thousand. */
  async function granted(untils: (Date | null)[]) {
    const rule = await aLiveRule(budgeted);
    const users = [];
    for (const validUntil of untils) {
      const user = await aCustomer();
      await aGrant(rule, user.id, { amount: 10_000, validUntil });
      users.push(user);
    }
    await query('UPDATE discount_versions SET budget_used_amount = ? WHERE id = ?', [
      10_000 * untils.length,
      rule.versionId,
    ]);
    return { rule, users };
  }

  const spent = async (versionId: string) =>
    Number(
      (
        await query<{ spent: string }>(
          'SELECT budget_used_amount AS spent FROM discount_versions WHERE id = ?',
          [versionId],
        )
      )[0]?.spent,
    );

  const statusesOf = (ids: { id: string }[]) =>
    Promise.all(ids.map(async ({ id }) => (await grantsOf(id))[0]?.status));

  afterEach(async () => {
    const { checks } = await runAudit(discountRuleChecks);
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });

  it('runs out after its last day, and its budget can be granted again, once', async () => {
    const { rule, users } = await granted([hours(-1), hours(1), null]);
    assert.equal((await usableGrantsOf(users[0]?.id ?? '', clock.now())).length, 0);
    const night = () => expireDiscountGrants.handle({}, anAttempt());
    await Promise.all([night(), night()]);
    assert.deepEqual(await statusesOf(users), ['EXPIRED', 'GRANTED', 'GRANTED']);
    assert.equal(await spent(rule.versionId), 20_000);
  });

  it('that is still good is not looked at in the night', async () => {
    const { users } = await granted([hours(-1), ...Array.from({ length: 30 }, () => hours(1))]);
    const read = await inTransaction(system('test'), async (uow) => {
      const reads = async () => {
        const rows = await uow.sql<{ Value: string }>(`SHOW SESSION STATUS LIKE 'Handler_read_%'`);
        return rows.reduce((all, { Value }) => all + Number(Value), 0);
      };
      const before = await reads();
      assert.equal(await expireSome(uow), false);
      return (await reads()) - before;
    });
    assert.ok(read < 20, `${read} rows were read`);
    assert.deepEqual((await statusesOf(users)).slice(0, 2), ['EXPIRED', 'GRANTED']);
  });

  it('runs out however long ago its version ended', async () => {
    const { rule, users } = await granted([hours(-1)]);
    await query(
      `UPDATE discount_versions SET status = 'ENDED', in_force_of = NULL, ended_at = ? WHERE id = ?`,
      [hours(-24 * 500), rule.versionId],
    );
    await expireDiscountGrants.handle({}, anAttempt());
    assert.deepEqual([await statusesOf(users), await spent(rule.versionId)], [['EXPIRED'], 0]);
  });

  it('that a sale holds does not run out', async () => {
    const { rule, users } = await granted([hours(-1)]);
    const ids = [newId(), rule.ruleId];
    await query(`UPDATE discount_grants SET status = 'RESERVED', transaction_id = ? WHERE rule_id = ?`, ids);
    await expireDiscountGrants.handle({}, anAttempt());
    assert.deepEqual(await statusesOf(users), ['RESERVED']);
    await query(`UPDATE discount_grants SET status = 'GRANTED', transaction_id = NULL WHERE rule_id = ?`, [
      rule.ruleId,
    ]);
  });

  it('is taken back by staff with a reason while nobody uses it, and only then', async () => {
    const { rule, users } = await granted([null]);
    const user = users[0] ?? (await aCustomer());
    const key = { ruleId: rule.ruleId, periodKey: 'Y2031', personId: user.id };
    const revoke = async (role: 'support' | 'viewer', values: object = {}) => {
      const staff = await aStaff(role);
      return codeOf(
        inTransaction(staff, (uow) => revokeGrant(uow, { ...key, reason: 'Salah daftar', ...values })),
      );
    };
    assert.equal(await revoke('viewer'), 'forbidden');
    assert.equal(await revoke('support', { personId: newId() }), 'not_found');
    assert.equal(await revoke('support'), 'done');
    assert.deepEqual([await statusesOf(users), await spent(rule.versionId)], [['REVOKED'], 0]);
    assert.equal(await revoke('support'), 'illegal_transition');
  });
});
