import { ledgerEntities } from './ledger/index.js';
import { paymentsEntities } from './payments/index.js';
import type { EntityClass } from './platform/database.js';
import { staffEntities } from './staff/index.js';
import { usersEntities } from './users/index.js';

/** Every table that code reads as objects. */
export const entities: EntityClass[] = [
  ...usersEntities,
  ...staffEntities,
  ...ledgerEntities,
  ...paymentsEntities,
];
