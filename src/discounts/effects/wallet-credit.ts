import { z } from 'zod';
import { amountArg } from '../definition.parts.js';
import { defineEffect } from './effect.js';

const WalletCredit = z.strictObject({ amount: amountArg.min(1) });
type WalletCredit = z.infer<typeof WalletCredit>;

/** Money in the customer's wallet, out of the promotions account. */
export const walletCredit = defineEffect<WalletCredit>({
  code: 'wallet_credit',
  kind: 'wallet_credit',
  occasions: ['daily', 'manual'],
  args: WalletCredit,
  fields: [{ name: 'amount', type: 'rupiah', min: 1 }],
  worth: ({ amount }) => ({ percentBps: null, amount }),
});
