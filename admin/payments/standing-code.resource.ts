import { StandingCode } from '../../src/payments/index.js';
import { resource } from '../resource.js';
import { fields, reference } from '../shared/policy.js';

/** Codes into which customers pay without ordering. Read-only: a code never ends, and its money is its wallet's. */
export const standingCodeResource = resource(StandingCode, {
  menu: 'sales',
  title: 'payCode',
  read: 'payments.read',
  fields: {
    userId: reference('User'),
    walletId: reference('Wallet'),
    ...fields('word', 'gateway'),
    ...fields('text', 'methodName'),
    ...fields('code', 'method', 'payCode', 'uuid'),
    ...fields('instant', 'checkedAt', 'nextCheckAt', 'createdAt', 'updatedAt'),
  },
  hidden: ['qrString'],
  list: ['payCode', 'methodName', 'userId', 'walletId', 'createdAt'],
  filters: { payCode: 'prefix', userId: 'exact', walletId: 'exact', uuid: 'exact' },
  sorts: ['id'],
  searchBy: 'payCode',
});
