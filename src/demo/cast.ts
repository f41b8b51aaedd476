import { guest, system, type Customer, type Staff } from '../platform/actor.js';
import { jakartaDate } from '../platform/jakarta.js';
import { database } from '../platform/database.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { createStaff, StaffAccount } from '../staff/index.js';
import {
  chooseConsent,
  editOwnProfile,
  generatePassword,
  hashPassword,
  registerUser,
  User,
  type CustomerType,
} from '../users/index.js';
import { demoAccounts, type DemoAccounts } from './accounts-file.js';
import { at } from './movable-clock.js';
import { guests, knownCustomers, otherCustomers, type Person } from './people.js';

/** Somebody who buys; without an account they are a guest. */
export interface Buyer {
  person: Person;
  actor: Customer | { kind: 'guest' };
}

export interface KnownBuyer extends Buyer {
  actor: Customer;
}

/** Everybody who appears in the story. */
export interface Cast {
  known: KnownBuyer[];
  others: Buyer[];
  guests: Buyer[];
  staff(role: StaffAccount['role']): Staff;
  /** The known customer of a price tier. */
  ofTier(tier: CustomerType): KnownBuyer;
}

type StaffLogin = DemoAccounts['staff'][number];

async function employ(login: StaffLogin, since: Date): Promise<Staff> {
  const { role, name, email, password } = login;
  const found = await database().getRepository(StaffAccount).findOneBy({ email });
  const password_hash = found ? '' : await hashPassword(password);
  const account =
    found ??
    (await at(since, system('seed'), (uow) => createStaff(uow, { role, name, email, password_hash })));
  return { kind: 'staff', id: account.id, role: account.role, name: account.name };
}

/** Somebody has their birthday on the day of the story, and others on the days around it; a few have not said when. */
function birthDateOf(person: Person, now: Date): string | undefined {
  const number = Number(person.phone.slice(-3)) - 100;
  if (number % 7 === 4) return undefined;
  const day = jakartaDate(new Date(now.getTime() - (number % 12) * (number < 12 ? 1 : 27) * 86_400_000));
  const date = `${1970 + ((number * 7) % 35)}${day.slice(4)}`;
  return date.endsWith('-02-29') ? `${date.slice(0, 4)}-02-28` : date;
}

/** What people say of themselves when they sign up; every other one wants to hear of offers. */
async function introduce(uow: UnitOfWork, { id }: User, person: Person, now: Date): Promise<void> {
  const birth_date = birthDateOf(person, now);
  await editOwnProfile(uow, {
    userId: id,
    changes: { city: person.city, ...(birth_date ? { birth_date } : {}) },
  });
  if (Number(person.phone.slice(-1)) % 2 === 1) return;
  for (const channel of ['email', 'inbox'] as const)
    await chooseConsent(uow, { userId: id, channel, given: true, source: 'registration' });
}

interface Opening {
  since: Date;
  now: Date;
}

async function admit(
  person: Person,
  { since, now }: Opening,
  hash: () => Promise<string>,
): Promise<KnownBuyer> {
  const { name, email, phone, customerType } = person;
  const found = await database().getRepository(User).findOneBy({ email });
  const password_hash = found ? '' : await hash();
  const user =
    found ??
    (await at(since, guest, async (uow) => {
      const opened = await registerUser(uow, { name, email, phone, customerType, password_hash });
      await introduce(uow, opened, person, now);
      return opened;
    }));
  return { person, actor: { kind: 'customer', id: user.id, customerType: user.customerType } };
}

const hashOf = ({ customers }: DemoAccounts, person: Person): Promise<string> =>
  hashPassword(customers.find(({ email }) => email === person.email)?.password ?? generatePassword());

async function inTurn<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

/** Opens the accounts that are not open yet, all at the same moment of the story. */
export async function gatherCast({ since, now }: Opening): Promise<Cast> {
  const accounts = demoAccounts();
  const staff = await inTurn(accounts.staff, (login) => employ(login, since));
  const known = await inTurn(knownCustomers, (person) =>
    admit(person, { since, now }, () => hashOf(accounts, person)),
  );
  // Nobody logs in as one of the others, so one password that nobody knows does for all.
  const unknown = await hashPassword(generatePassword());
  const others = await inTurn(otherCustomers, (person) =>
    admit(person, { since, now }, () => Promise.resolve(unknown)),
  );
  return {
    known,
    others,
    guests: guests.map((person) => ({ person, actor: { kind: 'guest' } })),
    staff(role) {
      const found = staff.find((member) => member.role === role);
      if (!found) throw new Error(`Nobody on the staff is ${role}.`);
      return found;
    },
    ofTier(tier) {
      const found = known.find(({ person }) => person.customerType === tier);
      if (!found) throw new Error(`No known customer is ${tier}.`);
      return found;
    },
  };
}
