import { aLiveRule, aPriceRule } from '../factories/discounts.js';
import { aCustomer } from '../factories/users.js';
import { drainJobs } from '../jobs.js';
import type { Drive } from './drives.js';

/** How customers see what rules give them. */
export const discountDrives: Record<string, Drive> = {
  'GET /api/v1/discounts/available': async () => {
    const customer = await aCustomer();
    await drainJobs();
    await aLiveRule(
      aPriceRule({ who: { all: [{ code: 'order_count', args: { least: 0, most: 0 } }] } }),
      'PAUSED',
    );
    return [{ status: 200, as: customer }, { status: 401 }];
  },
};
