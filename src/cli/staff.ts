import 'reflect-metadata';
import { parseArgs } from 'node:util';
import QRCode from 'qrcode';
import { entities } from '../entities.js';
import { system } from '../platform/actor.js';
import { closeDatabase, database, openDatabase } from '../platform/database.js';
import { formatJakarta } from '../platform/jakarta.js';
import { closeRedis } from '../platform/redis.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  changeStaffPassword,
  createStaff,
  enableTotp,
  newTotp,
  removeTotp,
  StaffAccount,
  staffRoles,
  type StaffRole,
} from '../staff/index.js';
import { generatePassword, hashPassword } from '../users/index.js';
import { ask, explained, UsageError } from './terminal.js';

const usage = `Usage: npm run staff -- <what>
  list
  create --email <address> --name <name> --role ${staffRoles.join('|')}
  reset-password --email <address>
  totp --email <address>                      a second factor; asks for a code of it
  totp --email <address> --remove --reason <why>`;

const operator = system('staff-command');

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    reason: { type: 'string' },
    remove: { type: 'boolean', default: false },
  },
});

function required(option: 'email' | 'name' | 'role' | 'reason'): string {
  const value = values[option]?.trim();
  if (!value) throw new UsageError(`--${option} is missing.\n${usage}`);
  return value;
}

function requiredRole(): StaffRole {
  const wanted = required('role');
  const role = staffRoles.find((known) => known === wanted);
  if (!role) throw new UsageError(`There is no role ${wanted}. Choose one of: ${staffRoles.join(', ')}.`);
  return role;
}

async function account(): Promise<StaffAccount> {
  const email = required('email').toLowerCase();
  const found = await database().getRepository(StaffAccount).findOneBy({ email });
  if (!found) throw new UsageError(`No staff account has the address ${email}.`);
  return found;
}

async function list(): Promise<void> {
  const people = await database()
    .getRepository(StaffAccount)
    .find({ order: { email: 'ASC' } });
  const lastLogin = ({ lastLoginAt }: StaffAccount) =>
    lastLoginAt ? formatJakarta(lastLoginAt, 'en') : 'never';
  console.table(
    people.map((person) => ({
      email: person.email,
      name: person.name,
      role: person.role,
      active: person.active,
      'last login': lastLogin(person),
    })),
  );
}

/** Shown once; only its hash is stored. */
const showPassword = (email: string, password: string) =>
  console.log(`Password of ${email}, shown only now: ${password}`);

async function create(): Promise<void> {
  const person = { email: required('email'), name: required('name'), role: requiredRole() };
  const password = generatePassword();
  const password_hash = await hashPassword(password);
  const { email } = await inTransaction(operator, (uow) => createStaff(uow, { ...person, password_hash }));
  showPassword(email, password);
}

async function resetPassword(): Promise<void> {
  const { id, email } = await account();
  const password = generatePassword();
  const password_hash = await hashPassword(password);
  await inTransaction(operator, (uow) => changeStaffPassword(uow, { staffId: id, password_hash }));
  showPassword(email, password);
}

async function totp(): Promise<void> {
  const { id, email } = await account();
  if (values.remove) {
    const reason = required('reason');
    await inTransaction(operator, (uow) => removeTotp(uow, { staffId: id, reason }));
    console.log(`${email} logs in with the password alone.`);
    return;
  }
  const { secret, uri } = newTotp(email);
  console.log(await QRCode.toString(uri, { type: 'terminal', small: true }));
  console.log(`Scan this with an authenticator app, or enter its secret: ${secret}`);
  const code = await ask('Code that the app shows now: ');
  await inTransaction(operator, (uow) => enableTotp(uow, { staffId: id, secret, code }));
  console.log(`${email} needs a code of the app at every login from now on.`);
}

const commands: Record<string, () => Promise<void>> = {
  list,
  create,
  'reset-password': resetPassword,
  totp,
};

const command = commands[positionals[0] ?? ''];
if (!command || positionals.length > 1) {
  console.error(usage);
  process.exit(1);
}
await openDatabase(entities);
try {
  await command();
} catch (error) {
  const sentence = explained(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
} finally {
  closeRedis();
  await closeDatabase();
}
