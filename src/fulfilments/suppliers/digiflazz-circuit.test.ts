import assert from 'node:assert/strict';
import { until } from '../../../test/until.js';
import { query } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { circuitOf } from './digiflazz-circuit.js';
import { noAnswer, type SupplierAnswer } from './supplier.js';

const refused: SupplierAnswer = { ...noAnswer('wrong_signature'), rc: '41' };

describe('the circuit breaker of a supplier', () => {
  it('opens on silence and tells staff once', async () => {
    const supplier = newId();
    const circuit = circuitOf(supplier);
    for (let call = 0; call < 9; call += 1)
      await circuit.run(() => Promise.resolve({ answer: noAnswer('timeout') }), null);
    assert.equal(circuit.isResting, true);
    const alerts = () =>
      query(`SELECT id FROM alerts WHERE kind = 'supplier_unreachable' AND subject = ?`, [supplier]);
    await until('the alert', async () => (await alerts()).length > 0);
    assert.equal((await alerts()).length, 1);
  });

  it('stays closed on any word of the supplier, and on orders that needed no call', async () => {
    const circuit = circuitOf(newId());
    for (let call = 0; call < 9; call += 1) {
      await circuit.run(() => Promise.resolve({ answer: refused }), null);
      await circuit.run(() => Promise.resolve(null), null);
    }
    assert.equal(circuit.isResting, false);
  });
});
