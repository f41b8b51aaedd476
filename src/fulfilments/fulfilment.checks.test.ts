import assert from 'node:assert/strict';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { hasCopy, locales } from '../platform/i18n.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { fulfilmentIn } from '../../test/factories/fulfilments.js';
import { bookCost } from './fulfilment-books.js';
import { fulfilmentChecks } from './fulfilment.checks.js';
import type { Fulfilment } from './fulfilment.entity.js';
import { sealed } from './serial-number.js';

const found = async (name: string) => {
  const check = fulfilmentChecks.find((each) => each.name === name);
  assert.ok(check, name);
  return (await check.run()).count;
};

const booked = (fulfilment: Fulfilment, cost: number) =>
  inTransaction(system('test'), (uow) => bookCost(uow, fulfilment, cost));

/** As if nobody had done anything about it for a while. */
const untouched = ({ id }: Fulfilment) =>
  query('UPDATE fulfilments SET updated_at = updated_at - INTERVAL 11 MINUTE WHERE id = ?', [id]);

describe('fulfilmentChecks', () => {
  const wrongs: [string, () => Promise<unknown>][] = [
    ['delivered_purchase_has_its_cost', () => fulfilmentIn('SUCCESS', { costAmount: 10_500 })],
    [
      'delivered_purchase_has_its_cost',
      async () => booked(await fulfilmentIn('SUCCESS', { costAmount: 10_500 }), 10_501),
    ],
    [
      'reversed_purchase_gave_its_cost_back',
      async () => booked(await fulfilmentIn('REVERSED', { costAmount: 10_500 }), 10_500),
    ],
    ['undelivered_purchase_costs_nothing', async () => booked(await fulfilmentIn('FAILED'), 10_500)],
    ['failed_purchase_delivered_nothing', () => fulfilmentIn('FAILED', sealed('1234567890'))],
    ['success_has_its_serial_number', () => fulfilmentIn('SUCCESS')],
    ['open_purchase_is_watched', async () => untouched(await fulfilmentIn('SENT', { nextCheckAt: null }))],
    ['open_purchase_is_watched', async () => untouched(await fulfilmentIn('QUEUED', { nextCheckAt: null }))],
  ];

  for (const [name, doWrong] of wrongs)
    it(`${name} finds a wrong one`, async () => {
      const before = await found(name);
      await doWrong();
      assert.equal(await found(name), before + 1);
    });

  it('find nothing wrong with a purchase that was booked right', async () => {
    const fulfilment = await fulfilmentIn('SUCCESS', { costAmount: 10_500, ...sealed('1234567890') });
    const before = await found('delivered_purchase_has_its_cost');
    await booked(fulfilment, 10_500);
    assert.equal(await found('delivered_purchase_has_its_cost'), before - 1);
    assert.equal(await found('one_accepted_purchase_per_transaction'), 0);
  });

  it('have a name in both languages', () => {
    for (const { name } of fulfilmentChecks)
      for (const locale of locales) assert.ok(hasCopy(locale, `fulfilment.checks.${name}`), name);
  });
});
