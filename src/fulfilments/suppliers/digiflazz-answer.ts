import { z } from 'zod';
import type { ProviderReply } from '../../platform/provider-call.js';
import { codeOf, newsOfFailure } from './digiflazz-codes.js';
import { noAnswer, type News, type PurchaseOrder, type SupplierAnswer } from './supplier.js';

const amount = z.union([z.number(), z.string()]).nullish().catch(null);

/** `tele` and `wa`, the seller's contacts, are left out on purpose. */
const Data = z.object({
  ref_id: z.string().nullish(),
  buyer_sku_code: z.string().nullish(),
  rc: z.string().regex(/^[\x21-\x7e]{1,8}$/),
  status: z.string().nullish(),
  message: z.string().nullish().catch(null),
  sn: z.union([z.string().max(1_000), z.number()]).nullish(),
  price: amount,
  buyer_last_saldo: amount,
});
type Data = z.infer<typeof Data>;

const Envelope = z.object({ data: Data });

function wholeRupiah(value: z.infer<typeof amount>): number | null {
  const number = value === null || value === undefined || value === '' ? NaN : Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

function balance(value: z.infer<typeof amount>): number | null {
  const number = value === null || value === undefined || value === '' ? NaN : Math.floor(Number(value));
  return Number.isSafeInteger(number) ? number : null;
}

/** A refusal before any transaction may come without a status; every other word needs one. */
function newsOf({ status, rc }: Data): News {
  switch (status?.toLowerCase()) {
    case 'sukses':
      return rc === '00' ? 'success' : 'unknown';
    case 'pending':
      return 'pending';
    case 'gagal':
      return newsOfFailure(rc);
    case undefined:
      return codeOf(rc)?.made === false ? newsOfFailure(rc) : 'unknown';
    default:
      return 'unknown';
  }
}

const isForeign = (data: Data, order: Pick<PurchaseOrder, 'refId' | 'supplierSku'>): boolean =>
  (data.ref_id ?? order.refId) !== order.refId ||
  (data.buyer_sku_code ?? order.supplierSku) !== order.supplierSku;

const veiled = '•••';

/** The goods as a message may repeat them: in other groups of characters, or the digits alone. */
function spellingsOf(serialNumber: string): RegExp[] {
  const secret = serialNumber.split('/')[0] ?? '';
  return [secret.replace(/[^\p{L}\p{N}]/gu, ''), secret.replace(/\D/g, '')]
    .filter((characters) => characters.length >= 4)
    .map((characters) => new RegExp([...characters].join('[\\s.-]*'), 'giu'));
}

/** What the supplier says, without the goods: messages are stored and shown in the clear. */
function withoutGoods(message: string, serialNumber: string): string {
  const cut = message.replace(/\bsn\b\s*[:=].*/is, `SN: ${veiled}`);
  const whole = serialNumber === '' ? cut : cut.replaceAll(serialNumber, veiled);
  return spellingsOf(serialNumber)
    .reduce((text, spelling) => text.replace(spelling, veiled), whole)
    .slice(0, 300);
}

/** Reads `{ "data": … }` of an answer or a webhook; whatever cannot be understood is `unknown`. */
export function readEnvelope(
  body: unknown,
  order: Pick<PurchaseOrder, 'refId' | 'supplierSku'>,
  httpStatus: number | null = null,
): SupplierAnswer {
  const parsed = Envelope.safeParse(body);
  if (!parsed.success) return noAnswer('unreadable', httpStatus);
  const { data } = parsed.data;
  if (isForeign(data, order)) return noAnswer('foreign_answer', httpStatus);
  const serialNumber = String(data.sn ?? '').trim();
  return {
    news: newsOf(data),
    meaning: codeOf(data.rc)?.meaning ?? 'unknown_code',
    rc: data.rc,
    message: data.message ? withoutGoods(data.message, serialNumber) : null,
    serialNumber: serialNumber || null,
    priceAmount: wholeRupiah(data.price),
    depositAmount: balance(data.buyer_last_saldo),
    httpStatus,
  };
}

/** Business errors may come under any HTTP status, so the body is read first and the status only recorded. */
export function readReply(
  reply: ProviderReply,
  order: Pick<PurchaseOrder, 'refId' | 'supplierSku'>,
): SupplierAnswer {
  if (reply.kind === 'unknown') return noAnswer(reply.reason);
  return readEnvelope(reply.body, order, reply.status);
}

const Balance = z.object({ data: z.object({ deposit: z.union([z.number(), z.string()]) }) });

/** Whole rupiah of `{ "data": { "deposit": … } }`, which may be fractional; null when it cannot be read. */
export function readDeposit(reply: ProviderReply): number | null {
  const parsed = reply.kind === 'answer' ? Balance.safeParse(reply.body) : undefined;
  return parsed?.success ? balance(parsed.data.data.deposit) : null;
}
