import { aCustomer } from '../factories/users.js';
import type { Drive } from './drives.js';

export const feeDrives: Record<string, Drive> = {
  'POST /api/v1/escrows/quotes': async () => {
    const user = await aCustomer();
    const body = { amount: 101_000, fee_payer: 'split' };
    return [
      { status: 200, as: user, body },
      { status: 200, as: user, body: { ...body, amount: 250_000 } },
      { status: 422, as: user, body: { ...body, amount: 9_999 } },
      { status: 422, as: user, body: { fee_payer: 'buyer' } },
      { status: 401, body },
    ];
  },
};
