import { z } from 'zod';
import { system } from '../../platform/actor.js';
import { byId, defineJob, type Job } from '../../platform/jobs.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { figuresOf } from './customer-figures.js';

/** Rules see an account as it is now: opened, closed, or with another type, level, city or birthday. */
const followCustomer = defineJob({
  name: 'follow-customer',
  queue: 'maintenance',
  on: ['user.active', 'user.inactive', 'user.banned', 'user.changed'],
  schema: byId,
  handle: ({ id }, attempt) =>
    attempt.conclude(system('follow-customer'), async (uow) => {
      const { text, params } = figuresOf([id]);
      await uow.run(text, params);
    }),
});

const twoPersons = z.object({ earlier: z.string(), later: z.string() }).loose();

/** The person that an account has by now, who stays the same until this is written. */
async function presentPerson(uow: UnitOfWork, id: string): Promise<string> {
  const [row] = await uow.sql<{ personId: string }>(
    'SELECT person_id AS personId FROM users WHERE id = ? FOR UPDATE',
    [id],
  );
  return row?.personId ?? id;
}

/**
 * What either of two got counts for the one that they turn out to be; what both got stays with the account that got it.
 * The earlier may have been joined to a third since, and words of the two joins may come in any order.
 */
async function joinPersons(uow: UnitOfWork, { earlier, later }: z.infer<typeof twoPersons>): Promise<void> {
  const person = await presentPerson(uow, earlier);
  await uow.run('UPDATE customer_figures SET person_id = ? WHERE person_id = ?', [person, later]);
  await uow.run(
    `UPDATE discount_grants g LEFT JOIN discount_grants e
       ON e.rule_id = g.rule_id AND e.period_key = g.period_key AND e.person_id = ?
     SET g.person_id = ? WHERE g.person_id = ? AND e.rule_id IS NULL`,
    [person, person, later],
  );
}

/** Two accounts that turn out to be one person are one person to every rule. */
const followPerson = defineJob({
  name: 'follow-person',
  queue: 'maintenance',
  on: ['person.joined'],
  schema: twoPersons,
  handle: (persons, attempt) =>
    attempt.inTransaction(system('follow-person'), (uow) => joinPersons(uow, persons)),
});

export const factsJobs: Job[] = [followCustomer, followPerson];
