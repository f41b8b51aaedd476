import { z } from 'zod';
import {
  askForAudit,
  downloadDay,
  holdStates,
  LedgerAudit,
  LedgerDayClose,
  LedgerHold,
  LedgerSeal,
} from '../../src/ledger/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { serviceAction } from '../shared/form-action.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import { auditStory, dayCloseStory } from './books-story.js';

const nothing = z.strictObject({});

/** Money set aside on accounts. Who made a hold ends it; nobody does here. */
export const ledgerHoldResource = resource(LedgerHold, {
  menu: 'finance',
  icon: 'Lock',
  title: 'reference',
  read: 'ledger.read',
  fields: {
    status: state(holdStates.states),
    accountId: reference('LedgerAccount'),
    journalId: reference('LedgerJournal'),
    ...fields('money', 'amount', 'capturedAmount'),
    ...fields('code', 'reference'),
    ...fields('word', 'reason'),
    ...fields('instant', 'expiresAt', 'closedAt', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['accountId', 'amount', 'status', 'reference', 'expiresAt', 'createdAt'],
  filters: { status: 'state', accountId: 'exact', reference: 'prefix' },
  sorts: ['id'],
  searchBy: 'reference',
  tabs: 'status',
});

/** The links of the chain over the books. */
export const ledgerSealResource = resource(LedgerSeal, {
  menu: 'finance',
  icon: 'Link',
  title: 'id',
  read: 'ledger.read',
  fields: {
    ...fields('code', 'id', 'subjectId'),
    subject: choice(['journal', 'activity']),
    ...fields('day', 'bookDate', 'lateFor'),
  },
  hidden: ['digest', 'hash'],
  list: ['id', 'subject', 'subjectId', 'bookDate', 'lateFor'],
  filters: { subjectId: 'exact', bookDate: 'days' },
  sorts: ['id'],
  searchBy: 'subjectId',
});

/** Days that are over, with their frozen reports. */
export const ledgerDayCloseResource = resource(LedgerDayClose, {
  menu: 'finance',
  icon: 'Calendar',
  title: 'wibDate',
  read: 'ledger.read',
  fields: {
    ...fields('day', 'wibDate'),
    ...fields('number', 'journals', 'lateJournals', 'lastPosition'),
    ...fields('money', 'turnoverAmount'),
    ...fields('code', 'lastHash', 'csvHash'),
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  list: ['wibDate', 'journals', 'lateJournals', 'turnoverAmount', 'createdAt'],
  filters: { wibDate: 'days' },
  sorts: ['id', 'wibDate'],
  story: { component: Components.DayCloseStory, load: dayCloseStory },
  actions: {
    download: serviceAction({
      permission: 'ledger.read',
      schema: nothing,
      fields: [],
      icon: 'Download',
      saves: true,
      run: (uow, _input, row) => downloadDay(uow, String(row?.['id'])),
    }),
  },
});

/** What audits found; a new one is asked for and comes into the list when it is done. */
export const ledgerAuditResource = resource(LedgerAudit, {
  menu: 'finance',
  icon: 'CheckSquare',
  title: 'id',
  read: 'ledger.read',
  fields: {
    ...fields('flag', 'ok'),
    ...fields('number', 'checks', 'failed', 'entries'),
    ...fields('word', 'actorKind'),
    actorId: { kind: 'code', permission: 'staff.read' },
    ...fields('instant', 'startedAt', 'finishedAt'),
  },
  hidden: ['report', 'createdAt'],
  list: ['finishedAt', 'ok', 'checks', 'failed', 'entries', 'actorKind'],
  filters: { ok: 'flag' },
  sorts: ['id'],
  story: { component: Components.AuditStory, load: auditStory },
  create: serviceAction({
    permission: 'books.audit',
    schema: nothing,
    fields: [],
    run: (uow) => askForAudit(uow),
  }),
});
