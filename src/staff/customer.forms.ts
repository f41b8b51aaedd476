import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { locales } from '../platform/i18n.js';
import {
  birthDateSchema,
  citySchema,
  customerTypes,
  emailSchema,
  kycLevels,
  nameSchema,
  phoneSchema,
} from '../users/index.js';

export const reason = z.string().trim().min(3).max(500);
export const version = z.int().min(1);

export const CreateCustomer = z.strictObject({
  name: nameSchema,
  email: emailSchema,
  phone: phoneSchema,
  /** From `hashPassword`. */
  password_hash: z.string().startsWith('$argon2id$'),
  customerType: z.enum(customerTypes),
});

export const EditCustomer = z.strictObject({
  userId: idParam,
  version,
  changes: z
    .strictObject({
      name: nameSchema,
      email: emailSchema,
      phone: phoneSchema,
      locale: z.enum(locales),
      /** Null where it is not known. */
      birthDate: birthDateSchema.nullable(),
      city: citySchema.nullable(),
    })
    .partial(),
  reason,
});

export const ModerateCustomer = z.strictObject({
  userId: idParam,
  event: z.enum(['activate', 'deactivate', 'ban']),
  reason,
});

export const ChangeCustomerTier = z.strictObject({
  userId: idParam,
  customerType: z.enum(customerTypes),
  reason,
});

export const ChangeKycLevel = z.strictObject({
  userId: idParam,
  kycLevel: z.enum(kycLevels),
  reason,
});

export type CreateCustomer = z.input<typeof CreateCustomer>;
export type EditCustomer = z.input<typeof EditCustomer>;
export type ModerateCustomer = z.input<typeof ModerateCustomer>;
export type ChangeCustomerTier = z.input<typeof ChangeCustomerTier>;
export type ChangeKycLevel = z.input<typeof ChangeKycLevel>;
