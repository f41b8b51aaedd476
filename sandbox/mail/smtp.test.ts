import assert from 'node:assert/strict';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Sandbox } from '../index.js';
import { call, control, openSandbox } from '../testing/callers.js';
import type { Mail } from './mailbox.js';

describe('the mail stand-in', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const send = (message: SendMailOptions, auth?: { user: string; pass: string }) =>
    createTransport({ host: '127.0.0.1', port: sandbox.smtpPort, secure: false, auth }).sendMail({
      from: 'Toko <toko@contoh.example>',
      to: 'sari@toko.example',
      ...message,
    });
  const mails = async (query = '') => (await call<{ data: Mail[] }>(`${sandbox.url}/mail${query}`)).body.data;

  it('shows a mail as soon as it is accepted, read into its parts', async () => {
    await send({
      subject: 'Pesanan dibayar ✓',
      text: 'Terima kasih',
      html: '<p>Terima kasih</p>',
      bcc: 'arsip@toko.example',
    });
    const [mail] = await mails();
    assert.deepEqual(mail?.to, ['sari@toko.example', 'arsip@toko.example']);
    assert.equal(mail?.from, 'toko@contoh.example');
    assert.equal(mail?.subject, 'Pesanan dibayar ✓');
    assert.equal(mail?.text.trim(), 'Terima kasih');
    assert.equal(mail?.html.trim(), '<p>Terima kasih</p>');
    assert.ok(!Number.isNaN(Date.parse(mail?.received_at ?? '')));
  });

  it('lists the newest first and filters by recipient', async () => {
    await send({ subject: 'satu' });
    await send({ subject: 'dua', to: 'budi@toko.example' });
    assert.deepEqual(
      (await mails()).map(({ subject }) => subject),
      ['dua', 'satu'],
    );
    assert.deepEqual(
      (await mails('?to=SARI@toko.example')).map(({ subject }) => subject),
      ['satu'],
    );
  });

  it('takes a login without asking for one', async () => {
    await send({ subject: 'masuk' }, { user: 'toko', pass: 'rahasia' });
    assert.equal((await mails()).length, 1);
  });

  it('refuses for now or for good when told to', async () => {
    await control(sandbox, '/mail', { mode: 'busy', times: 1 });
    await assert.rejects(send({ subject: 'a' }), { code: 'EENVELOPE', responseCode: 451 });
    await control(sandbox, '/mail', { mode: 'refuse', times: 1 });
    await assert.rejects(send({ subject: 'b' }), { code: 'EENVELOPE', responseCode: 550 });
    await send({ subject: 'c' });
    assert.equal((await mails()).length, 1);
  });
});
