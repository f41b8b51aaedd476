import assert from 'node:assert/strict';
import {
  closedPaymentSignature,
  hmacSha256,
  isClosedPaymentSignature,
  openPaymentSignature,
} from './signatures.js';

const privateKey = 'tp-private-EXAMPLE-01';

describe('closed payment signature', () => {
  it("equals the provider's published sample", () => {
    const claim = { merchantCode: 'T0001', merchantRef: 'INV55567', amount: 1_500_000 };
    const expected = '9f167eba844d1fcb369404e2bda53702e2f78f7aa12e91da6715414e65b8c86a';
    assert.equal(closedPaymentSignature('ytf6ooi2gmlNPfpchd94jDOk8hRWOu', claim), expected);
  });

  it('joins merchant code, reference and amount without separators', () => {
    const first = { merchantCode: 'T12345', merchantRef: 'TRX-20260101-0001', amount: 25_000 };
    const second = { merchantCode: 'T12345', merchantRef: 'INV/2026/07/0042', amount: 1_500_750 };
    assert.equal(
      closedPaymentSignature(privateKey, first),
      '0a0ee4db6a570ec9588dc7d6714f2935cbe1faf955fb9cdb88edb82be0b44742',
    );
    assert.equal(
      closedPaymentSignature(privateKey, second),
      '83875d254c988d1d8f385dba37fae4a0f47361da085990493104baf2ee26acc6',
    );
  });

  it('is refused when the amount was signed with decimals', () => {
    const claim = { merchantCode: 'T12345', merchantRef: 'INV/2026/07/0042', amount: 1_500_750 };
    const withDecimals = closedPaymentSignature(privateKey, { ...claim, amount: '1500750.00' });
    assert.equal(withDecimals, 'e423d7be75256711665f6ba2261b40677fea046ca209d5f4d4a74876e3e1741c');
    assert.equal(isClosedPaymentSignature(withDecimals, privateKey, claim), false);
  });

  it('is refused when it is empty or cut short', () => {
    const claim = { merchantCode: 'T12345', merchantRef: 'TRX-20260101-0001', amount: 25_000 };
    assert.equal(isClosedPaymentSignature('', privateKey, claim), false);
    assert.equal(isClosedPaymentSignature('0a0ee4db', privateKey, claim), false);
  });
});

describe('open payment signature', () => {
  it('puts the method before the reference', () => {
    const right = '9f5e194d5625ce82c47050c198381289bb9a00506bbe3a52d3a63782cce74f0e';
    const claim = { merchantCode: 'T12345', method: 'BCAVAOP', merchantRef: 'USER-77' };
    assert.equal(openPaymentSignature(privateKey, claim), right);
    assert.equal(
      hmacSha256(privateKey, 'T12345USER-77BCAVAOP'),
      '86ffb90a60c5587353d6a5e783eba529efd5c1710a00098420f91029a221e993',
    );
  });
});
