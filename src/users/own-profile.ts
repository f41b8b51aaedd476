import { z } from 'zod';
import { locales } from '../platform/i18n.js';
import { strict } from '../platform/http/paging.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { birthColumnsOf, birthDateOf, birthDateSchema } from './birth-date.js';
import { nameSchema } from './person-name.js';
import { User } from './user.entity.js';
import { birthDateFixed } from './user.errors.js';
import { editUser } from './user.service.js';

export const citySchema = z.string().trim().min(2).max(80);

export const OwnProfile = strict({
  name: nameSchema.optional(),
  locale: z.enum(locales).optional(),
  city: citySchema.optional(),
  birth_date: birthDateSchema.optional(),
});

export type OwnProfile = z.output<typeof OwnProfile>;

/**
 * Customers say who they are. Their birthday they say once: one that moves would be two birthdays a year.
 * @throws DomainError 409 `birth_date_fixed`.
 */
export async function editOwnProfile(
  uow: UnitOfWork,
  { userId, changes }: { userId: string; changes: OwnProfile },
): Promise<User> {
  const { birth_date: birthDate, ...rest } = changes;
  if (birthDate === undefined) return editUser(uow, { userId, changes: rest });
  const said = birthDateOf(await uow.lock(User, { id: userId }));
  if (said !== null && said !== birthDate) throw birthDateFixed();
  return editUser(uow, { userId, changes: { ...rest, ...birthColumnsOf(birthDate) } });
}
