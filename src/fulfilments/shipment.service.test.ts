import assert from 'node:assert/strict';
import { guest, type Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { openedShipment, staffWith } from '../../test/factories/fulfilments.js';
import { shipmentOf } from './fulfilment.read-model.js';
import type { Shipment } from './shipment.entity.js';
import { moveShipment, type MoveShipment } from './shipment.service.js';

const refusedWith = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const move = (actor: Actor, { id }: Shipment, order: Omit<MoveShipment, 'shipmentId'>) =>
  inTransaction(actor, (uow) => moveShipment(uow, { shipmentId: id, ...order }));

const statusOf = async ({ transactionId }: Shipment) => (await shipmentOf(transactionId))?.status;

describe('moveShipment', () => {
  const support = staffWith('support');

  it('takes a parcel from the shelf to the door, step by step', async () => {
    const shipment = await openedShipment();
    await move(support, shipment, { event: 'pack' });
    await move(support, shipment, { event: 'ship', trackingNumber: ' JNE 0012-345 ' });
    await move(support, shipment, { event: 'deliver' });
    const delivered = await shipmentOf(shipment.transactionId);
    assert.deepEqual([delivered?.status, delivered?.trackingNumber], ['DELIVERED', 'JNE0012-345']);
    const steps = await query<{ event: string }>(
      'SELECT event FROM state_changes WHERE subject_id = ? ORDER BY id',
      [shipment.id],
    );
    assert.deepEqual(
      steps.map(({ event }) => event),
      ['open', 'pack', 'ship', 'deliver'],
    );
    const deeds = await query('SELECT id FROM activity_logs WHERE subject_id = ?', [shipment.id]);
    assert.equal(deeds.length, 3);
  });

  it('ships nothing without a tracking number', async () => {
    const shipment = await openedShipment();
    await move(support, shipment, { event: 'pack' });
    for (const trackingNumber of [undefined, '', 'ab', '<script>', 'x'.repeat(65)])
      await assert.rejects(
        move(support, shipment, { event: 'ship', trackingNumber }),
        refusedWith('invalid_input'),
      );
    assert.equal(await statusOf(shipment), 'PACKED');
  });

  it('needs no tracking number for goods that the buyer collects, and keeps one that is given', async () => {
    const [bare, numbered] = [
      await openedShipment({ courier: 'ambil' }),
      await openedShipment({ courier: 'ambil' }),
    ];
    for (const shipment of [bare, numbered]) await move(support, shipment, { event: 'pack' });
    await move(support, bare, { event: 'ship' });
    await move(support, numbered, { event: 'ship', trackingNumber: 'A-0012' });
    const after = await Promise.all([bare, numbered].map((each) => shipmentOf(each.transactionId)));
    assert.deepEqual(
      after.map((each) => [each?.status, each?.trackingNumber]),
      [
        ['SHIPPED', null],
        ['SHIPPED', 'A-0012'],
      ],
    );
  });

  it('skips no step and calls nothing off that the courier has', async () => {
    const shipment = await openedShipment();
    await assert.rejects(
      move(support, shipment, { event: 'ship', trackingNumber: 'JNE0012' }),
      refusedWith('illegal_transition'),
    );
    await move(support, shipment, { event: 'pack' });
    await move(support, shipment, { event: 'ship', trackingNumber: 'JNE0012' });
    await assert.rejects(move(support, shipment, { event: 'cancel' }), refusedWith('illegal_transition'));
    assert.equal(await statusOf(shipment), 'SHIPPED');
  });

  it('moves once when two members of staff press at once', async () => {
    const shipment = await openedShipment();
    const presses = await Promise.allSettled([1, 2, 3].map(() => move(support, shipment, { event: 'pack' })));
    assert.equal(presses.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('is refused to those who may not', async () => {
    const shipment = await openedShipment();
    const customer: Actor = { kind: 'customer', id: shipment.id, customerType: 'retail' };
    for (const actor of [guest, customer, staffWith('viewer'), staffWith('finance')])
      await assert.rejects(move(actor, shipment, { event: 'pack' }), refusedWith('forbidden'));
    assert.equal(await statusOf(shipment), 'QUEUED');
  });

  it('may be called off by whoever gives the money back', async () => {
    const shipment = await openedShipment();
    await move(staffWith('finance'), shipment, { event: 'cancel', reason: 'Dana dikembalikan' });
    assert.equal(await statusOf(shipment), 'CANCELLED');
  });
});
