import assert from 'node:assert/strict';
import { hmac } from '../../platform/cipher.js';
import { closedPaymentSignature, isSignedCallback, openPaymentSignature } from './tripay.signatures.js';

const key = 'tp-private-EXAMPLE-01';

const paid = Buffer.from(
  '{"reference":"DEV-T12345000000AAAAA","merchant_ref":"TRX-20260101-0001","payment_method":"BRI Virtual Account","payment_method_code":"BRIVA","total_amount":25000,"fee_merchant":4250,"fee_customer":0,"total_fee":4250,"amount_received":20750,"is_closed_payment":1,"status":"PAID","paid_at":1767225600,"note":null}',
);
const expired = Buffer.from(
  String.raw`{"reference":"T12345000000BBBBB","merchant_ref":"INV\/2026\/07\/0042","payment_method":"QRIS","payment_method_code":"QRIS2","total_amount":101450,"fee_merchant":0,"fee_customer":1450,"total_fee":1450,"amount_received":100000,"is_closed_payment":1,"status":"EXPIRED","paid_at":null,"note":"sisa waktu habis"}`,
);
const paidSignature = '9b06415e1084d6d26576a7c32715d6c5f1a3f200e5e625daac40b87de429bd56';
const expiredSignature = '6966f69e10abbf2fab5c6bb4a58bffb72ec9759bfe45c788fdd6e9f00967254c';

describe('signatures of Tripay', () => {
  it('reproduces the sample that the provider published', () => {
    const claim = { merchantCode: 'T0001', merchantRef: 'INV55567', amount: 1_500_000 };
    assert.equal(
      closedPaymentSignature('ytf6ooi2gmlNPfpchd94jDOk8hRWOu', claim),
      '9f167eba844d1fcb369404e2bda53702e2f78f7aa12e91da6715414e65b8c86a',
    );
  });

  it('signs merchant code, reference and plain digits of the amount', () => {
    assert.equal(
      closedPaymentSignature(key, {
        merchantCode: 'T12345',
        merchantRef: 'TRX-20260101-0001',
        amount: 25_000,
      }),
      '0a0ee4db6a570ec9588dc7d6714f2935cbe1faf955fb9cdb88edb82be0b44742',
    );
    const slashed = { merchantCode: 'T12345', merchantRef: 'INV/2026/07/0042', amount: 1_500_750 };
    assert.equal(
      closedPaymentSignature(key, slashed),
      '83875d254c988d1d8f385dba37fae4a0f47361da085990493104baf2ee26acc6',
    );
    assert.notEqual(
      closedPaymentSignature(key, slashed),
      'e423d7be75256711665f6ba2261b40677fea046ca209d5f4d4a74876e3e1741c',
    );
  });

  it('signs merchant code, method and reference of an open payment, in this order', () => {
    const claim = { merchantCode: 'T12345', method: 'BCAVAOP', merchantRef: 'USER-77' };
    assert.equal(
      openPaymentSignature(key, claim),
      '9f5e194d5625ce82c47050c198381289bb9a00506bbe3a52d3a63782cce74f0e',
    );
  });

  it('accepts a callback by the signature of its raw bytes', () => {
    assert.equal(isSignedCallback([key], paid, paidSignature), true);
    assert.equal(isSignedCallback([key], expired, expiredSignature), true);
    assert.equal(isSignedCallback([key], paid, paidSignature.toUpperCase()), true);
  });

  it('refuses the signature of text that was parsed and written again', () => {
    const rewritten = '00fde93c4b76f1a3f423500280dd5829fa32d6afd4a5c3735c81f9e6e65288d4';
    assert.equal(hmac('sha256', key, JSON.stringify(JSON.parse(expired.toString()))), rewritten);
    assert.equal(isSignedCallback([key], expired, rewritten), false);
  });

  it('accepts the previous key while keys are being changed', () => {
    assert.equal(isSignedCallback(['a-new-private-key', key], paid, paidSignature), true);
    assert.equal(isSignedCallback(['a-new-private-key', undefined], paid, paidSignature), false);
  });

  it('verifies nothing with an empty or missing key', () => {
    const unkeyed = hmac('sha256', '', paid);
    assert.equal(isSignedCallback([''], paid, unkeyed), false);
    assert.equal(isSignedCallback(['  ', undefined], paid, hmac('sha256', '  ', paid)), false);
    assert.equal(isSignedCallback([], paid, paidSignature), false);
  });

  it('refuses signatures that are missing, cut, too long or no hex, without throwing', () => {
    const bad = [undefined, '', paidSignature.slice(1), `${paidSignature}00`, 'z'.repeat(64)];
    for (const signature of bad) assert.equal(isSignedCallback([key], paid, signature), false);
  });
});
