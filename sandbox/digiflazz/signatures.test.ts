import assert from 'node:assert/strict';
import { phpJson } from '../php-json.js';
import { isRequestSign, requestSign, webhookSignature } from './signatures.js';

const account = { username: 'tokocontoh', apiKey: 'dev-00000000-aaaa-bbbb-cccc-111111111111' };
const webhookSecret = 'rahasia-webhook-EXAMPLE';

describe('Digiflazz request sign', () => {
  const vectors = [
    ['depo', '0b7b7e414a5ee028ed07f15eab9b5b3e'],
    ['pricelist', '92c3fecad80bccc8ed8d7f9a520e8442'],
    ['deposit', 'ef4b14680904d8410fdcc59cfb8bcd5d'],
    ['TRX-20260101-0001', '8f8194b0ff6d20476ba1ffa9827a6654'],
    ['INV-PDAM-0007', '3e4de066b6ed245b77d1cc2cd95d3a35'],
    ['530000000001', 'a4ef2cd38f2e7938cc49e1ba80248d4f'],
  ] as const;
  for (const [subject, sign] of vectors) {
    it(`covers user name, key and ${subject}`, () => {
      assert.equal(requestSign(account, subject), sign);
      assert.equal(isRequestSign(sign, { ...account, webhookSecret }, subject), true);
      assert.equal(isRequestSign(sign.toUpperCase(), { ...account, webhookSecret }, subject), false);
    });
  }
});

describe('Digiflazz webhook signature', () => {
  const first = {
    data: {
      ref_id: 'TRX-20260101-0001',
      customer_no: '087800001233',
      buyer_sku_code: 'xld10',
      message: 'Transaksi Sukses',
      status: 'Sukses',
      rc: '00',
      buyer_last_saldo: 985_400,
      sn: '1234567890',
      price: 10_500,
      tele: '@telegram',
      wa: '081234512345',
    },
  };
  const second = {
    data: {
      ...first.data,
      ref_id: 'TRX-20260101-0002',
      customer_no: '14000000000',
      buyer_sku_code: 'pln20',
      buyer_last_saldo: 965_300,
      sn: '1111-2222-3333-4444-5555/NAMA CONTOH/R1M/900VA/13,5',
      price: 20_100,
      tele: '',
      wa: '',
    },
  };

  it('covers the raw bytes', () => {
    const body = phpJson(first);
    assert.equal(Buffer.byteLength(body), 247);
    assert.equal(webhookSignature(webhookSecret, body), 'sha1=a9a7440c06d3c545978336088a6067c5909212d1');
  });

  it('covers escaped slashes, so that a parsed and rewritten body has another signature', () => {
    const body = phpJson(second);
    assert.equal(Buffer.byteLength(body), 270);
    assert.equal(webhookSignature(webhookSecret, body), 'sha1=28dee768d9bf93acf713aac873f526bc9af45ce5');
    const rewritten = JSON.stringify(JSON.parse(body));
    assert.equal(webhookSignature(webhookSecret, rewritten), 'sha1=393d1c6872ec42f2b165b13ca5ea4c539010d501');
  });
});
