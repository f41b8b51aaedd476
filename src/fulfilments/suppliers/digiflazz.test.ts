import assert from 'node:assert/strict';
import { purchaseBody } from './digiflazz.js';

const order = {
  refId: 'TRX-20260101-0001',
  supplierSku: 'xld10',
  customerNo: '087800001233',
  maxPriceAmount: 10_800,
};

describe('purchaseBody', () => {
  it('is the documented request', () => {
    assert.deepEqual(purchaseBody(order), {
      username: 'tokocontoh',
      sign: '8f8194b0ff6d20476ba1ffa9827a6654',
      buyer_sku_code: 'xld10',
      customer_no: '087800001233',
      ref_id: 'TRX-20260101-0001',
      max_price: 10_800,
      testing: true,
    });
  });

  it('is the same each time, because the same request asks how the purchase stands', () => {
    assert.deepEqual(purchaseBody(order), purchaseBody({ ...order }));
  });

  it('allows dots only where the number has one', () => {
    assert.equal(purchaseBody({ ...order, customerNo: '12.34' }).allow_dot, true);
    assert.equal('allow_dot' in purchaseBody(order), false);
  });
});
