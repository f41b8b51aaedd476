import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '../platform/config.js';
import { staffRoles, type StaffRole } from '../staff/index.js';
import { generatePassword, type CustomerType } from '../users/index.js';
import { knownCustomers } from './people.js';

interface Login {
  name: string;
  email: string;
  password: string;
}

/** The logins of the demo store, as the file holds them and `npm start` prints them. */
export interface DemoAccounts {
  staff: (Login & { role: StaffRole })[];
  customers: (Login & { customer_type: CustomerType; phone: string })[];
}

const staffNames: Record<StaffRole, string> = {
  owner: 'Ratna Kusuma',
  admin: 'Bayu Aditya',
  finance: 'Melati Sukma',
  support: 'Rizky Maulana',
  catalogue: 'Intan Permatasari',
  viewer: 'Hendra Wijaya',
};

const newAccounts = (): DemoAccounts => ({
  staff: staffRoles.map((role) => ({
    role,
    name: staffNames[role],
    email: `${role}@amanah.test`,
    password: generatePassword(),
  })),
  customers: knownCustomers.map(({ name, email, phone, customerType }) => ({
    customer_type: customerType,
    name,
    email,
    phone,
    password: generatePassword(),
  })),
});

/** Whole or not at all, and for its owner only. */
function write(file: string, accounts: DemoAccounts): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** The logins on file; made up and written down on the first call, before anybody's account depends on them. */
export function demoAccounts(): DemoAccounts {
  const file = config.DEMO_ACCOUNTS_FILE;
  if (!existsSync(file)) write(file, newAccounts());
  return JSON.parse(readFileSync(file, 'utf8')) as DemoAccounts;
}
