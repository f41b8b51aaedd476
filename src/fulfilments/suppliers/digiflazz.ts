import { config } from '../../platform/config.js';
import { callProvider, type ProviderReply } from '../../platform/provider-call.js';
import { readDeposit, readReply } from './digiflazz-answer.js';
import { requestSign } from './digiflazz-signature.js';
import type { PurchaseOrder, SupplierAnswer } from './supplier.js';

const signed = (subject: string) => ({
  username: config.DIGIFLAZZ_USERNAME,
  sign: requestSign(config.DIGIFLAZZ_USERNAME, config.DIGIFLAZZ_API_KEY, subject),
});

const call = (path: string, body: object): Promise<ProviderReply> =>
  callProvider({
    provider: 'digiflazz',
    call: path,
    url: `${config.DIGIFLAZZ_BASE_URL.replace(/\/$/, '')}/${path}`,
    body,
    timeoutMs: config.SUPPLIER_TIMEOUT_MS,
  });

/** Test purchases need both a world that is not production and a development key. */
const isTesting = (): boolean => !config.isProduction && config.DIGIFLAZZ_API_KEY.startsWith('dev-');

/** The body of a prepaid purchase; the very same one asks how it stands. */
export const purchaseBody = ({ refId, supplierSku, customerNo, maxPriceAmount }: PurchaseOrder) => ({
  ...signed(refId),
  buyer_sku_code: supplierSku,
  customer_no: customerNo,
  ref_id: refId,
  max_price: maxPriceAmount,
  ...(customerNo.includes('.') ? { allow_dot: true } : {}),
  ...(isTesting() ? { testing: true } : {}),
});

/** Buys, or asks about an earlier purchase of the same reference. Never throws: no answer is an answer too. */
export async function purchase(order: PurchaseOrder): Promise<SupplierAnswer> {
  return readReply(await call('transaction', purchaseBody(order)), order);
}

/** Our deposit in whole rupiah; null when the supplier does not say. */
export async function depositBalance(): Promise<number | null> {
  return readDeposit(await call('cek-saldo', { ...signed('depo'), cmd: 'deposit' }));
}
