import { careEntities } from './care/index.js';
import { discountsEntities } from './discounts/index.js';
import { disputesEntities } from './disputes/index.js';
import { escrowEntities, feeScheduleEntities } from './escrows/index.js';
import { fulfilmentsEntities } from './fulfilments/index.js';
import { ledgerEntities } from './ledger/index.js';
import { notificationsEntities } from './notifications/index.js';
import { paymentsEntities } from './payments/index.js';
import type { EntityClass } from './platform/database.js';
import { operationsEntities } from './platform/operations.entity.js';
import { productsEntities } from './products/index.js';
import { roomsEntities } from './rooms/index.js';
import { staffEntities } from './staff/index.js';
import { transactionsEntities } from './transactions/index.js';
import { usersEntities } from './users/index.js';
import { vouchersEntities } from './vouchers/index.js';
import { walletsEntities, withdrawalEntities } from './wallets/index.js';

/** Every table that code reads as objects. */
export const entities: EntityClass[] = [
  ...operationsEntities,
  ...usersEntities,
  ...staffEntities,
  ...productsEntities,
  ...ledgerEntities,
  ...walletsEntities,
  ...withdrawalEntities,
  ...vouchersEntities,
  ...discountsEntities,
  ...roomsEntities,
  ...paymentsEntities,
  ...fulfilmentsEntities,
  ...transactionsEntities,
  ...feeScheduleEntities,
  ...escrowEntities,
  ...disputesEntities,
  ...careEntities,
  ...notificationsEntities,
];
