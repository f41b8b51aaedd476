import QRCode from 'qrcode';
import type { Payment } from './payment.entity.js';
import type { PaymentResource } from './payment.schema.js';

/** A payment as its payer sees it; where the channel has a page of its own, that one comes before the hosted one. */
export const presentPayment = (payment: Payment): PaymentResource => ({
  id: payment.id,
  gateway: payment.gateway,
  method: payment.method,
  method_name: payment.methodName,
  status: payment.status,
  amount: payment.amount,
  fee_amount: payment.feeAmount,
  pay_code: payment.payCode,
  qr_string: payment.qrString,
  checkout_url: payment.payUrl ?? payment.checkoutUrl,
  expires_at: payment.expiresAt.toISOString(),
  instructions: payment.instructions ?? [],
});

/** The QR code as a PNG in a data URL, drawn here so that the gateway learns nothing of who looks; null without one. */
export const qrImage = ({ qrString }: Pick<Payment, 'qrString'>): Promise<string | null> =>
  qrString === null
    ? Promise.resolve(null)
    : QRCode.toDataURL(qrString, { errorCorrectionLevel: 'M', margin: 2, width: 320 });
