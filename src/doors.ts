import type { Door } from './platform/http/door.js';

/** Every door of the customer API, in the order of the domains. */
export const doors: Door[] = [];
