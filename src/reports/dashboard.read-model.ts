import { attention, type Attention } from './attention.read-model.js';
import type { DaySales } from './day-sales.js';
import { queueHealth, type QueueHealth } from './queues.read-model.js';
import { todayAndYesterday } from './sales.read-model.js';
import { lowDeposits, type LowDeposit } from './supplier-deposits.read-model.js';

/** What the console's home page shows before anybody asks. */
export interface DashboardNumbers {
  today: DaySales;
  yesterday: DaySales;
  attention: Attention;
  lowDeposits: LowDeposit[];
  queues: QueueHealth[];
}

/** A handful of small statements at once: cheap enough to be asked again whenever something moves. */
export async function dashboardNumbers(): Promise<DashboardNumbers> {
  const [sales, waiting, deposits, queues] = await Promise.all([
    todayAndYesterday(),
    attention(),
    lowDeposits(),
    queueHealth(),
  ]);
  return { ...sales, attention: waiting, lowDeposits: deposits, queues };
}
