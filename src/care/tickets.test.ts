import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { anonymous, as } from '../../test/app.js';
import { aStaff } from '../../test/factories/staff.js';
import { aSale } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import type { StaffRole } from '../staff/index.js';
import type { User } from '../users/index.js';
import { answerTicket, closeTicket } from './tickets.js';

const wish = (values: object = {}) => ({ subject: 'Token belum masuk', body: 'Sudah satu jam.', ...values });

const aTicket = async (user: User): Promise<string> =>
  (await as(user).post('/tickets', wish())).body.data.id as string;

const staffDo = async <T>(work: Parameters<typeof inTransaction<T>>[1], role: StaffRole = 'support') =>
  inTransaction(await aStaff(role), work);

const answer = (ticketId: string, role?: StaffRole) =>
  staffDo((uow) => answerTicket(uow, { ticketId, body: 'Token sudah kami kirim ulang.' }), role);

describe('POST /api/v1/tickets', () => {
  useSandbox();

  it('S1.2 opens a question that waits for an answer', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    const { status, body } = await as(user).post('/tickets', wish({ transaction_id: sale.id }));
    assert.equal(status, 201);
    assert.deepEqual([body.data.status, body.data.transaction_id], ['OPEN', sale.id]);
    assert.deepEqual(
      body.data.messages.map((each: { author: string; body: string }) => [each.author, each.body]),
      [['customer', 'Sudah satu jam.']],
    );
    const list = await as(user).get('/tickets');
    assert.deepEqual(
      list.body.data.map((each: { id: string }) => each.id),
      [body.data.id],
    );
  });

  it('opens one question however often the same request is sent', async () => {
    const user = await aCustomer();
    const headers = { 'Idempotency-Key': randomUUID() };
    const [first, again] = [
      await as(user).post('/tickets', wish(), headers),
      await as(user).post('/tickets', wish(), headers),
    ];
    assert.equal(again.status, 201);
    assert.equal(again.body.data.id, first.body.data.id);
    assert.equal((await as(user).get('/tickets')).body.data.length, 1);
  });

  it('refuses strangers, empty questions and orders of others', async () => {
    const [user, other] = [await aCustomer(), await aCustomer()];
    const sale = await aSale(other);
    assert.equal((await anonymous.post('/tickets', wish())).status, 401);
    assert.equal((await as(user).post('/tickets', wish({ body: '  ' }))).status, 422);
    assert.equal((await as(user).post('/tickets', wish({ status: 'CLOSED' }))).status, 422);
    assert.equal((await as(user).post('/tickets', wish({ transaction_id: sale.id }))).status, 404);
    assert.equal((await as(user).post('/tickets', wish({ transaction_id: newId() }))).status, 404);
  });
});

describe('a ticket', () => {
  useSandbox();

  it('is answered by staff without their name, told to the customer, and asked on', async () => {
    const user = await aCustomer();
    const id = await aTicket(user);
    await answer(id);
    const read = await as(user).get(`/tickets/${id}`);
    assert.equal(read.body.data.status, 'ANSWERED');
    assert.deepEqual(Object.keys(read.body.data.messages[1]), ['id', 'author', 'body', 'created_at']);
    await drainJobs();
    const [news] = (await as(user).get('/notifications')).body.data;
    assert.deepEqual([news.kind, news.subject], ['ticket_answered', { type: 'ticket', id }]);
    const more = await as(user).post(`/tickets/${id}/messages`, { body: 'Terima kasih, sudah masuk.' });
    assert.deepEqual([more.status, more.body.data.status], [201, 'OPEN']);
  });

  it('is told of once for each answer', async () => {
    const user = await aCustomer();
    const id = await aTicket(user);
    await answer(id);
    await answer(id);
    await drainJobs();
    assert.equal((await as(user).get('/notifications')).body.data.length, 2);
  });

  it("is nobody else's to read or to write in", async () => {
    const id = await aTicket(await aCustomer());
    const other = await aCustomer();
    assert.equal((await as(other).get(`/tickets/${id}`)).status, 404);
    assert.equal((await as(other).post(`/tickets/${id}/messages`, { body: 'x' })).status, 404);
    assert.equal((await anonymous.get(`/tickets/${id}`)).status, 401);
    assert.equal((await anonymous.post(`/tickets/${id}/messages`, { body: 'x' })).status, 401);
    assert.deepEqual((await as(other).get('/tickets')).body.data, []);
  });

  it('takes nothing more once it is closed', async () => {
    const user = await aCustomer();
    const id = await aTicket(user);
    await staffDo((uow) => closeTicket(uow, { ticketId: id, reason: 'Selesai lewat telepon' }));
    const late = await as(user).post(`/tickets/${id}/messages`, { body: 'Masih ada' });
    assert.deepEqual([late.status, late.body.code], [409, 'ticket_closed']);
    await assert.rejects(() => answer(id), { code: 'ticket_closed' });
    const [row] = await query<{ status: string; waiting: Date | null }>(
      'SELECT status, waiting_since AS waiting FROM tickets WHERE id = ?',
      [id],
    );
    assert.deepEqual(row, { status: 'CLOSED', waiting: null });
  });

  it('is answered only by staff who may', async () => {
    const id = await aTicket(await aCustomer());
    for (const role of ['viewer', 'catalogue', 'finance'] as const)
      await assert.rejects(() => answer(id, role), { code: 'forbidden' });
    await assert.rejects(() => answer(newId()), { code: 'not_found' });
  });

  it('waits since its first unanswered question', async () => {
    const user = await aCustomer();
    const id = await aTicket(user);
    const since = async () =>
      (await query<{ at: Date }>('SELECT waiting_since AS at FROM tickets WHERE id = ?', [id]))[0]?.at;
    const first = await since();
    await as(user).post(`/tickets/${id}/messages`, { body: 'Halo?' });
    assert.deepEqual(await since(), first);
  });
});
