import assert from 'node:assert/strict';
import { DomainError } from '../platform/errors.js';
import { hasCopy, locales } from '../platform/i18n.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { fulfilmentIn, reload } from '../../test/factories/fulfilments.js';
import { Fulfilment } from './fulfilment.entity.js';
import { fulfilmentStates, type FulfilmentEvent } from './fulfilment.states.js';
import { shipmentStates, type ShipmentEvent } from './shipment.states.js';

const events: FulfilmentEvent[] = ['send', 'pause', 'refuse', 'pend', 'lose', 'succeed', 'fail', 'reverse'];

const written: Record<string, string> = {
  'QUEUED send': 'SENT',
  'QUEUED refuse': 'FAILED',
  'SENT pause': 'QUEUED',
  'SENT pend': 'PENDING',
  'SENT lose': 'UNKNOWN',
  'SENT succeed': 'SUCCESS',
  'SENT fail': 'FAILED',
  'PENDING lose': 'UNKNOWN',
  'PENDING succeed': 'SUCCESS',
  'PENDING fail': 'FAILED',
  'UNKNOWN pend': 'PENDING',
  'UNKNOWN succeed': 'SUCCESS',
  'UNKNOWN fail': 'FAILED',
  'SUCCESS reverse': 'REVERSED',
};

describe('the states of a fulfilment', () => {
  for (const from of fulfilmentStates.states)
    for (const event of events) {
      const to = written[`${from} ${event}`];
      it(
        to ? `moves ${from} to ${to} on ${event}, with history` : `refuses ${event} in ${from}`,
        async () => {
          const fulfilment = await fulfilmentIn(from);
          const move = () =>
            inTransaction(system('test'), (uow) => uow.move(fulfilmentStates, Fulfilment, fulfilment, event));
          if (!to) {
            await assert.rejects(
              move(),
              (error) => error instanceof DomainError && error.code === 'illegal_transition',
            );
            assert.equal((await reload(fulfilment)).status, from);
            return;
          }
          await move();
          assert.equal((await reload(fulfilment)).status, to);
          const history = await query<{ from_status: string; to_status: string }>(
            'SELECT from_status, to_status FROM state_changes WHERE subject_id = ? AND event = ?',
            [fulfilment.id, event],
          );
          assert.deepEqual({ ...history[0] }, { from_status: from, to_status: to });
        },
      );
    }

  it('have a name in both languages', () => {
    for (const locale of locales) {
      for (const state of fulfilmentStates.states)
        assert.ok(hasCopy(locale, `fulfilment.statuses.${state}`), state);
      for (const state of shipmentStates.states)
        assert.ok(hasCopy(locale, `fulfilment.shipment_statuses.${state}`), state);
    }
  });
});

describe('the states of a shipment', () => {
  it('go forward only, and cancel only before the courier has the parcel', () => {
    const allowed: string[] = [];
    for (const from of shipmentStates.states)
      for (const event of ['pack', 'ship', 'deliver', 'cancel'] satisfies ShipmentEvent[])
        if (shipmentStates.can(from, event))
          allowed.push(`${from} ${event} ${shipmentStates.next(from, event)}`);
    assert.deepEqual(allowed, [
      'QUEUED pack PACKED',
      'QUEUED cancel CANCELLED',
      'PACKED ship SHIPPED',
      'PACKED cancel CANCELLED',
      'SHIPPED deliver DELIVERED',
    ]);
  });
});
