import { hmac } from '../platform/cipher.js';
import { config } from '../platform/config.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { noAnswer, type SupplierAnswer } from '../fulfilments/index.js';
import { keepCallback, processCallback, type Payment } from '../payments/index.js';
import type { Dice } from './dice.js';

function callbackBody(payment: Payment, status: 'PAID' | 'EXPIRED', at: Date): string {
  return JSON.stringify({
    reference: payment.reference,
    merchant_ref: payment.merchantRef,
    payment_method: payment.methodName,
    payment_method_code: payment.method,
    total_amount: payment.amount,
    fee_merchant: payment.merchantFeeAmount,
    fee_customer: payment.feeAmount,
    total_fee: payment.feeAmount + payment.merchantFeeAmount,
    amount_received: payment.orderAmount - payment.merchantFeeAmount,
    is_closed_payment: 1,
    status,
    paid_at: status === 'PAID' ? Math.floor(at.getTime() / 1_000) : null,
    note: null,
  });
}

/** The gateway's callback as it would have come in, kept in the inbox and acted on. */
export async function gatewaySays(
  uow: UnitOfWork,
  payment: Payment,
  status: 'PAID' | 'EXPIRED',
): Promise<void> {
  const body = Buffer.from(callbackBody(payment, status, uow.now));
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'TriPay Payment/2.0',
    'x-callback-event': 'payment_status',
    'x-callback-signature': hmac('sha256', config.TRIPAY_PRIVATE_KEY, body),
  };
  const id = await keepCallback(uow, { gateway: payment.gateway, body, headers, ip: '127.0.0.1' });
  if (id) await processCallback(uow, id);
}

interface Purchase {
  supplierSku: string;
  customerNo: string;
  costAmount: number;
}

const rupiahPerKwh = 1_445;

/** Electricity tokens carry name, tariff and energy behind the twenty digits; everything else is a plain number. */
function serialNumber({ supplierSku, costAmount }: Purchase, dice: Dice): string {
  if (!supplierSku.startsWith('pln')) return dice.digits(16);
  const token = Array.from({ length: 5 }, () => dice.digits(4)).join('-');
  const energy = (costAmount / rupiahPerKwh).toFixed(1).replace('.', ',');
  return `${token}/${dice.pick(['BUDI SANTOSO', 'SRI MULYATI', 'ASEP SUNARYA'])}/R1/1300VA/${energy}KWH`;
}

/** What the supplier says about a purchase. */
export type Word = 'success' | 'pending' | 'failure';

const words: Record<Word, Pick<SupplierAnswer, 'news' | 'rc' | 'message'> & { meaning: string }> = {
  success: { news: 'success', meaning: 'success', rc: '00', message: 'Transaksi Sukses' },
  pending: { news: 'pending', meaning: 'pending', rc: '03', message: 'Transaksi Pending' },
  failure: { news: 'failure', meaning: 'wrong_number', rc: '54', message: 'Nomor Tujuan Salah' },
};

/** The supplier's answer to a purchase, at the price of our catalogue. */
export function supplierSays(word: Word, purchase: Purchase, dice: Dice): SupplierAnswer {
  const { meaning, ...said } = words[word];
  const bought = word === 'success' ? serialNumber(purchase, dice) : null;
  return {
    ...noAnswer(meaning, 200),
    ...said,
    serialNumber: bought,
    priceAmount: purchase.costAmount,
  };
}

/** The supplier takes a delivered purchase back. */
export const supplierTakesBack = (): SupplierAnswer => ({
  ...noAnswer('refunded', 200),
  news: 'reversal',
  rc: '74',
  message: 'Transaksi Refund',
});
