import assert from 'node:assert/strict';
import { channels, findChannel, type Channel } from './channels.js';
import { feeOf, presentChannel, presentFee } from './fees.js';

function channel(code: string): Channel {
  const found = findChannel(code);
  assert.ok(found, code);
  return found;
}

describe('channel fees', () => {
  it('charge the customer a flat fee for a virtual account', () => {
    assert.deepEqual(feeOf(channel('BRIVA'), 25_000), { merchant: 0, customer: 4_250 });
    assert.deepEqual(feeOf(channel('BCAVA'), 25_000), { merchant: 0, customer: 5_500 });
  });

  it('charge the customer 750 and 0.7 % for QRIS, a fraction rounded up as it was billed', () => {
    assert.equal(feeOf(channel('QRIS'), 120_000).customer, 1_590);
    assert.equal(feeOf(channel('QRIS'), 192_080).customer, 2_095);
  });

  it('charge the merchant 3 % for an e-wallet, at least 1,000', () => {
    assert.deepEqual(feeOf(channel('OVO'), 100_000), { merchant: 3_000, customer: 0 });
    assert.deepEqual(feeOf(channel('DANA'), 10_000), { merchant: 1_000, customer: 0 });
  });

  it('are listed with the total percentage as text and the shares as numbers', () => {
    const row = presentChannel(channel('QRIS'), 'icon');
    assert.deepEqual(row.total_fee, { flat: 750, percent: '0.70' });
    assert.deepEqual(row.fee_customer, { flat: 750, percent: 0.7 });
    assert.deepEqual(row.fee_merchant, { flat: 0, percent: 0 });
    assert.equal(row.type, 'direct');
  });

  it('are calculated with the percentage as text and the totals as numbers', () => {
    const row = presentFee(channel('QRIS'), 100_000);
    assert.deepEqual(row.total_fee, { merchant: 0, customer: 1_450 });
    assert.deepEqual(row.fee, { flat: 750, percent: '0.70', min: 750, max: null });
  });
});

describe('the channel list', () => {
  it('has at least twelve channels in four groups and one that is not active', () => {
    assert.ok(channels.length >= 12);
    assert.equal(new Set(channels.map(({ group }) => group)).size, 4);
    assert.equal(channels.filter(({ active }) => !active).length, 1);
  });

  it('names every channel once', () => {
    assert.equal(new Set(channels.map(({ code }) => code)).size, channels.length);
  });
});
