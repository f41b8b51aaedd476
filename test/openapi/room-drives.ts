import { newId } from '../../src/platform/ids.js';
import { aRoom, customerActor, speak } from '../factories/rooms.js';
import { aPicture } from '../factories/files.js';
import { aCustomer } from '../factories/users.js';
import { attachFile } from '../../src/rooms/index.js';
import type { Drive } from './drives.js';

const boundary = 'batas-uji';

/** A form with one file, as bytes on the wire. */
async function aForm(): Promise<{ headers: Record<string, string>; body: Buffer }> {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`;
  return {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), await aPicture('png'), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** How rooms are used. */
export const roomDrives: Record<string, Drive> = {
  'GET /api/v1/escrows/{id}/messages': async () => {
    const room = await aRoom();
    for (const body of ['satu', 'dua']) await speak(room.buyer, room.id, body);
    const params = { id: room.id };
    return [
      { status: 200, as: room.seller, params, query: { limit: '1' } },
      { status: 200, as: room.seller, params, query: { after: '1', search: 'du' } },
      { status: 404, as: await aCustomer(), params },
      { status: 422, as: room.seller, params, query: { before: '-1' } },
      { status: 401, params },
    ];
  },
  'POST /api/v1/escrows/{id}/messages': async () => {
    const room = await aRoom();
    const params = { id: room.id };
    const body = { client_id: newId(), body: 'Halo' };
    return [
      { status: 201, as: room.buyer, params, body },
      { status: 201, as: room.buyer, params, body },
      {
        status: 409,
        as: room.buyer,
        params,
        body: { client_id: newId(), attachment_ids: [newId()] },
      },
      { status: 422, as: room.buyer, params, body: { client_id: newId(), body: ' ' } },
      { status: 404, as: await aCustomer(), params, body },
      { status: 401, params, body },
    ];
  },
  'PATCH /api/v1/escrows/{id}/messages/{sequence}': async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'salah tulsi');
    const params = { id: room.id, sequence: '1' };
    const body = { body: 'salah tulis' };
    return [
      { status: 200, as: room.buyer, params, body },
      { status: 409, as: room.seller, params, body },
      { status: 404, as: await aCustomer(), params, body },
      { status: 422, as: room.buyer, params, body: { body: '' } },
      { status: 401, params, body },
    ];
  },
  'POST /api/v1/escrows/{id}/attachments': async () => {
    const room = await aRoom();
    const params = { id: room.id };
    const form = await aForm();
    return [
      { status: 201, as: room.buyer, params, ...form },
      { status: 404, as: await aCustomer(), params, ...form },
      { status: 422, as: room.buyer, params, ...form, body: Buffer.from(`--${boundary}--\r\n`) },
      { status: 415, as: room.buyer, params, body: {} },
      { status: 401, params, ...form },
    ];
  },
  'GET /api/v1/escrows/{id}/attachments/{attachment}': async () => {
    const room = await aRoom();
    const file = { name: 'a.png', content: await aPicture('png') };
    const { id } = await attachFile(customerActor(room.buyer), { roomId: room.id, file });
    const params = { id: room.id, attachment: id };
    return [
      { status: 200, as: room.seller, params },
      { status: 404, as: await aCustomer(), params },
      { status: 422, as: room.seller, params: { ...params, attachment: 'x' } },
      { status: 401, params },
    ];
  },
};
