import { z } from 'zod';
import { locales } from '../platform/i18n.js';
import { instant } from '../platform/http/paging.js';
import { birthDateOf } from './birth-date.js';
import { customerTypes, kycLevels, type User } from './user.entity.js';
import { userStates } from './user.states.js';

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.enum(['admin', 'customer']),
  customer_type: z.enum(customerTypes),
  status: z.enum(userStates.states),
  kyc_level: z.enum(kycLevels),
  locale: z.enum(locales),
  birth_date: z.string().nullable(),
  city: z.string().nullable(),
  created_at: instant,
});

/** What customers are told about themselves. */
export const presentUser = (user: User): z.infer<typeof userSchema> => ({
  id: user.id,
  name: user.name,
  email: user.email,
  phone: user.phone,
  role: user.role,
  customer_type: user.customerType,
  status: user.status,
  kyc_level: user.kycLevel,
  locale: user.locale,
  birth_date: birthDateOf(user),
  city: user.city,
  created_at: user.createdAt.toISOString(),
});
