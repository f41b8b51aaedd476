import assert from 'node:assert/strict';
import { query } from '../src/platform/database.js';
import type { TransactionResource } from '../src/transactions/index.js';
import type { User } from '../src/users/index.js';
import { anonymous, as } from './app.js';
import { drainJobs } from './jobs.js';
import type { Providers } from './sandbox.js';

type Sale = Pick<TransactionResource, 'id' | 'payment'>;

interface Mail {
  to: string[];
  subject: string;
  text: string;
}

/** What happens to a sale after it was placed: the buyer pays, the supplier speaks, the shop's jobs do their part. */
export interface Journey {
  /** The buyer pays at the gateway; `how` asks for copies, another amount or an expiry that is told first. */
  pay(sale: Sale, how?: object): Promise<void>;
  /** The time for paying ends at the gateway, or a payment fails there. */
  gatewaySays(sale: Sale, verb: 'expire' | 'fail', how?: object): Promise<void>;
  /** The supplier tells by webhook how a purchase stands: `Sukses`, `Pending` or `Gagal`. */
  supplierSays(sale: Sale, status: string, how?: object): Promise<void>;
  /** Mails to an address, the newest first. */
  mailsTo(address: string): Promise<Mail[]>;
}

async function supplierReference({ id }: Sale): Promise<string> {
  const [row] = await query<{ ref_id: string }>('SELECT ref_id FROM fulfilments WHERE transaction_id = ?', [
    id,
  ]);
  assert.ok(row, 'nothing was ordered from the supplier');
  return row.ref_id;
}

export function journeyWith(providers: Providers): Journey {
  const announce = async (sale: Sale, verb: string, how: object) => {
    await providers.control(`tripay/${sale.payment?.id}/${verb}`, how);
    await drainJobs();
  };
  return {
    pay: (sale, how = {}) => announce(sale, 'pay', how),
    gatewaySays: (sale, verb, how = {}) => announce(sale, verb, how),
    async supplierSays(sale, status, how = {}) {
      await providers.control(`digiflazz/${await supplierReference(sale)}/webhook`, { status, ...how });
      await drainJobs();
    },
    mailsTo: (address) => providers.read<Mail[]>(`/mail?to=${encodeURIComponent(address)}`),
  };
}

/** What lies under `data` of an answer that went well. */
export function dataOf<T>(response: { status: number; body: unknown }): T {
  assert.ok(response.status < 300, `${response.status}: ${JSON.stringify(response.body)}`);
  return (response.body as { data: T }).data;
}

/** A sale as its buyer sees it now. */
export const seenBy = async (buyer: User, { id }: Sale): Promise<TransactionResource> =>
  dataOf(await as(buyer).get(`/transactions/${id}`));

/** A guest's sale, opened with its number and phone. */
export const tracked = async (number: string, phone: string): Promise<TransactionResource> =>
  dataOf(await anonymous.post('/transactions/track', { number, phone }));

/** The states a sale went through, as its buyer is told. */
export const stepsSeenBy = async (buyer: User, { id }: Sale): Promise<string[]> =>
  dataOf<{ to_status: string }[]>(await as(buyer).get(`/transactions/${id}/logs`)).map(
    ({ to_status }) => to_status,
  );
