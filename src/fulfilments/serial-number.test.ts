import assert from 'node:assert/strict';
import { electricityToken, hintOf, sealed, unsealed } from './serial-number.js';

describe('electricityToken', () => {
  const grouped = '1111-2222-3333-4444-5555';

  it('reads the token before the first slash, with or without dashes', () => {
    assert.equal(electricityToken('1111-2222-3333-4444-5555/NAMA CONTOH/R1M/900VA/13,5KWH'), grouped);
    assert.equal(electricityToken('11112222333344445555/NAMA CO/NTOH/R1/900/13.5.'), grouped);
    assert.equal(electricityToken('1111 2222 3333 4444 5555 /NAMA'), grouped);
    assert.equal(electricityToken(' 1111-2222-3333-4444-5555 '), grouped);
  });

  it('leaves everything else as the supplier sent it', () => {
    for (const other of ['1111-2222-3333-4444/NAMA', '11112222333344445555', 'S12345/67', 'VOUCHER-1', ''])
      assert.equal(electricityToken(other), null, other);
  });
});

describe('hintOf', () => {
  it('shows the end of the goods themselves, never of name or tariff', () => {
    assert.equal(hintOf('1111-2222-3333-4444-5555/NAMA CONTOH/R1M/900VA/13,5'), '5555');
  });

  it('never shows more than a third', () => {
    for (const [serialNumber, hint] of [
      ['1234567890', '890'],
      ['ABCDEF', 'EF'],
      ['AB', ''],
      ['123456789012', '9012'],
    ])
      assert.equal(hintOf(serialNumber ?? ''), hint);
  });
});

describe('sealed', () => {
  it('hides a serial number and gives it back', () => {
    const { serialNumberCipher } = sealed('1234567890/ÑAMA');
    assert.equal(serialNumberCipher.includes('1234567890'), false);
    assert.equal(unsealed(serialNumberCipher), '1234567890/ÑAMA');
  });
});
