import { newId } from '../../src/platform/ids.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { closeTicket } from '../../src/care/index.js';
import type { User } from '../../src/users/index.js';
import { as } from '../app.js';
import { aStaff } from '../factories/staff.js';
import { aCustomer } from '../factories/users.js';
import { dataOf } from '../journey.js';
import type { Drive } from './drives.js';

const question = { subject: 'Token belum masuk', body: 'Sudah satu jam.' };

const aTicket = async (user: User): Promise<string> =>
  dataOf<{ id: string }>(await as(user).post('/tickets', question)).id;

/** How questions to the staff and the consent to messages are used. */
export const careDrives: Record<string, Drive> = {
  'GET /api/v1/users/me/consents': async () => [{ status: 200, as: await aCustomer() }, { status: 401 }],
  'PATCH /api/v1/users/me/consents/{channel}': async () => {
    const user = await aCustomer();
    const params = { channel: 'email' };
    return [
      { status: 200, as: user, params, body: { given: true } },
      { status: 200, as: user, params, body: { given: false } },
      { status: 422, as: user, params, body: { given: 1 } },
      { status: 422, as: user, params: { channel: 'pigeon' }, body: { given: true } },
      { status: 401, params, body: { given: true } },
    ];
  },
  'GET /api/v1/tickets': async () => {
    const user = await aCustomer();
    await aTicket(user);
    await aTicket(user);
    return [
      { status: 200, as: user, query: { limit: '1' } },
      { status: 422, as: user, query: { limit: '0' } },
      { status: 401 },
    ];
  },
  'POST /api/v1/tickets': async () => {
    const user = await aCustomer();
    return [
      { status: 201, as: user, body: question },
      { status: 404, as: user, body: { ...question, transaction_id: newId() } },
      { status: 422, as: user, body: { subject: '' } },
      { status: 401, body: question },
    ];
  },
  'GET /api/v1/tickets/{id}': async () => {
    const user = await aCustomer();
    const params = { id: await aTicket(user) };
    return [
      { status: 200, as: user, params },
      { status: 404, as: await aCustomer(), params },
      { status: 422, as: user, params: { id: '1' } },
      { status: 401, params },
    ];
  },
  'POST /api/v1/tickets/{id}/messages': async () => {
    const user = await aCustomer();
    const params = { id: await aTicket(user) };
    const closed = await aTicket(user);
    const staff = await aStaff('support');
    await inTransaction(staff, (uow) => closeTicket(uow, { ticketId: closed, reason: 'Sudah beres' }));
    const body = { body: 'Terima kasih' };
    return [
      { status: 201, as: user, params, body },
      { status: 409, as: user, params: { id: closed }, body },
      { status: 404, as: await aCustomer(), params, body },
      { status: 422, as: user, params, body: { body: '' } },
      { status: 401, params, body },
    ];
  },
};
