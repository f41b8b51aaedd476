import { z } from 'zod';
import { CustomerNote, removeNote } from '../../src/care/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference } from '../shared/policy.js';

/** What staff wrote about customers; written on the customer's page, and removed with a reason. */
export const customerNoteResource = resource(CustomerNote, {
  menu: 'customers',
  icon: 'Edit3',
  title: 'id',
  read: 'notes.read',
  fields: {
    userId: reference('User'),
    authorId: { ...reference('StaffAccount'), permission: 'staff.read' },
    removedBy: { ...reference('StaffAccount'), permission: 'staff.read' },
    ...fields('long-text', 'body'),
    ...fields('instant', 'removedAt', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['userId', 'body', 'createdAt', 'removedAt'],
  filters: { userId: 'exact' },
  sorts: ['id'],
  actions: {
    remove: serviceAction({
      permission: 'notes.write',
      schema: z.strictObject({ reason }),
      fields: [reasonField],
      icon: 'Trash2',
      variant: 'danger',
      expects: { entity: CustomerNote, column: 'removedAt' },
      offered: (row) => row['removedAt'] === null,
      run: (uow, input, row) => removeNote(uow, { noteId: String(row?.['id']), ...input }),
    }),
  },
});
