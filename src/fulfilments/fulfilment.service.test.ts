import assert from 'node:assert/strict';
import { guest, system, type Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  ageCall,
  fulfilmentIn,
  pass,
  queuedFulfilment,
  reload,
  restoreClock,
  staffWith,
} from '../../test/factories/fulfilments.js';
import { Fulfilment } from './fulfilment.entity.js';
import { fulfilmentOf, fulfilmentsOf } from './fulfilment.read-model.js';
import {
  failFulfilment,
  recheckFulfilment,
  revealSerialNumber,
  withdrawFulfilment,
} from './fulfilment.service.js';
import { sealed } from './serial-number.js';

const refusedWith = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const customer: Actor = { kind: 'customer', id: newId(), customerType: 'retail' };
const strangers = [guest, customer, staffWith('viewer'), staffWith('catalogue')];

const activityOf = (id: string) =>
  query<{ action: string; reason: string }>('SELECT action, reason FROM activity_logs WHERE subject_id = ?', [
    id,
  ]);
const jobsOf = (id: string) =>
  query<{ job: string }>(`SELECT job FROM outbox WHERE payload LIKE ?`, [`%${id}%`]);

type UseCase = typeof recheckFulfilment | typeof failFulfilment | typeof revealSerialNumber;
const by = (actor: Actor, useCase: UseCase, fulfilmentId: string, reason = 'Pelanggan bertanya') =>
  inTransaction<unknown>(actor, (uow) => useCase(uow, { fulfilmentId, reason }));

describe('startFulfilment', () => {
  it('queues one purchase whose id is the reference, and rings its job', async () => {
    const fulfilment = await queuedFulfilment();
    const stored = await reload(fulfilment);
    assert.deepEqual([stored.refId, stored.status, stored.calls], [stored.id, 'QUEUED', 0]);
    assert.ok((await jobsOf(stored.id)).some(({ job }) => job === 'ProcessDigiflazzOrder'));
    assert.equal((await fulfilmentOf(stored.transactionId))?.id, stored.id);
  });

  it('allows one purchase per sale', async () => {
    const { transactionId } = await queuedFulfilment();
    await assert.rejects(queuedFulfilment({ transactionId }), /Duplicate/);
    assert.equal((await fulfilmentsOf([transactionId])).length, 1);
    assert.deepEqual(await fulfilmentsOf([]), []);
  });
});

describe('recheckFulfilment', () => {
  afterEach(restoreClock);

  it('has the supplier asked now, and writes down who wanted it and why', async () => {
    const unknown = await fulfilmentIn('UNKNOWN');
    await ageCall(unknown, 60_000);
    await by(staffWith('support'), recheckFulfilment, unknown.id);
    assert.deepEqual(
      (await jobsOf(unknown.id)).map(({ job }) => job),
      ['ProcessDigiflazzOrder'],
    );
    assert.deepEqual(
      { ...(await activityOf(unknown.id))[0] },
      { action: 'fulfilment.recheck', reason: 'Pelanggan bertanya' },
    );
  });

  it("is refused within the supplier's minute, after the end, and when asking would buy again", async () => {
    const support = staffWith('support');
    await assert.rejects(
      by(support, recheckFulfilment, (await fulfilmentIn('UNKNOWN')).id),
      refusedWith('fulfilment_asked_recently'),
    );
    for (const status of ['SUCCESS', 'FAILED', 'REVERSED'] as const)
      await assert.rejects(
        by(support, recheckFulfilment, (await fulfilmentIn(status)).id),
        refusedWith('fulfilment_settled'),
      );
    const old = await fulfilmentIn('UNKNOWN');
    pass(81 * 86_400_000);
    await assert.rejects(by(support, recheckFulfilment, old.id), refusedWith('fulfilment_too_old'));
    assert.deepEqual(await jobsOf(old.id), []);
  });

  it('is refused to everybody without the right, without a reason, and for nothing', async () => {
    const unknown = await fulfilmentIn('UNKNOWN');
    for (const actor of strangers)
      await assert.rejects(by(actor, recheckFulfilment, unknown.id), refusedWith('forbidden'));
    await assert.rejects(
      by(staffWith('support'), recheckFulfilment, unknown.id, '  '),
      refusedWith('invalid_input'),
    );
    await assert.rejects(by(staffWith('support'), recheckFulfilment, newId()), refusedWith('not_found'));
  });
});

describe('failFulfilment', () => {
  it('gives up an order of which certainly nothing was bought', async () => {
    const waiting = await fulfilmentIn('QUEUED', { calls: 2, rc: '44' });
    await by(staffWith('finance'), failFulfilment, waiting.id);
    assert.equal((await reload(waiting)).status, 'FAILED');
    assert.equal((await activityOf(waiting.id))[0]?.action, 'fulfilment.fail');
  });

  it('is refused while the goods may have been bought', async () => {
    for (const status of ['SENT', 'PENDING', 'UNKNOWN'] as const) {
      const open = await fulfilmentIn(status);
      await assert.rejects(
        by(staffWith('owner'), failFulfilment, open.id),
        refusedWith('fulfilment_maybe_bought'),
      );
      assert.equal((await reload(open)).status, status);
    }
    const delivered = await fulfilmentIn('SUCCESS');
    await assert.rejects(
      by(staffWith('owner'), failFulfilment, delivered.id),
      refusedWith('fulfilment_settled'),
    );
  });

  it('does nothing a second time', async () => {
    const waiting = await fulfilmentIn('QUEUED');
    await by(staffWith('finance'), failFulfilment, waiting.id);
    await by(staffWith('finance'), failFulfilment, waiting.id);
    assert.equal((await activityOf(waiting.id)).length, 1);
  });

  it('is refused to those who may not give money back', async () => {
    const waiting = await fulfilmentIn('QUEUED');
    for (const actor of [...strangers, staffWith('support')])
      await assert.rejects(by(actor, failFulfilment, waiting.id), refusedWith('forbidden'));
  });
});

describe('withdrawFulfilment', () => {
  const withdraw = ({ transactionId }: Fulfilment) =>
    inTransaction(system('test'), (uow) =>
      withdrawFulfilment(uow, { transactionId, code: 'payment_returned' }),
    );

  it('takes back an order of which certainly nothing was bought, and no other', async () => {
    for (const [status, withdrawn, then] of [
      ['QUEUED', true, 'FAILED'],
      ['FAILED', true, 'FAILED'],
      ['SENT', false, 'SENT'],
      ['PENDING', false, 'PENDING'],
      ['UNKNOWN', false, 'UNKNOWN'],
      ['SUCCESS', false, 'SUCCESS'],
    ] as const) {
      const order = await fulfilmentIn(status);
      assert.deepEqual([await withdraw(order), (await reload(order)).status], [withdrawn, then]);
    }
  });

  it('finds nothing to take back for a sale without an order', async () => {
    const none = Object.assign(new Fulfilment(), { transactionId: newId() });
    assert.equal(await withdraw(none), false);
  });
});

describe('revealSerialNumber', () => {
  it('shows it to staff with a reason, and remembers that they looked', async () => {
    const delivered = await fulfilmentIn('SUCCESS', sealed('1111-2222-3333-4444-5555/NAMA'));
    assert.equal(
      await by(staffWith('support'), revealSerialNumber, delivered.id),
      '1111-2222-3333-4444-5555/NAMA',
    );
    assert.equal((await activityOf(delivered.id))[0]?.action, 'serial_number.reveal');
  });

  it('is refused without the right, without a reason and before delivery', async () => {
    const delivered = await fulfilmentIn('SUCCESS', sealed('1234567890'));
    for (const actor of [...strangers, staffWith('finance')])
      await assert.rejects(by(actor, revealSerialNumber, delivered.id), refusedWith('forbidden'));
    await assert.rejects(
      by(staffWith('owner'), revealSerialNumber, delivered.id, ''),
      refusedWith('invalid_input'),
    );
    const open = await fulfilmentIn('PENDING');
    await assert.rejects(
      by(staffWith('owner'), revealSerialNumber, open.id),
      refusedWith('serial_number_missing'),
    );
    assert.deepEqual(await activityOf(delivered.id), []);
  });
});
