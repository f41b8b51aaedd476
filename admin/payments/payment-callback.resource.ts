import { callbackVerdicts, PaymentCallback, paymentInbox } from '../../src/payments/index.js';
import { resource } from '../resource.js';
import { replayOf } from '../shared/replay.js';
import { fields, reference, state } from '../shared/policy.js';

/** What gateways told us, byte for byte, and what we made of it. */
export const paymentCallbackResource = resource(PaymentCallback, {
  menu: 'sales',
  title: 'reference',
  read: 'callbacks.read',
  fields: {
    paymentId: reference('Payment'),
    verdict: state(callbackVerdicts),
    ...fields('word', 'gateway', 'note', 'reportedStatus'),
    ...fields('code', 'reference', 'merchantRef', 'ip', 'requestId'),
    ...fields('json', 'rawBody', 'headers'),
    ...fields('number', 'deliveries'),
    ...fields('instant', 'createdAt', 'processedAt'),
  },
  hidden: ['eventKey'],
  list: ['reference', 'reportedStatus', 'verdict', 'note', 'deliveries', 'createdAt'],
  filters: { reference: 'prefix', verdict: 'state', paymentId: 'exact' },
  sorts: ['id'],
  searchBy: 'reference',
  tabs: 'verdict',
  actions: { replay: replayOf(paymentInbox) },
});
