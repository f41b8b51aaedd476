import { ledgerEntities } from './ledger/index.js';
import type { EntityClass } from './platform/database.js';
import { usersEntities } from './users/index.js';

/** Every table that code reads as objects. */
export const entities: EntityClass[] = [...usersEntities, ...ledgerEntities];
