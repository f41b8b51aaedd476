import assert from 'node:assert/strict';
import { phpJson } from '../php-json.js';
import { callbackFields, isAccepted } from './callbacks.js';
import type { Payment } from './payment.js';
import { hmacSha256 } from './signatures.js';

const privateKey = 'tp-private-EXAMPLE-01';

const payment: Payment = {
  reference: 'DEV-T12345000000AAAAA',
  merchantRef: 'TRX-20260101-0001',
  channelCode: 'BRIVA',
  customer: { name: 'Sari Contoh', email: 'sari@toko.example', phone: null },
  items: [],
  callbackUrl: null,
  returnUrl: null,
  amount: 25_000,
  fee: { merchant: 4_250, customer: 0 },
  payCode: '7770812',
  qrString: null,
  status: 'PAID',
  createdAt: 1_767_220_000,
  expiresAt: 1_767_306_400,
  paidAt: 1_767_225_600,
};

describe('Tripay callback', () => {
  it('writes and signs exactly the bytes of the recorded paid callback', () => {
    const body = phpJson(callbackFields(payment, 'PAID'));
    assert.equal(Buffer.byteLength(body), 311);
    assert.equal(
      hmacSha256(privateKey, body),
      '9b06415e1084d6d26576a7c32715d6c5f1a3f200e5e625daac40b87de429bd56',
    );
  });

  it('signs escaped slashes, so that a parsed and rewritten body has another signature', () => {
    const fields = {
      reference: 'T12345000000BBBBB',
      merchant_ref: 'INV/2026/07/0042',
      payment_method: 'QRIS',
      payment_method_code: 'QRIS2',
      total_amount: 101_450,
      fee_merchant: 0,
      fee_customer: 1_450,
      total_fee: 1_450,
      amount_received: 100_000,
      is_closed_payment: 1,
      status: 'EXPIRED',
      paid_at: null,
      note: 'sisa waktu habis',
    };
    const body = phpJson(fields);
    assert.equal(Buffer.byteLength(body), 307);
    assert.equal(
      hmacSha256(privateKey, body),
      '6966f69e10abbf2fab5c6bb4a58bffb72ec9759bfe45c788fdd6e9f00967254c',
    );
    const rewritten = JSON.stringify(JSON.parse(body));
    assert.equal(
      hmacSha256(privateKey, rewritten),
      '00fde93c4b76f1a3f423500280dd5829fa32d6afd4a5c3735c81f9e6e65288d4',
    );
  });

  it('counts as understood only with HTTP 200 and success true', () => {
    assert.equal(isAccepted({ status: 200, answer: '{"success": true}' }), true);
    assert.equal(isAccepted({ status: 201, answer: '{"success":true}' }), false);
    assert.equal(isAccepted({ status: 200, answer: '{"success":"true"}' }), false);
    assert.equal(isAccepted({ status: 200, answer: 'null' }), false);
    assert.equal(isAccepted({ status: 200, answer: 'OK' }), false);
  });
});
