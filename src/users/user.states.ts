import { defineStates } from '../platform/states.js';

export type UserStatus = 'ACTIVE' | 'INACTIVE' | 'BANNED';
export type UserEvent = 'activate' | 'deactivate' | 'ban';

/** The whole life of a customer's account; closed ones may be opened again, by staff and with a reason. */
export const userStates = defineStates<UserStatus, UserEvent>('user', {
  ACTIVE: { deactivate: 'INACTIVE', ban: 'BANNED' },
  INACTIVE: { activate: 'ACTIVE', ban: 'BANNED' },
  BANNED: { activate: 'ACTIVE' },
});
