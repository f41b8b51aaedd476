import type { EntityClass } from './platform/database.js';

/** Every table that code reads as objects. */
export const entities: EntityClass[] = [];
