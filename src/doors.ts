import type { Door } from './platform/http/door.js';
import { userDoors } from './users/index.js';

/** Every door of the customer API, in the order of the domains. */
export const doors: Door[] = [...userDoors];
