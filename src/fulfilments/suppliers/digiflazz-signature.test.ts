import assert from 'node:assert/strict';
import { isWebhookGenuine, requestSign } from './digiflazz-signature.js';

const username = 'tokocontoh';
const key = 'dev-00000000-aaaa-bbbb-cccc-111111111111';
const secret = 'rahasia-webhook-EXAMPLE';

const signs = {
  depo: '0b7b7e414a5ee028ed07f15eab9b5b3e',
  pricelist: '92c3fecad80bccc8ed8d7f9a520e8442',
  deposit: 'ef4b14680904d8410fdcc59cfb8bcd5d',
  'TRX-20260101-0001': '8f8194b0ff6d20476ba1ffa9827a6654',
  'INV-PDAM-0007': '3e4de066b6ed245b77d1cc2cd95d3a35',
  '530000000001': 'a4ef2cd38f2e7938cc49e1ba80248d4f',
};

const plain = `{"data":{"ref_id":"TRX-20260101-0001","customer_no":"087800001233","buyer_sku_code":"xld10","message":"Transaksi Sukses","status":"Sukses","rc":"00","buyer_last_saldo":985400,"sn":"1234567890","price":10500,"tele":"@telegram","wa":"081234512345"}}`;
const escaped = String.raw`{"data":{"ref_id":"TRX-20260101-0002","customer_no":"14000000000","buyer_sku_code":"pln20","message":"Transaksi Sukses","status":"Sukses","rc":"00","buyer_last_saldo":965300,"sn":"1111-2222-3333-4444-5555\/NAMA CONTOH\/R1M\/900VA\/13,5","price":20100,"tele":"","wa":""}}`;

describe('requestSign', () => {
  for (const [subject, sign] of Object.entries(signs)) {
    it(`signs ${subject} as the supplier does`, () => {
      assert.equal(requestSign(username, key, subject), sign);
    });
  }
});

describe('isWebhookGenuine', () => {
  const genuine = (body: string, header?: string, secrets: (string | undefined)[] = [secret]) =>
    isWebhookGenuine(Buffer.from(body), header, secrets);

  it('accepts a signature over the raw bytes', () => {
    assert.equal(Buffer.byteLength(plain), 247);
    assert.equal(genuine(plain, 'sha1=a9a7440c06d3c545978336088a6067c5909212d1'), true);
  });

  it('accepts escaped slashes as they were sent and refuses what a parser makes of them', () => {
    assert.equal(Buffer.byteLength(escaped), 270);
    assert.equal(genuine(escaped, 'sha1=28dee768d9bf93acf713aac873f526bc9af45ce5'), true);
    assert.equal(genuine(escaped, 'sha1=393d1c6872ec42f2b165b13ca5ea4c539010d501'), false);
    const reparsed = JSON.stringify(JSON.parse(escaped));
    assert.equal(genuine(reparsed, 'sha1=28dee768d9bf93acf713aac873f526bc9af45ce5'), false);
  });

  it('accepts the secret before the last rotation as well', () => {
    const header = 'sha1=a9a7440c06d3c545978336088a6067c5909212d1';
    assert.equal(genuine(plain, header, ['new-secret-EXAMPLE', secret]), true);
    assert.equal(genuine(plain, header, ['new-secret-EXAMPLE', undefined]), false);
  });

  it('refuses a missing, shortened, unnamed or foreign signature', () => {
    const digest = 'a9a7440c06d3c545978336088a6067c5909212d1';
    for (const header of [
      undefined,
      '',
      digest,
      'sha1=',
      `sha1=${digest.slice(1)}`,
      `sha256=${digest}`,
      `sha1=${digest}00`,
    ])
      assert.equal(genuine(plain, header), false, String(header));
    assert.equal(genuine(`${plain} `, `sha1=${digest}`), false);
  });
});
