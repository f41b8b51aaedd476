import { Consent, consentChannels, consentStates } from '../../src/users/index.js';
import { resource } from '../resource.js';
import { choice, fields, reference, state } from '../shared/policy.js';

/** Who agreed to which messages: every change is made where the customer is, and kept with how it was said. */
export const consentResource = resource(Consent, {
  menu: 'customers',
  icon: 'CheckSquare',
  title: 'channel',
  read: 'users.read',
  fields: {
    userId: reference('User'),
    purpose: choice(['marketing']),
    channel: choice(consentChannels),
    status: state(consentStates.states),
    ...fields('word', 'source'),
    ...fields('instant', 'since', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['userId', 'channel', 'status', 'source', 'since'],
  filters: { status: 'state', userId: 'exact' },
  sorts: ['id'],
  tabs: 'status',
});
