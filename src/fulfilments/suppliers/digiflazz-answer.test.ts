import assert from 'node:assert/strict';
import { readDeposit, readEnvelope, readReply } from './digiflazz-answer.js';

const order = { refId: 'TRX-20260101-0001', supplierSku: 'xld10' };
const data = {
  ref_id: 'TRX-20260101-0001',
  customer_no: '087800001233',
  buyer_sku_code: 'xld10',
  message: 'Transaksi Pending',
  status: 'Pending',
  rc: '03',
  sn: '',
  buyer_last_saldo: 985_400,
  price: 10_500,
  tele: '@kontakseller',
  wa: '081200000000',
};
const read = (changes: Record<string, unknown>) => readEnvelope({ data: { ...data, ...changes } }, order);

describe('readEnvelope', () => {
  it('reads the documented answer and leaves the seller out', () => {
    assert.deepEqual(readEnvelope({ data }, order, 200), {
      news: 'pending',
      meaning: 'pending',
      rc: '03',
      message: 'Transaksi Pending',
      serialNumber: null,
      priceAmount: 10_500,
      depositAmount: 985_400,
      httpStatus: 200,
    });
  });

  it('lets the status decide, however it is written', () => {
    assert.equal(read({ status: 'SUKSES', rc: '00', sn: ' 123 ' }).serialNumber, '123');
    assert.equal(read({ status: 'sukses', rc: '00' }).news, 'success');
    assert.equal(read({ status: 'gagal', rc: '54' }).news, 'failure');
    assert.equal(read({ status: 'Pending', rc: '99' }).news, 'pending');
  });

  it('keeps the goods out of the message, however the supplier repeats them', () => {
    const token = '1234-5678-9012-3456-7890';
    const said = (message: string, sn = `${token}/SARI/R1M/900VA/13,5`) =>
      read({ status: 'Sukses', rc: '00', sn, message }).message;
    assert.equal(said(`Sukses ${token}/SARI/R1M/900VA/13,5 ok`), 'Sukses ••• ok');
    assert.equal(said(`Token ${token}, simpan`), 'Token •••, simpan');
    assert.equal(said('12345678901234567890 lalu 1234 5678 9012 3456 7890'), '••• lalu •••');
    assert.equal(said(`${'x'.repeat(295)}${token}`)?.includes('1234'), false);
    assert.equal(said('Kode abcd efgh', 'ABCD-EFGH'), 'Kode •••');
    assert.equal(said('Transaksi Sukses. Sn = 99887766'), 'Transaksi Sukses. SN: •••');
    assert.equal(said('Transaksi Sukses', ''), 'Transaksi Sukses');
  });

  it('knows a refusal without a status, and nothing else without one', () => {
    const refused = readEnvelope({ data: { rc: '41', message: 'Signature Anda salah' } }, order);
    assert.deepEqual([refused.news, refused.meaning], ['blocked', 'signature_invalid']);
    for (const rc of ['00', '02', '54', '77'])
      assert.equal(readEnvelope({ data: { rc } }, order).news, 'unknown', rc);
  });

  it('takes what does not fit together for unknown, never for a failure', () => {
    assert.equal(read({ status: 'Gagal', rc: '00' }).news, 'unknown');
    assert.equal(read({ status: 'Gagal', rc: '771' }).news, 'unknown');
    assert.equal(read({ status: 'Sukses', rc: '02' }).news, 'unknown');
    assert.equal(read({ status: 'Processing', rc: '03' }).news, 'unknown');
    assert.equal(read({ rc: 3 }).news, 'unknown');
    assert.equal(read({ ref_id: 'somebody-else', status: 'Gagal', rc: '54' }).meaning, 'foreign_answer');
    assert.equal(read({ buyer_sku_code: 'pln20', status: 'Gagal', rc: '54' }).meaning, 'foreign_answer');
  });

  it('takes bodies without readable data for unknown', () => {
    for (const body of [null, [], 'Internal Server Error', {}, { data: [] }, { data: null }, { data: {} }])
      assert.equal(readEnvelope(body, order).news, 'unknown');
  });

  it('reads prices as whole rupiah or not at all', () => {
    assert.equal(read({ price: '10500' }).priceAmount, 10_500);
    for (const price of [0, -1, 10_500.5, 'gratis', '', null, {}, 2 ** 60])
      assert.equal(read({ price }).priceAmount, null, String(price));
  });

  it('reads the data of an answer with an error status', () => {
    const body = { data: { rc: '45', message: 'IP Anda tidak kami kenali' } };
    const answer = readReply({ kind: 'answer', status: 400, body, text: '' }, order);
    assert.deepEqual([answer.news, answer.httpStatus], ['blocked', 400]);
    assert.equal(readReply({ kind: 'unknown', reason: 'timeout' }, order).meaning, 'timeout');
  });
});

describe('readDeposit', () => {
  const reply = (body: unknown) => readDeposit({ kind: 'answer', status: 200, body, text: '' });

  it('reads a balance that may be fractional', () => {
    assert.equal(reply({ data: { deposit: 985_400.75 } }), 985_400);
    assert.equal(reply({ data: { deposit: 0 } }), 0);
  });

  it('does not mistake a refusal for an empty deposit', () => {
    assert.equal(reply({ data: { rc: '41', message: 'Signature Anda salah' } }), null);
    assert.equal(readDeposit({ kind: 'unknown', reason: 'timeout' }), null);
  });
});
