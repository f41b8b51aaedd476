import { LedgerAccount, LedgerEntry, LedgerJournal } from '../../src/ledger/index.js';
import { resource } from '../resource.js';
import { choice, fields, reference } from '../shared/policy.js';

/** The chart of accounts as it is in use. */
export const ledgerAccountResource = resource(LedgerAccount, {
  menu: 'finance',
  title: 'code',
  read: 'ledger.read',
  fields: {
    normalSide: choice(['DEBIT', 'CREDIT']),
    ownerId: reference('User'),
    ...fields('word', 'code', 'type'),
    ...fields('code', 'currency'),
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  list: ['code', 'type', 'normalSide', 'ownerId', 'createdAt'],
  filters: { code: 'prefix', ownerId: 'exact' },
  sorts: ['id', 'code'],
  searchBy: 'code',
});

/** Balanced business events; read-only for everybody, the owner included. */
export const ledgerJournalResource = resource(LedgerJournal, {
  menu: 'finance',
  title: 'reference',
  read: 'ledger.read',
  fields: {
    transactionId: reference('Transaction'),
    reversesId: reference('LedgerJournal'),
    ...fields('word', 'kind', 'actorKind', 'description'),
    ...fields('code', 'reference', 'actorId', 'requestId'),
    ...fields('instant', 'effectiveAt', 'createdAt'),
  },
  hidden: [],
  list: ['kind', 'transactionId', 'effectiveAt', 'reference'],
  filters: { reference: 'prefix', transactionId: 'exact', effectiveAt: 'instants' },
  sorts: ['id', 'effectiveAt'],
  searchBy: 'reference',
});

/** Single sides of journals: debit above zero, credit below. */
export const ledgerEntryResource = resource(LedgerEntry, {
  menu: 'finance',
  title: 'id',
  read: 'ledger.read',
  fields: {
    ...fields('code', 'id'),
    journalId: reference('LedgerJournal'),
    accountId: reference('LedgerAccount'),
    ...fields('signed-money', 'amount'),
    ...fields('money', 'balanceAfter'),
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  list: ['id', 'journalId', 'accountId', 'amount', 'createdAt'],
  filters: { journalId: 'exact', accountId: 'exact' },
  sorts: ['id'],
});
