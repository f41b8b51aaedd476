import { findChannel } from './channels.js';
import { instructionsFor } from './instructions.js';
import { amountReceived, type Payment } from './payment.js';

/** The answer to a create call. `baseUrl` is where this gateway is reached, for example `http://127.0.0.1:8090/tripay`. */
export function presentPayment(payment: Payment, baseUrl: string): Record<string, unknown> {
  const channel = findChannel(payment.channelCode);
  const redirect = channel?.type === 'redirect';
  const checkoutUrl = `${baseUrl}/checkout/${payment.reference}`;
  return {
    reference: payment.reference,
    merchant_ref: payment.merchantRef,
    payment_selection_type: 'static',
    ...presentMethod(payment),
    ...presentCustomer(payment),
    callback_url: payment.callbackUrl,
    return_url: payment.returnUrl,
    ...presentMoney(payment),
    pay_code: payment.payCode,
    pay_url: redirect ? checkoutUrl : null,
    checkout_url: checkoutUrl,
    status: payment.status,
    expired_time: payment.expiresAt,
    order_items: payment.items,
    instructions: channel ? instructionsFor(channel, codeAndAmount(payment)) : [],
    qr_string: payment.qrString,
    qr_url: payment.qrString ? `${baseUrl}/qr/${payment.reference}` : null,
  };
}

/** The answer to a detail call; `paid_at` is a string here, unlike in the list and in callbacks. */
export function presentDetail(payment: Payment, baseUrl: string): Record<string, unknown> {
  return {
    ...presentPayment(payment, baseUrl),
    paid_at: payment.paidAt === null ? null : String(payment.paidAt),
  };
}

/** A row of the transaction list, where instants are numbers under other names. */
export function presentRow(payment: Payment, baseUrl: string): Record<string, unknown> {
  return {
    reference: payment.reference,
    merchant_ref: payment.merchantRef,
    payment_selection_type: 'static',
    ...presentMethod(payment),
    ...presentCustomer(payment),
    callback_url: payment.callbackUrl,
    return_url: payment.returnUrl,
    ...presentMoney(payment),
    // The list is known to give codes as numbers, and so to lose their leading zeros.
    pay_code: payment.payCode && /^\d+$/.test(payment.payCode) ? Number(payment.payCode) : payment.payCode,
    checkout_url: `${baseUrl}/checkout/${payment.reference}`,
    order_items: payment.items,
    status: payment.status,
    note: null,
    created_at: payment.createdAt,
    expired_at: payment.expiresAt,
    paid_at: payment.paidAt,
  };
}

export function presentMoney(payment: Payment): Record<string, number> {
  return {
    amount: payment.amount,
    fee_merchant: payment.fee.merchant,
    fee_customer: payment.fee.customer,
    total_fee: payment.fee.merchant + payment.fee.customer,
    amount_received: amountReceived(payment),
  };
}

function presentMethod(payment: Payment): Record<string, unknown> {
  return { payment_method: payment.channelCode, payment_name: findChannel(payment.channelCode)?.name };
}

function presentCustomer({ customer }: Payment): Record<string, unknown> {
  return { customer_name: customer.name, customer_email: customer.email, customer_phone: customer.phone };
}

function codeAndAmount(payment: Payment): { payCode: string; amount: string } {
  return { payCode: payment.payCode ?? '', amount: payment.amount.toLocaleString('id-ID') };
}
