import { aPhysicalProduct } from '../factories/products.js';
import { aCustomer } from '../factories/users.js';
import { aLiveVoucher } from '../factories/vouchers.js';
import type { Drive } from './drives.js';

/** How customers try codes, and see those that are made for them. */
export const voucherDrives: Record<string, Drive> = {
  'POST /api/v1/vouchers/validate': async () => {
    const [customer, product, { code }] = [await aCustomer(), await aPhysicalProduct(), await aLiveVoucher()];
    const scarce = await aPhysicalProduct({ stock: 0 });
    const cart = (id: string) => ({ lines: [{ product_id: id, quantity: 1 }] });
    return [
      { status: 200, as: customer, body: { code, cart: cart(product.id) } },
      { status: 401, body: { code, cart: cart(product.id) } },
      { status: 409, as: customer, body: { code, cart: cart(scarce.id) } },
      { status: 422, as: customer, body: { code: 'TIDAK-ADA', cart: cart(product.id) } },
      { status: 422, as: customer, body: { code, cart: { lines: [] } } },
    ];
  },
  'GET /api/v1/vouchers/mine': async () => {
    const customer = await aCustomer();
    await aLiveVoucher({ users: [customer.email ?? ''] });
    return [{ status: 200, as: customer }, { status: 401 }];
  },
};
