import assert from 'node:assert/strict';
import QRCode from 'qrcode';
import { crc16, qrisPayload } from './qris.js';

/** Reads an EMV payload back into its fields. */
function fieldsOf(payload: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < payload.length;) {
    const length = Number(payload.slice(at + 2, at + 4));
    fields.set(payload.slice(at, at + 2), payload.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

describe('qrisPayload', () => {
  it('uses the checksum of the EMV standard', () => {
    assert.equal(crc16('123456789'), '29B1');
  });

  it('carries amount, currency and country and ends in a valid checksum', () => {
    const payload = qrisPayload({ reference: 'T12345260101000000ABCDE', amount: 101_450 });
    const fields = fieldsOf(payload);
    assert.equal(fields.get('54'), '101450');
    assert.equal(fields.get('53'), '360');
    assert.equal(fields.get('58'), 'ID');
    assert.equal(payload.slice(0, 6), '000201');
    assert.equal(fields.get('63'), crc16(payload.slice(0, -4)));
  });

  it('can be rendered as a QR code', async () => {
    const payload = qrisPayload({ reference: 'T12345260101000000ABCDE', amount: 10_000 });
    assert.match(await QRCode.toString(payload, { type: 'svg' }), /^<svg/);
  });
});
