import { FulfilmentCallback, fulfilmentInbox } from '../../src/fulfilments/index.js';
import { resource } from '../resource.js';
import { replayOf } from '../shared/replay.js';
import { fields, state } from '../shared/policy.js';

/** What suppliers told us. The body stays encrypted: it holds serial numbers. */
export const fulfilmentCallbackResource = resource(FulfilmentCallback, {
  menu: 'sales',
  title: 'refId',
  read: 'callbacks.read',
  fields: {
    verdict: state(['RECEIVED', 'APPLIED', 'IGNORED', 'REVIEW', 'FAILED']),
    ...fields('word', 'supplier', 'note'),
    ...fields('code', 'refId', 'ip', 'requestId'),
    ...fields('number', 'deliveries'),
    ...fields('instant', 'createdAt', 'processedAt'),
  },
  hidden: ['eventKey', 'bodyCipher'],
  list: ['refId', 'supplier', 'verdict', 'note', 'deliveries', 'createdAt'],
  filters: { refId: 'prefix', verdict: 'state' },
  sorts: ['id'],
  searchBy: 'refId',
  tabs: 'verdict',
  actions: { replay: replayOf(fulfilmentInbox) },
});
