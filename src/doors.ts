import { ticketDoors } from './care/index.js';
import { discountDoors } from './discounts/index.js';
import { disputeDoors } from './disputes/index.js';
import { escrowDoors, feeDoors } from './escrows/index.js';
import { fulfilmentCallback } from './fulfilments/index.js';
import { paymentCallback, paymentDoors, standingCodeDoors } from './payments/index.js';
import { metricsRoute, readyRoute } from './platform/health.js';
import type { Door } from './platform/http/door.js';
import type { MachineRoute } from './platform/http/machine-route.js';
import { productDoors } from './products/index.js';
import { healthDoor } from './platform/health-door.js';
import { notificationDoors } from './notifications/index.js';
import {
  explainDoors,
  transactionDoors,
  withdrawalDoors,
  voucherDoors,
  walletMoneyDoors,
} from './transactions/index.js';
import { roomDoors } from './rooms/index.js';
import { userDoors } from './users/index.js';
import { balanceDoors, walletDoors, withdrawalReadingDoors } from './wallets/index.js';

/** Every door of the customer API, in the order of the domains. */
export const doors: Door[] = [
  ...userDoors,
  ...productDoors,
  ...withdrawalReadingDoors,
  ...walletDoors,
  ...balanceDoors,
  ...paymentDoors,
  ...standingCodeDoors,
  ...transactionDoors,
  ...voucherDoors,
  ...discountDoors,
  ...explainDoors,
  ...walletMoneyDoors,
  ...withdrawalDoors,
  ...feeDoors,
  ...escrowDoors,
  ...disputeDoors,
  ...roomDoors,
  ...ticketDoors,
  ...notificationDoors,
  healthDoor,
];

/** What only machines call: providers that bring news, balancers and the monitor. */
export const machineRoutes: MachineRoute[] = [paymentCallback, fulfilmentCallback, readyRoute, metricsRoute];
