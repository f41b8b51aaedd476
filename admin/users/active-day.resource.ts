import { ActiveDay } from '../../src/users/index.js';
import { resource } from '../resource.js';
import { fields, reference } from '../shared/policy.js';

/** Who was here on which day. */
export const activeDayResource = resource(ActiveDay, {
  menu: 'customers',
  title: 'wibDate',
  read: 'users.read',
  fields: {
    userId: reference('User'),
    ...fields('day', 'wibDate'),
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  list: ['userId', 'wibDate', 'createdAt'],
  filters: { wibDate: 'days', userId: 'exact' },
  sorts: ['id'],
});
