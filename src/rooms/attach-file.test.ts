import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import supertest from 'supertest';
import { accessTokenOf, as, testApp } from '../../test/app.js';
import { aPdf, aPicture } from '../../test/factories/files.js';
import { aRoom, customerActor, type TestRoom } from '../../test/factories/rooms.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { moveClock } from '../platform/clock.js';
import { system } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import type { User } from '../users/index.js';
import { attachFile, openAttachment, readAttachment } from './index.js';
import { roomJobs } from './room.jobs.js';
import { safeName } from './attach-file.js';

interface FileBody {
  id: string;
  kind: string;
  name: string;
  content_type: string;
  width: number | null;
}

interface ProblemBody {
  code: string;
  errors?: { path: string; code: string }[];
}

async function send(user: User, room: TestRoom, content: Buffer, name = 'foto.jpg', type = 'image/jpeg') {
  const response = await supertest(testApp())
    .post(`/api/v1/escrows/${room.id}/attachments`)
    .set('Authorization', `Bearer ${await accessTokenOf(user)}`)
    .attach('file', content, { filename: name, contentType: type });
  return { status: response.status, body: response.body as { data: FileBody } & ProblemBody };
}

const fetchFile = async (user: User, roomId: string, id: string) =>
  supertest(testApp())
    .get(`/api/v1/escrows/${roomId}/attachments/${id}`)
    .set('Authorization', `Bearer ${await accessTokenOf(user)}`);

const fieldOf = ({ body }: { body: ProblemBody }) => body.errors?.[0]?.code;
const kept = () =>
  (existsSync(config.ATTACHMENTS_DIR)
    ? readdirSync(config.ATTACHMENTS_DIR, { recursive: true, encoding: 'utf8' })
    : []
  ).filter((name) => /\w{26}/.test(name));

describe('attachments of a room', () => {
  it('are written anew, without what pictures carry besides', async () => {
    const room = await aRoom();
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const original = await aPicture(format);
      const sent = await send(
        room.buyer,
        room,
        Buffer.concat([original, Buffer.from('<script>alert(1)</script>')]),
      );
      assert.equal(sent.status, 201, JSON.stringify(sent.body));
      assert.equal(sent.body.data.content_type, `image/${format}`);
      const { content, file } = await readAttachment(sent.body.data.id);
      const { exif, width } = await sharp(content).metadata();
      assert.deepEqual([exif, width, file.width], [undefined, 60, 60]);
      assert.ok(!content.includes('script') && !content.includes('Rahasia'));
    }
  });

  it('are made upright and no larger than needed', async () => {
    const room = await aRoom();
    const wide = await sharp({ create: { width: 4_000, height: 1_000, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { content } = await readAttachment((await send(room.buyer, room, wide)).body.data.id);
    const { width, height, orientation } = await sharp(content).metadata();
    assert.deepEqual([width, height, orientation], [640, 2_560, undefined]);
  });

  it('go into a message of their owner, and are saved by the other side as what they are', async () => {
    const room = await aRoom();
    const { data } = (await send(room.buyer, room, await aPicture(), "..\\..\\bukti 'bayar' <1>.exe")).body;
    assert.equal(data.name, 'bukti -bayar- -1.jpg');
    const wish = { client_id: newId(), attachment_ids: [data.id] };
    const foreign = await as(room.seller).post(`/escrows/${room.id}/messages`, wish);
    assert.deepEqual([foreign.status, (foreign.body as ProblemBody).code], [409, 'attachment_unusable']);
    const said = await as(room.buyer).post(`/escrows/${room.id}/messages`, wish);
    assert.equal(said.status, 201, said.text);
    const { attachments } = (said.body as { data: { attachments: FileBody[] } }).data;
    assert.deepEqual(attachments[0], data);
    const saved = await fetchFile(room.seller, room.id, data.id);
    assert.equal(saved.status, 200);
    assert.match(saved.get('content-disposition') ?? '', /^attachment; filename=/);
    assert.equal(saved.get('content-type'), 'image/jpeg');
    assert.equal(saved.get('x-content-type-options'), 'nosniff');
    assert.match(saved.get('content-security-policy') ?? '', /sandbox/);
  });

  it('are hidden from strangers, and from members of other rooms', async () => {
    const [room, other] = [await aRoom(), await aRoom()];
    const { data } = (await send(room.buyer, room, await aPicture())).body;
    const stranger = await aCustomer();
    assert.equal((await fetchFile(stranger, room.id, data.id)).status, 404);
    assert.equal((await fetchFile(other.buyer, other.id, data.id)).status, 404);
    assert.equal((await fetchFile(room.seller, room.id, newId())).status, 404);
    assert.equal((await send(stranger, room, await aPicture())).status, 404);
    const anonymous = await supertest(testApp()).get(`/api/v1/escrows/${room.id}/attachments/${data.id}`);
    assert.equal(anonymous.status, 401);
    await assert.rejects(openAttachment(customerActor(stranger), { roomId: room.id, id: data.id }), {
      code: 'not_found',
    });
  });

  it('are judged by what is in them, whatever they are called', async () => {
    const room = await aRoom();
    const before = kept().length;
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const gif = Buffer.from('GIF89a'.padEnd(64, '\0'));
    const refused: [Buffer, string][] = [
      [svg, 'file_type'],
      [Buffer.from('<!doctype html><script>alert(1)</script>'), 'file_type'],
      [gif, 'file_type'],
      [Buffer.from('MZ'.padEnd(200, 'x')), 'file_type'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'file_broken'],
      [(await aPicture('png', 500, 500)).subarray(0, 300), 'file_broken'],
      [Buffer.from('RIFF\x10\0\0\0WEBPVP8 xxxx'), 'file_broken'],
      [Buffer.from('%PDF-1.4 only a beginning'), 'file_broken'],
    ];
    for (const [content, code] of refused)
      assert.equal(
        fieldOf(await send(room.buyer, room, content, 'foto.png', 'image/png')),
        code,
        content.toString('latin1', 0, 20),
      );
    assert.equal(kept().length, before);
  });

  it('take plain documents, and none that acts by itself, hides what it does, or has no end', async () => {
    const room = await aRoom();
    const plain = await send(room.buyer, room, aPdf({ pages: 3 }), 'kontrak.pdf', 'application/pdf');
    assert.deepEqual([plain.status, plain.body.data.kind], [201, 'document']);
    const folded = (text: string) => {
      const body = deflateSync(text);
      return Buffer.concat([
        Buffer.from(`9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length ${body.length} >>\nstream\n`),
        body,
        Buffer.from('\nendstream\nendobj\n'),
      ]);
    };
    const refused: [Buffer, string][] = [
      [aPdf({ extra: '9 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj' }), 'file_active'],
      [aPdf({ extra: '9 0 obj << /S /J#61vaScript >> endobj' }), 'file_active'],
      [
        aPdf({ extra: '9 0 obj << /Type /Filespec /EF << /F 8 0 R >> /EmbeddedFiles 1 0 R >> endobj' }),
        'file_active',
      ],
      [aPdf({ extra: folded('10 0 << /S /Launch /F (cmd.exe) >>') }), 'file_active'],
      [aPdf({ extra: '9 0 obj << /Encrypt 5 0 R >> endobj' }), 'file_broken'],
      [aPdf({ extra: folded('x'.repeat(17 * 1_024 * 1_024)) }), 'file_broken'],
      [
        aPdf({ extra: `9 0 obj << /Type /ObjStm /Filter${' '.repeat(4_000_000)}x >>stream\nendstream` }),
        'file_broken',
      ],
      [aPdf({ extra: 'stream\nendstream'.repeat(200_000), pages: 0 }), 'file_broken'],
      [aPdf({ pages: 51 }), 'file_pages'],
      [aPdf({ pages: 0 }), 'file_broken'],
    ];
    for (const [content, code] of refused)
      assert.equal(fieldOf(await send(room.buyer, room, content, 'a.pdf', 'application/pdf')), code, code);
  });

  it('are refused while they are still being sent when they are too large, too many, or no form at all', async () => {
    const room = await aRoom();
    assert.equal((await send(room.buyer, room, Buffer.alloc(6 * 1_024 * 1_024, 1))).status, 413);
    const post = async () =>
      supertest(testApp())
        .post(`/api/v1/escrows/${room.id}/attachments`)
        .set({ Authorization: `Bearer ${await accessTokenOf(room.buyer)}`, 'Content-Type': 'text/plain' })
        .send('x');
    assert.equal((await post()).status, 415);
    const picture = await aPicture();
    const both = await supertest(testApp())
      .post(`/api/v1/escrows/${room.id}/attachments`)
      .set('Authorization', `Bearer ${await accessTokenOf(room.buyer)}`)
      .attach('file', picture, 'a.jpg')
      .attach('file', picture, 'b.jpg');
    assert.equal(both.status, 413);
    const empty = await send(room.buyer, room, Buffer.alloc(0));
    assert.deepEqual([empty.status, fieldOf(empty)], [422, 'required']);
    const cut = await supertest(testApp())
      .post(`/api/v1/escrows/${room.id}/attachments`)
      .set('Authorization', `Bearer ${await accessTokenOf(room.buyer)}`)
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc');
    assert.equal(cut.status, 400);
    const unbounded = await supertest(testApp())
      .post(`/api/v1/escrows/${room.id}/attachments`)
      .set('Authorization', `Bearer ${await accessTokenOf(room.buyer)}`)
      .set('Content-Type', 'multipart/form-data')
      .send('x');
    assert.equal(unbounded.status, 400);
  });

  it('refuse a picture that would unfold to more than a camera makes', async () => {
    const room = await aRoom();
    const bomb = await sharp({
      create: { width: 12_000, height: 11_000, channels: 3, background: 'white' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    assert.ok(bomb.length < 1_024 * 1_024);
    assert.equal(fieldOf(await send(room.buyer, room, bomb)), 'file_broken');
  }).timeout(60_000);

  it('are never handed out when they are not what was kept', async () => {
    const room = await aRoom();
    const file = await attachFile(customerActor(room.buyer), {
      roomId: room.id,
      file: { name: 'a.jpg', content: await aPicture() },
    });
    writeFileSync(path.join(config.ATTACHMENTS_DIR, file.id.slice(-2), file.id), 'another');
    assert.equal((await fetchFile(room.buyer, room.id, file.id)).status, 500);
  });

  it('are forgotten after a day when nobody said or proved anything with them', async () => {
    const room = await aRoom();
    const { data: left } = (await send(room.buyer, room, await aPicture())).body;
    const { data: used } = (await send(room.buyer, room, await aPicture())).body;
    await as(room.buyer).post(`/escrows/${room.id}/messages`, {
      client_id: newId(),
      attachment_ids: [used.id],
    });
    moveClock(25 * 3_600_000);
    try {
      const [job] = roomJobs;
      assert.ok(job);
      await inTransaction(system('test'), (uow) => Promise.resolve(uow.enqueue(job, {})));
      await drainJobs();
    } finally {
      moveClock(0);
    }
    const rows = await query<{ id: string }>('SELECT id FROM attachments WHERE room_id = ?', [room.id]);
    assert.deepEqual(
      rows.map(({ id }) => id),
      [used.id],
    );
    assert.ok(!kept().some((name) => name.includes(left.id)));
  });
});

describe('safeName', () => {
  it('keeps what a person would recognise and nothing that a disk or a header would', () => {
    assert.equal(safeName('Bukti Transfer (1).JPG', 'image/jpeg'), 'Bukti Transfer -1.jpg');
    assert.equal(safeName('/etc/passwd', 'application/pdf'), 'passwd.pdf');
    assert.equal(safeName('a\r\nSet-Cookie: x', 'image/png'), 'a-Set-Cookie- x.png');
    assert.equal(safeName('\u202egpj.exe', 'image/png'), 'gpj.png');
    assert.equal(safeName('', 'image/webp'), 'lampiran.webp');
    assert.ok(safeName('x'.repeat(500), 'image/png').length < 120);
  });
});
