import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { createApp } from '../app.js';
import { hmac } from '../platform/cipher.js';
import { config } from '../platform/config.js';
import { database, query } from '../platform/database.js';
import {
  bookedUnder,
  callsOf,
  fulfilmentIn,
  openAlerts,
  pass,
  queuedFulfilment,
  reload,
  restoreClock,
  runTask,
  staffWith,
  testNumbers,
} from '../../test/factories/fulfilments.js';
import { drainJobs, drainPatiently, restartDeadJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { until } from '../../test/until.js';
import { system } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { replayCallback } from '../staff/index.js';
import { fulfilmentInbox } from './callback-inbox.js';
import { recordAnswer } from './record-answer.js';
import { readEnvelope } from './suppliers/digiflazz-answer.js';
import { Fulfilment, FulfilmentCallback } from './fulfilment.entity.js';
import { presentFulfilment } from './fulfilment.presenter.js';
import { forgetCircuit } from './suppliers/digiflazz-circuit.js';

const path = '/api/v1/callbacks/digiflazz';

interface Word {
  status?: string;
  rc?: string;
  sn?: string;
  price?: number;
  [field: string]: unknown;
}

const bodyFor = (refId: string, word: Word = {}): string =>
  JSON.stringify({
    data: {
      ref_id: refId,
      customer_no: testNumbers.success,
      buyer_sku_code: 'xld10',
      message: 'Transaksi Sukses',
      status: 'Sukses',
      rc: '00',
      buyer_last_saldo: 985_400,
      sn: '1234567890',
      price: 10_500,
      tele: '@kontakseller',
      wa: '081234512345',
      ...word,
    },
  });

const pending = { status: 'Pending', rc: '03', sn: '' };
const failed = (rc: string) => ({ status: 'Gagal', rc, sn: '' });

describe('POST /api/v1/callbacks/digiflazz', () => {
  const providers = useSandbox();
  let server: Server;
  before(async () => {
    server = createServer(createApp()).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());
  beforeEach(forgetCircuit);
  afterEach(restoreClock);

  const send = (
    body: string,
    signature = `sha1=${hmac('sha1', config.DIGIFLAZZ_WEBHOOK_SECRET, body)}`,
    to = path,
  ) =>
    request(server)
      .post(to)
      .set('Content-Type', 'application/json')
      .set('X-Digiflazz-Event', 'update')
      .set('X-Hub-Signature', signature)
      .send(body);

  const callbacksOf = (refId: string) =>
    database()
      .getRepository(FulfilmentCallback)
      .find({ where: { refId }, order: { id: 'ASC' } });

  /** Tells the shop one thing after another; the jobs run after each. */
  async function tell(fulfilment: Fulfilment, ...told: Word[]): Promise<Fulfilment> {
    for (const word of told) {
      assert.equal((await send(bodyFor(fulfilment.id, word))).status, 200);
      await drainJobs();
    }
    return reload(fulfilment);
  }

  /** The door raises its alert after the answer. */
  const untilForgeryIsTold = () =>
    until('the alert', async () => (await openAlerts('digiflazz')).includes('callback_forged'));

  const verdicts = async ({ id }: Fulfilment) => (await callbacksOf(id)).map(({ verdict }) => verdict);

  it('S2.190 settles a pending order, with its serial number and cost', async () => {
    const settled = await tell(await fulfilmentIn('PENDING'), {});
    assert.equal(settled.status, 'SUCCESS');
    assert.equal(presentFulfilment(settled, { owner: true }).serial_number, '1234567890');
    assert.equal(await bookedUnder(`fulfilment:${settled.id}:cost`), 10_500);
    assert.deepEqual(await verdicts(settled), ['APPLIED']);
  });

  it('S2.201 is reachable under its second address', async () => {
    const fulfilment = await fulfilmentIn('PENDING');
    const signature = `sha1=${hmac('sha1', config.DIGIFLAZZ_WEBHOOK_SECRET, bodyFor(fulfilment.id))}`;
    await send(bodyFor(fulfilment.id), signature, '/api/v1/notifications/webhook/digiflazz').expect(200);
    await drainJobs();
    assert.equal((await reload(fulfilment)).status, 'SUCCESS');
  });

  it('refuses a forged message and stores nothing', async () => {
    const fulfilment = await fulfilmentIn('PENDING');
    for (const signature of ['', 'sha1=', `sha1=${hmac('sha1', 'guessed', bodyFor(fulfilment.id))}`]) {
      const answer = await send(bodyFor(fulfilment.id), signature);
      assert.deepEqual([answer.status, (answer.body as { code: string }).code], [403, 'signature_invalid']);
    }
    assert.deepEqual(await callbacksOf(fulfilment.id), []);
    assert.equal((await reload(fulfilment)).status, 'PENDING');
    await untilForgeryIsTold();
  });

  it('verifies the bytes that came, with slashes as they were escaped', async () => {
    const fulfilment = await fulfilmentIn('PENDING', { supplierSku: 'pln20' });
    const body = bodyFor(fulfilment.id, {
      buyer_sku_code: 'pln20',
      sn: '1111-2222-3333-4444-5555/NAMA CONTOH/R1M/900VA/13,5',
    }).replaceAll('/', '\\/');
    const overParsed = `sha1=${hmac('sha1', config.DIGIFLAZZ_WEBHOOK_SECRET, JSON.stringify(JSON.parse(body)))}`;
    assert.equal((await send(body, overParsed)).status, 403);
    assert.equal((await send(body)).status, 200);
    await drainJobs();
    const { token } = presentFulfilment(await reload(fulfilment), { owner: true });
    assert.equal(token, '1111-2222-3333-4444-5555');
  });

  it('answers a ping, signed or not, and keeps nothing of it', async () => {
    const ping = JSON.stringify({ sed: 'x', hook_id: 'abc12', hook: { secret: 'rahasia', status: 1 } });
    const count = () => query<{ n: string }>('SELECT COUNT(*) AS n FROM fulfilment_callbacks');
    const before = await count();
    await send(ping, '').expect(200);
    await send(ping).expect(200);
    assert.deepEqual(await count(), before);
  });

  it('never answers with an error of ours, whatever bytes come', async () => {
    for (const [body, status] of [
      ['', 200],
      ['not json', 200],
      ['[]', 200],
      ['{"data":null}', 200],
      [`{"data":{"ref_id":"${'x'.repeat(65)}","rc":"00"}}`, 200],
      [`{"data":{"ref_id":"nöé","rc":"00"}}`, 200],
      ['x'.repeat(9_000), 413],
    ] as const)
      assert.equal((await send(body)).status, status, body.slice(0, 40));
    await drainJobs();
  });

  it("stores the body encrypted, without the seller's contacts in clear", async () => {
    const fulfilment = await tell(await fulfilmentIn('PENDING'), {});
    const [callback] = await callbacksOf(fulfilment.id);
    for (const secret of ['1234567890', 'kontakseller', '081234512345'])
      assert.equal(callback?.bodyCipher.includes(secret), false);
    const columns = JSON.stringify([fulfilment, await callsOf(fulfilment)]);
    for (const contact of ['kontakseller', '081234512345']) assert.equal(columns.includes(contact), false);
  });

  it('acts once on a message that comes many times at once', async () => {
    const fulfilment = await fulfilmentIn('PENDING');
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(bodyFor(fulfilment.id))));
    assert.ok(answers.every(({ status }) => status === 200));
    await drainJobs();
    const stored = await callbacksOf(fulfilment.id);
    assert.deepEqual([stored.length, stored[0]?.deliveries], [1, 8]);
    assert.equal((await callsOf(fulfilment)).length, 1);
    assert.equal(await bookedUnder(`fulfilment:${fulfilment.id}:cost`), 10_500);
  });

  it('ends the same in whatever order and company the messages come', async () => {
    const fulfilment = await fulfilmentIn('SENT');
    const told = [
      pending,
      { buyer_last_saldo: 1 },
      { ...pending, buyer_last_saldo: 2 },
      { buyer_last_saldo: 3 },
    ];
    await Promise.all(told.map((word) => send(bodyFor(fulfilment.id, word))));
    await Promise.all([drainJobs(), drainJobs()]);
    await drainJobs();
    assert.equal((await reload(fulfilment)).status, 'SUCCESS');
    assert.equal(await bookedUnder(`fulfilment:${fulfilment.id}:cost`), 10_500);
  });

  it('may come before the answer to our own call', async () => {
    const fulfilment = await queuedFulfilment({ customerNo: testNumbers.success });
    providers.sendCallbacksTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await providers.control('digiflazz', { mode: 'lost', times: 1, ref_id: fulfilment.id });
    await drainJobs();
    await until('the message', async () => (await callbacksOf(fulfilment.id)).length > 0);
    providers.sendCallbacksTo('http://127.0.0.1:9');
    await drainJobs();
    const told = await reload(fulfilment);
    assert.deepEqual([told.status, told.calls], ['SUCCESS', 1]);
    const late = readEnvelope(JSON.parse(bodyFor(told.id, pending)), told);
    const asked = { status: 'QUEUED', rc: null } as const;
    const { verdict } = await inTransaction(system('test'), (uow) =>
      recordAnswer(uow, { fulfilmentId: told.id, answer: late, asked, durationMs: 1 }),
    );
    assert.deepEqual([verdict, (await reload(told)).status], ['IGNORED', 'SUCCESS']);
    assert.equal(await bookedUnder(`fulfilment:${told.id}:cost`), 10_500);
  });

  it('lets a late pending undo neither success nor failure', async () => {
    assert.equal((await tell(await fulfilmentIn('PENDING'), {}, pending)).status, 'SUCCESS');
    const lost = await tell(await fulfilmentIn('PENDING'), failed('54'), pending);
    assert.equal(lost.status, 'FAILED');
    assert.deepEqual(await verdicts(lost), ['APPLIED', 'IGNORED']);
  });

  it('does not believe a time-out until it was asked about', async () => {
    const doubtful = await tell(await fulfilmentIn('PENDING'), failed('01'), { ...failed('01'), price: 1 });
    assert.deepEqual([doubtful.status, doubtful.rc], ['UNKNOWN', '01']);
  });

  it('reverses a success that the supplier refunded, in state and books', async () => {
    const reversed = await tell(await fulfilmentIn('PENDING'), {}, failed('74'), {
      ...failed('74'),
      price: 1,
    });
    assert.equal(reversed.status, 'REVERSED');
    assert.equal(await bookedUnder(`fulfilment:${reversed.id}:reversed`), 10_500);
    assert.deepEqual(await openAlerts(reversed.id), ['fulfilment_reversed']);
  });

  it('leaves a failure after a success to a person', async () => {
    const told = await tell(await fulfilmentIn('PENDING'), {}, failed('02'));
    assert.deepEqual([told.status, told.reviewReason], ['SUCCESS', 'failure_after_success']);
    assert.deepEqual(await openAlerts(told.id), ['fulfilment_contradiction']);
    assert.deepEqual(await verdicts(told), ['APPLIED', 'REVIEW']);
  });

  it('books the loss once when a failed purchase was bought after all', async () => {
    const told = await tell(await fulfilmentIn('PENDING'), failed('02'), {}, { buyer_last_saldo: 1 });
    assert.deepEqual([told.status, told.reviewReason], ['FAILED', 'success_after_failed']);
    assert.equal(await bookedUnder(`fulfilment:${told.id}:cost`), 10_500);
    assert.equal(told.serialNumberCipher, null);
    const undone = await tell(told, failed('74'));
    assert.equal(undone.status, 'FAILED');
    assert.equal(await bookedUnder(`fulfilment:${told.id}:reversed`), 10_500);
  });

  it('keeps a success without its serial number open, and fills it in when it comes', async () => {
    const bare = await tell(await fulfilmentIn('PENDING'), { sn: '' });
    assert.deepEqual([bare.status, await bookedUnder(`fulfilment:${bare.id}:cost`)], ['PENDING', 0]);
    assert.equal((await tell(bare, {})).status, 'SUCCESS');
    const unneeded = await tell(await fulfilmentIn('PENDING', { needsSerialNumber: false }), { sn: '' });
    assert.deepEqual([unneeded.status, unneeded.serialNumberCipher], ['SUCCESS', null]);
    assert.equal(presentFulfilment(await tell(unneeded, {}), { owner: true }).serial_number, '1234567890');
  });

  it('leaves a second, different serial number to a person', async () => {
    const told = await tell(await fulfilmentIn('PENDING'), {}, { sn: '999' });
    assert.equal(presentFulfilment(told, { owner: true }).serial_number, '1234567890');
    assert.equal(told.reviewReason, 'success_after_success');
  });

  it('books the maximum and tells staff when the supplier names no price, or a higher one', async () => {
    const silent = await tell(await fulfilmentIn('PENDING'), { price: undefined });
    assert.equal(silent.costAmount, 10_800);
    assert.deepEqual(await openAlerts(silent.id), ['supplier_price_unexpected']);
    const dear = await tell(await fulfilmentIn('PENDING'), { price: 11_000 });
    assert.equal(dear.costAmount, 11_000);
    assert.deepEqual(await openAlerts(dear.id), ['supplier_price_unexpected']);
  });

  it('puts a word about an order that was never sent up for review', async () => {
    const told = await tell(await fulfilmentIn('QUEUED'), {});
    assert.deepEqual([told.status, told.reviewReason], ['QUEUED', 'answer_before_call']);
  });

  it('takes an order that was refused out of the queue only for a message that proves a purchase', async () => {
    const refused = await fulfilmentIn('QUEUED', { calls: 1, rc: '44' });
    const told = await tell(refused, { rc: '77', status: 'Gagal' });
    assert.deepEqual([told.status, await verdicts(told)], ['QUEUED', ['IGNORED']]);
    assert.equal((await tell(told, {})).status, 'SUCCESS');
  });

  it('stores a message about an unknown order for a person', async () => {
    await send(bodyFor('TRX-20260101-0001', { sn: 'x' })).expect(200);
    await drainJobs();
    const [callback] = await callbacksOf('TRX-20260101-0001');
    assert.deepEqual([callback?.verdict, callback?.note], ['REVIEW', 'unmatched']);
  });

  it('marks a message as failed once its job has given up, and acts on it when the job is restarted', async () => {
    const fulfilment = await fulfilmentIn('PENDING');
    await send(bodyFor(fulfilment.id)).expect(200);
    const [stored] = await callbacksOf(fulfilment.id);
    const keep = (bodyCipher?: Buffer) =>
      query('UPDATE fulfilment_callbacks SET body_cipher = ? WHERE id = ?', [bodyCipher, stored?.id]);
    await keep(Buffer.from('no cipher of ours'));
    await drainPatiently('process-fulfilment-callback');
    assert.deepEqual(await verdicts(fulfilment), ['FAILED']);
    await keep(stored?.bodyCipher);
    await restartDeadJobs('process-fulfilment-callback');
    await drainJobs();
    assert.deepEqual(await verdicts(fulfilment), ['APPLIED']);
    assert.equal((await reload(fulfilment)).status, 'SUCCESS');
  });

  it('acts on a message again when staff ask for it, and only then', async () => {
    const fulfilment = await fulfilmentIn('QUEUED');
    await tell(fulfilment, {});
    const [stored] = await callbacksOf(fulfilment.id);
    const deed = { callbackId: stored?.id ?? '', reason: 'Sebab sudah dibereskan' };
    const replay = (role: string) =>
      inTransaction(staffWith(role), (uow) => replayCallback(uow, fulfilmentInbox, deed));
    await assert.rejects(replay('support'), { code: 'forbidden' });
    const called = { status: 'PENDING', calls: 1, reviewReason: null } as const;
    await inTransaction(system('test'), (uow) => uow.update(Fulfilment, { id: fulfilment.id }, called));
    await drainJobs();
    assert.deepEqual(await verdicts(fulfilment), ['REVIEW']);
    await replay('finance');
    await drainJobs();
    assert.deepEqual(
      [(await reload(fulfilment)).status, await verdicts(fulfilment)],
      ['SUCCESS', ['APPLIED']],
    );
    await assert.rejects(replay('finance'), { code: 'callback_settled' });
  });

  it('acts on a message that lost its job, after a minute', async () => {
    const fulfilment = await fulfilmentIn('PENDING');
    await send(bodyFor(fulfilment.id)).expect(200);
    await query(`DELETE FROM outbox WHERE job = 'process-fulfilment-callback'`);
    await runTask('requeue-fulfilment-callbacks');
    assert.deepEqual(await verdicts(fulfilment), ['RECEIVED']);
    pass(2 * 60_000);
    await runTask('requeue-fulfilment-callbacks');
    assert.deepEqual(await verdicts(fulfilment), ['APPLIED']);
  });

  it('tells staff when a purchase takes the deposit below the line', async () => {
    const line = config.DIGIFLAZZ_DEPOSIT_ALERT_AMOUNT;
    await tell(await fulfilmentIn('PENDING'), { buyer_last_saldo: line - 1 });
    assert.ok((await openAlerts('digiflazz')).includes('supplier_deposit_low'));
  });
});
