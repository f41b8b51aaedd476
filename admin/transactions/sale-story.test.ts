import assert from 'node:assert/strict';
import { aDesk, urlOf, useConsole } from '../../test/console.js';
import { aBareRow } from '../../test/factories/bare-rows.js';
import { Fulfilment } from '../../src/fulfilments/index.js';
import { AlertNote } from '../../src/platform/operations.entity.js';
import { newId } from '../../src/platform/ids.js';
import { permissions, staffRoles } from '../../src/staff/index.js';
import { Transaction } from '../../src/transactions/index.js';
import { fulfilmentResource } from '../fulfilments/fulfilment.resource.js';

const camel = (column: string): string =>
  column.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

describe('the story of a sale', () => {
  useConsole();

  it('shows each role the columns of an order that its own screen shows, and no others', async () => {
    const number = newId().slice(-20);
    const sale = await aBareRow(Transaction, ['inputSchemaId'], { number });
    await aBareRow(Fulfilment, [], { transactionId: sale, costAmount: 7_654 });
    for (const role of staffRoles) {
      const desk = await aDesk(role);
      const { story } = (await desk.get(urlOf.record('Transaction', sale, 'show'))).body.record ?? {};
      const [order = {}] = (story?.['fulfilments'] ?? []) as Record<string, unknown>[];
      for (const column of Object.keys(order)) {
        const permission = fulfilmentResource.policy.fields[camel(column)]?.permission;
        assert.ok(!permission || permissions[role].has(permission), `${role} sees ${column}`);
      }
      assert.equal('cost_amount' in order, permissions[role].has('ledger.read'), role);
    }
  });

  it('keeps the details of alerts, which hold costs, to readers of the books', async () => {
    const alert = await aBareRow(AlertNote, [], { details: JSON.stringify({ costAmount: 7_654 }) });
    for (const role of ['support', 'finance'] as const) {
      const { text } = await (await aDesk(role)).get(urlOf.record('AlertNote', alert, 'show'));
      assert.equal(text.includes('7654'), role === 'finance', role);
    }
  });
});
