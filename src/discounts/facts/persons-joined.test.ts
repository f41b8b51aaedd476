import assert from 'node:assert/strict';
import { aDefinition, aGrant, aLiveRule } from '../../../test/factories/discounts.js';
import { aCustomer, uniqueContact } from '../../../test/factories/users.js';
import { anAttempt, drainJobs } from '../../../test/jobs.js';
import { system } from '../../platform/actor.js';
import { query } from '../../platform/database.js';
import { jobNamed } from '../../platform/jobs.js';
import { inTransaction } from '../../platform/unit-of-work.js';
import { editUser, type User } from '../../users/index.js';
import type { RunningRule } from '../../../test/factories/discounts.js';

const edit = ({ id }: User, changes: Parameters<typeof editUser>[1]['changes']) =>
  inTransaction(system('test'), (uow) => editUser(uow, { userId: id, changes }));

const personsOf = async ({ ruleId }: RunningRule) =>
  (
    await query<{ personId: string }>(
      'SELECT person_id AS personId FROM discount_grants WHERE rule_id = ? ORDER BY user_id',
      [ruleId],
    )
  ).map(({ personId }) => personId);

describe('what a person was granted', () => {
  it('is that of the earliest of three accounts, in whichever order it is told that they are one', async () => {
    const [first, second, third] = [await aCustomer(), await aCustomer(), await aCustomer()];
    await drainJobs();
    const rule = await aLiveRule(aDefinition());
    await aGrant(rule, third.id);
    await edit(second, uniqueContact());
    await edit(third, { phone: second.phone ?? '' });
    await edit(first, uniqueContact());
    await edit(second, { phone: first.phone ?? '' });
    const tell = (earlier: User, later: User) =>
      jobNamed('follow-person')?.handle({ earlier: earlier.id, later: later.id }, anAttempt());
    await tell(first, second);
    await tell(second, third);
    assert.deepEqual(await personsOf(rule), [first.id]);
    await drainJobs();
    const figures = await query<{ person: string }>(
      'SELECT DISTINCT person_id AS person FROM customer_figures WHERE user_id IN (?)',
      [[first.id, second.id, third.id]],
    );
    assert.deepEqual(
      figures.map(({ person }) => person),
      [first.id],
    );
  });
});
