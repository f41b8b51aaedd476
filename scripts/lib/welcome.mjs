import { existsSync, readFileSync } from 'node:fs';
import { demoAccountsFile } from './paths.mjs';
import { bold, dim } from './terminal.mjs';

/**
 * @typedef {{ email: string, password: string, role?: string, totp_secret?: string, customer_type?: string }} Account
 * @typedef {{ staff: Account[], customers: Account[] }} Accounts
 */

/** The accounts that the seed wrote down; none when this store was not seeded. @returns {Accounts} */
export function demoAccounts() {
  if (!existsSync(demoAccountsFile)) return { staff: [], customers: [] };
  return JSON.parse(readFileSync(demoAccountsFile, 'utf8'));
}

/**
 * What a person reads when everything runs: where to go, whom to log in as, and what to try.
 * @param {{ port: string, sandboxPort: string, accounts: Accounts }} store
 */
export function welcome({ port, sandboxPort, accounts }) {
  const site = `http://localhost:${port}`;
  const sandbox = `http://localhost:${sandboxPort}`;
  return [
    '',
    bold('Amanah is open.'),
    '',
    row('Shop', `${site}/`),
    row('Console', `${site}/admin`),
    row('API', `${site}/docs`),
    row('Sandbox', `${sandbox}/  ${dim('stand-ins for the payment gateway, the supplier and the mailbox')}`),
    '',
    ...logins(accounts),
    bold('Three things to try'),
    '  1. Buy a mobile top-up in the shop as a customer, pay it on the sandbox page, and watch the order get its',
    '     serial number, in the shop and in the console at once, without reloading.',
    '  2. Kill the worker in the middle of a sale: the order is finished all the same, within a minute, and',
    '     `npm run audit` in a second terminal proves that the books still add up.',
    '  3. Leave an order unpaid and run `npm run clock -- +1d`: it expires. `npm run clock -- reset` puts time back.',
    '',
    dim(
      'Ctrl-C stops everything and keeps the data. Warnings and errors appear below; whole logs are kept in files.',
    ),
  ].join('\n');
}

/** @param {Accounts} accounts */
function logins({ staff, customers }) {
  if (staff.length + customers.length === 0) return [];
  const oneOfEachRole = [...new Map(staff.map((account) => [account.role, account])).values()];
  return [
    bold('Log in as'),
    ...oneOfEachRole.map((account) => login(`staff ${account.role ?? ''}`.trim(), account)),
    ...customers.map((account) => login(`customer ${account.customer_type ?? ''}`.trim(), account)),
    dim('  A second factor for a staff login: `npm run staff -- totp --email owner@amanah.test`'),
    '',
  ];
}

/**
 * @param {string} who
 * @param {Account} account
 */
function login(who, { email, password, totp_secret: totpSecret }) {
  const secondFactor = totpSecret ? `  ${dim(`second factor: ${totpSecret} in any authenticator app`)}` : '';
  return row(who, `${email}  ${password}${secondFactor}`);
}

/**
 * @param {string} label
 * @param {string} value
 */
function row(label, value) {
  return `  ${label.padEnd(18)} ${value}`;
}
