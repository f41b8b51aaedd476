import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { emailSchema, phoneSchema } from '../users/index.js';
import { reason, version } from './customer.forms.js';
import { staffRoles } from './permissions.js';

const name = z.string().trim().min(1).max(120);
const role = z.enum(staffRoles);
const phone = phoneSchema.nullable();

export const CreateStaff = z.strictObject({
  name,
  email: emailSchema,
  phone: phone.default(null),
  /** From `hashPassword`. */
  password_hash: z.string().startsWith('$argon2id$'),
  role,
});

export const EditStaff = z.strictObject({
  staffId: idParam,
  version,
  changes: z.strictObject({ name, phone, role, active: z.boolean() }).partial(),
  reason,
});

export type CreateStaff = z.input<typeof CreateStaff>;
export type EditStaff = z.input<typeof EditStaff>;
export type StaffChanges = EditStaff['changes'];
