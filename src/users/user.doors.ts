import { unauthenticated } from '../platform/errors.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { authDoors } from './auth.doors.js';
import { bankAccountDoors } from './bank-account.doors.js';
import { consentDoors } from './consent.doors.js';
import { editOwnProfile, OwnProfile } from './own-profile.js';
import { presentUser, userSchema } from './user.presenter.js';
import { userById } from './user.service.js';

const showMe = defineDoor({
  method: 'get',
  path: '/users/me',
  tag: 'users',
  summary: 'Show my account',
  access: 'customer',
  success: { status: 200, schema: dataOf(userSchema) },
  handle: async ({ actor }) => {
    const user = await userById(customerOf(actor).id);
    if (!user) throw unauthenticated();
    return { body: { data: presentUser(user) } };
  },
});

const editMe = defineDoor({
  method: 'patch',
  path: '/users/me',
  tag: 'users',
  summary: 'Change my name, language or city, or say my birthday once',
  access: 'customer',
  body: OwnProfile,
  refusals: [409],
  success: { status: 200, schema: dataOf(userSchema) },
  handle: async ({ actor, body }) => {
    const { id: userId } = customerOf(actor);
    const user = await inTransaction(actor, (uow) => editOwnProfile(uow, { userId, changes: body }));
    return { body: { data: presentUser(user) } };
  },
});

export const userDoors: Door[] = [...authDoors, showMe, editMe, ...consentDoors, ...bankAccountDoors];
