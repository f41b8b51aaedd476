import { deliveryStatuses, Notification, NotificationDelivery } from '../../src/notifications/index.js';
import { resource } from '../resource.js';
import { choice, fields, reference, state } from '../shared/policy.js';

/** What customers were told in the shop. */
export const notificationResource = resource(Notification, {
  menu: 'customers',
  title: 'kind',
  read: 'notifications.read',
  fields: {
    userId: reference('User'),
    ...fields('word', 'kind', 'subjectType'),
    ...fields('code', 'subjectId'),
    ...fields('number', 'sequence'),
    ...fields('json', 'params'),
    ...fields('instant', 'readAt', 'createdAt'),
  },
  hidden: ['eventKey'],
  list: ['userId', 'kind', 'subjectType', 'readAt', 'createdAt'],
  filters: { userId: 'exact' },
  sorts: ['id'],
});

/** E-mails on their way, and what became of them. */
export const notificationDeliveryResource = resource(NotificationDelivery, {
  menu: 'customers',
  title: 'recipient',
  read: 'notifications.read',
  fields: {
    status: state(deliveryStatuses),
    userId: reference('User'),
    locale: choice(['id', 'en']),
    ...fields('text', 'error'),
    ...fields('word', 'channel', 'template', 'subjectType'),
    ...fields('code', 'recipient', 'subjectId', 'providerId'),
    ...fields('instant', 'sentAt', 'createdAt', 'updatedAt'),
  },
  // The parameters of a message hold claim links; only the customer may have those.
  hidden: ['params', 'eventKey'],
  list: ['recipient', 'template', 'status', 'error', 'sentAt', 'createdAt'],
  filters: { status: 'state', subjectId: 'exact', userId: 'exact' },
  sorts: ['id'],
  tabs: 'status',
});
