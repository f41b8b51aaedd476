import { newId } from '../../src/platform/ids.js';
import { aDigitalProduct } from '../factories/products.js';
import { aSale, luckyNumber } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { drainJobs } from '../jobs.js';
import type { Drive } from './drives.js';

/** How customers ask why. */
export const explainDrives: Record<string, Drive> = {
  'GET /api/v1/discounts/explain': async () => {
    const customer = await aCustomer();
    const { id } = await aSale(customer, luckyNumber);
    await drainJobs();
    return [
      { status: 200, as: customer, query: { transaction_id: id } },
      { status: 401, query: { transaction_id: id } },
      { status: 404, as: customer, query: { transaction_id: newId() } },
      { status: 422, as: customer },
    ];
  },
  'POST /api/v1/discounts/explain': async () => {
    const customer = await aCustomer();
    await drainJobs();
    const { id } = await aDigitalProduct({ supplierSku: 'xld10' });
    const body = { cart: { lines: [{ product_id: id, quantity: 1 }] } };
    return [
      { status: 200, as: customer, body },
      { status: 401, body },
      { status: 422, as: customer, body: { cart: { lines: [] } } },
    ];
  },
};
