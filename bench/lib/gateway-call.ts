import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { Store } from '../../test/faults/harness.js';

/** Asks for a payment; answers the gateway's own name for it. */
export type Gateway = (merchantRef: string) => Promise<string>;

/** Nobody is asked; the reference is as long as the gateway's. */
export const noGateway: Gateway = (merchantRef) => Promise.resolve(`T${merchantRef}`);

const amount = 12_000;

/** What the shop sends for a payment, with its fields and its signature. */
export function createRequest(store: Store, merchantRef: string) {
  const claim = `${store.setting('TRIPAY_MERCHANT_CODE')}${merchantRef}${amount}`;
  const signature = createHmac('sha256', store.setting('TRIPAY_PRIVATE_KEY')).update(claim).digest('hex');
  return {
    method: 'POST' as const,
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${store.setting('TRIPAY_API_KEY')}`,
    },
    body: JSON.stringify({
      method: 'BRIVA',
      merchant_ref: merchantRef,
      amount,
      customer_name: 'Sari Wulandari',
      customer_email: 'pelanggan@contoh.test',
      customer_phone: '08120000001',
      order_items: [{ sku: 'UJI', name: 'Pulsa', price: amount, quantity: 1 }],
      callback_url: `${store.url}/api/v1/callbacks/tripay`,
      return_url: `${store.url}/orders/x`,
      expired_time: Math.floor(Date.now() / 1_000) + 3_600,
      signature,
    }),
  };
}

/** Asks over connections that stay open, with the client that the shop uses. */
export function gatewayAt(baseUrl: string, store: Store): Gateway {
  const dispatcher = new Agent();
  const url = `${baseUrl}/transaction/create`;
  return async (merchantRef) => {
    const { body } = await request(url, { ...createRequest(store, merchantRef), dispatcher });
    const { data } = (await body.json()) as { data: { reference: string } };
    return data.reference;
  };
}
