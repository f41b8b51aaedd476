import assert from 'node:assert/strict';
import { openAlerts, runTask } from '../../test/factories/fulfilments.js';
import { useSandbox } from '../../test/sandbox.js';

describe('check-supplier-deposit', () => {
  const providers = useSandbox();

  it('opens an alert below the line, and closes it when the deposit is back', async () => {
    await providers.control('digiflazz/deposit', { amount: 499_999 });
    await runTask('check-supplier-deposit');
    assert.ok((await openAlerts('digiflazz')).includes('supplier_deposit_low'));
    await providers.control('digiflazz/deposit', { amount: 500_000 });
    await runTask('check-supplier-deposit');
    assert.equal((await openAlerts('digiflazz')).includes('supplier_deposit_low'), false);
  });
});
