import { guest, system, type Customer, type Staff } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { createStaff, StaffAccount } from '../staff/index.js';
import { generatePassword, hashPassword, registerUser, User, type CustomerType } from '../users/index.js';
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

async function admit(person: Person, since: Date, hash: () => Promise<string>): Promise<KnownBuyer> {
  const { name, email, phone, customerType } = person;
  const found = await database().getRepository(User).findOneBy({ email });
  const password_hash = found ? '' : await hash();
  const user =
    found ??
    (await at(since, guest, (uow) => registerUser(uow, { name, email, phone, customerType, password_hash })));
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
export async function gatherCast(since: Date): Promise<Cast> {
  const accounts = demoAccounts();
  const staff = await inTurn(accounts.staff, (login) => employ(login, since));
  const known = await inTurn(knownCustomers, (person) =>
    admit(person, since, () => hashOf(accounts, person)),
  );
  // Nobody logs in as one of the others, so one password that nobody knows does for all.
  const unknown = await hashPassword(generatePassword());
  const others = await inTurn(otherCustomers, (person) =>
    admit(person, since, () => Promise.resolve(unknown)),
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
