import assert from 'node:assert/strict';
import { query } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { noAnswer, type SupplierAnswer } from './supplier.js';
import { Guard, SupplierClosed } from './guard.js';

const told: SupplierAnswer = { ...noAnswer('pending'), news: 'pending', rc: '03' };
const unanswered = () => Promise.resolve({ answer: noAnswer('timeout') });
const answered = () => Promise.resolve({ answer: told });

const guardAfter = async (silent: number, supplier = newId()) => {
  const guard = new Guard(supplier);
  for (let call = 0; call < silent; call += 1) await guard.run(unanswered);
  return guard;
};

describe('the circuit breaker of a supplier', () => {
  it('opens after five calls in a row without an answer, before any work begins', async () => {
    const guard = await guardAfter(5);
    let begun = false;
    await assert.rejects(
      guard.run(() => {
        begun = true;
        return answered();
      }),
      SupplierClosed,
    );
    assert.equal(begun, false);
  });

  it('stays closed while answers come in between, whatever they say', async () => {
    const guard = await guardAfter(4);
    await guard.run(answered);
    for (let call = 0; call < 4; call += 1) await guard.run(unanswered);
    assert.deepEqual(await guard.run(answered), { answer: told });
  });

  it('tells staff once', async () => {
    const supplier = newId();
    await guardAfter(5, supplier);
    const alerts = () =>
      query(`SELECT id FROM alerts WHERE kind = 'supplier_unreachable' AND subject = ?`, [supplier]);
    for (let look = 0; look < 200 && (await alerts()).length === 0; look += 1);
    assert.equal((await alerts()).length, 1);
  });

  it('refuses more than its seats at once', async () => {
    const guard = new Guard(newId());
    const release: (() => void)[] = [];
    const held = Array.from({ length: 16 }, () =>
      guard.run(() => new Promise<null>((resolve) => release.push(() => resolve(null)))),
    );
    await assert.rejects(guard.run(answered), SupplierClosed);
    release.forEach((each) => each());
    await Promise.all(held);
    assert.deepEqual(await guard.run(answered), { answer: told });
  });

  it('does not count our own failures as the supplier being silent', async () => {
    const guard = new Guard(newId());
    const broken = () => Promise.reject(new Error('database gone'));
    for (let call = 0; call < 10; call += 1) await assert.rejects(guard.run(broken), /database gone/);
    assert.deepEqual(await guard.run(answered), { answer: told });
  });
});
