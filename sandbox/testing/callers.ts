import { closedPaymentSignature } from '../tripay/signatures.js';
import { requestSign } from '../digiflazz/signatures.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../index.js';

export const secrets = {
  tripay: { apiKey: 'DEV-key-EXAMPLE', privateKey: 'tp-private-EXAMPLE-01', merchantCode: 'T12345' },
  digiflazz: {
    username: 'tokocontoh',
    apiKey: 'dev-00000000-aaaa-bbbb-cccc-111111111111',
    webhookSecret: 'rahasia-webhook-EXAMPLE',
  },
};

/** A sandbox on free ports with the short catalogue and quick timings. */
export function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const quick = { settleAfterMs: 1, retryCallbackAfterMs: 1, expireEveryMs: 5 };
  return startSandbox({ ...secrets, ...quick, catalogueDir: '/nonexistent', ...options });
}

// The answers of stand-ins are read field by field in assertions, so their shape is left open here.
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
}

/** Calls an address and reads whatever comes back as JSON. */
export async function call<Body = Record<string, unknown>>(
  url: string,
  init: RequestInit = {},
): Promise<Answer<Body>> {
  const response = await fetch(url, init);
  return { status: response.status, body: (await response.json()) as Body };
}

export function post<Body = Record<string, unknown>>(
  url: string,
  body: unknown,
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answer<Body>> {
  const json = { 'Content-Type': 'application/json' };
  return call(url, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body), signal });
}

export const bearer = { Authorization: `Bearer ${secrets.tripay.apiKey}` };

/** A correct create request for one item. */
export function createBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { privateKey, merchantCode } = secrets.tripay;
  const order = { method: 'BRIVA', merchant_ref: 'INV/2026/07/0042', amount: 25_000, ...changes };
  const claim = { merchantCode, merchantRef: String(order.merchant_ref), amount: Number(order.amount) };
  return {
    ...order,
    customer_name: 'Sari Contoh',
    customer_email: 'sari@toko.example',
    customer_phone: '081200000001',
    order_items: [{ sku: 'PLN20', name: 'Token PLN 20.000', price: order.amount, quantity: 1 }],
    signature: closedPaymentSignature(privateKey, claim),
    ...changes,
  };
}

export interface PaymentAnswer {
  success: boolean;
  message: string;
  data: Record<string, unknown> & { reference: string; amount: number };
}

export function createPayment(
  sandbox: Sandbox,
  changes: Record<string, unknown> = {},
): Promise<Answer<PaymentAnswer>> {
  return post(`${sandbox.url}/tripay/transaction/create`, createBody(changes), { headers: bearer });
}

export function tripayGet<Body = Record<string, unknown>>(
  sandbox: Sandbox,
  path: string,
): Promise<Answer<Body>> {
  return call(`${sandbox.url}/tripay${path}`, { headers: bearer });
}

export interface SupplierAnswer {
  data: Record<string, unknown>;
}

/** A signed purchase; by default a mobile top-up for a number without a special meaning. */
export function buy(
  sandbox: Sandbox,
  changes: Record<string, unknown> = {},
  init: { signal?: AbortSignal } = {},
): Promise<Answer<SupplierAnswer>> {
  const order = { buyer_sku_code: 'xld10', customer_no: '081900000001', ref_id: 'TRX-1', ...changes };
  const sign = requestSign(secrets.digiflazz, order.ref_id);
  const { username } = secrets.digiflazz;
  return post(`${sandbox.url}/digiflazz/transaction`, { username, sign, ...order }, init);
}

export function control<Body = Record<string, unknown>>(
  sandbox: Sandbox,
  path: string,
  body: unknown = {},
): Promise<Answer<Body>> {
  return post(`${sandbox.url}/control${path}`, body);
}

export interface Stats {
  tripay: { creates: number; duplicate_merchant_refs: string[] };
  digiflazz: {
    deposit: number;
    purchases: number;
    purchases_by_ref_id: Record<string, number>;
    bought_twice: string[];
    same_goods: { goods: string; ref_ids: string[] }[];
    hasty_calls: number;
  };
}

export async function stats(sandbox: Sandbox): Promise<Stats> {
  return (await call<{ data: Stats }>(`${sandbox.url}/stats`)).body.data;
}
