import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Desk } from '../../test/console.js';
import { aStaff } from '../../test/factories/staff.js';
import { aSale } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { as } from '../../test/app.js';
import { useSandbox } from '../../test/sandbox.js';
import { addNote } from '../../src/care/index.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { mayMarketTo } from '../../src/users/index.js';

type Lines = Record<string, unknown>[];

const storyOf = async (desk: Desk, id: string) =>
  (await desk.get(urlOf.record('User', id, 'show'))).body.record?.story ?? {};

describe('the page of a customer in the console', () => {
  useConsole();
  useSandbox();

  it('S1.2 shows what they bought, hold, asked and agreed to, and what staff know', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    await as(user).patch('/users/me/consents/email', { given: true });
    await as(user).post('/tickets', { subject: 'Token belum masuk', body: 'Sudah satu jam.' });
    const staff = await aStaff('support');
    await inTransaction(staff, (uow) => addNote(uow, { userId: user.id, body: 'Minta ditelepon sore.' }));
    const story = await storyOf(await aDesk('owner'), user.id);
    assert.deepEqual(
      (story['orders'] as Lines).map(({ number }) => number),
      [sale.number],
    );
    const [[ticket], [note]] = [story['tickets'] as Lines, story['notes'] as Lines];
    assert.deepEqual([ticket?.['subject'], ticket?.['last']], ['Token belum masuk', 'Sudah satu jam.']);
    assert.deepEqual([note?.['body'], note?.['author']], ['Minta ditelepon sore.', staff.name]);
    const { standing, history } = story['consents'] as { standing: Lines; history: Lines };
    assert.deepEqual(
      standing.map(({ channel, given }) => [channel, given]),
      [
        ['email', true],
        ['inbox', false],
      ],
    );
    assert.deepEqual([history[0]?.['to_status'], history[0]?.['reason']], ['GIVEN', 'api']);
    for (const part of ['wallets', 'grants', 'vouchers', 'invitations', 'disputes'])
      assert.ok(Array.isArray(story[part]), part);
  });

  it('leaves out what its reader may not see', async () => {
    const user = await aCustomer();
    await inTransaction(await aStaff('support'), (uow) =>
      addNote(uow, { userId: user.id, body: 'Rahasia.' }),
    );
    const finance = await storyOf(await aDesk('finance'), user.id);
    assert.equal('tickets' in finance, false);
    assert.equal(finance['may_note_consent'], false);
    assert.ok('notes' in finance);
    for (const role of ['viewer', 'catalogue'] as const) {
      const answer = await (await aDesk(role)).get(urlOf.record('User', user.id, 'show'));
      assert.doesNotMatch(answer.text, /Rahasia/, role);
    }
  });

  it('takes notes and consent from those who may', async () => {
    const user = await aCustomer();
    const support = await aDesk('support');
    await performAtDesk(support, 'User', user.id, 'addNote', { body: 'Pembeli grosir.' });
    const consent = { channel: 'email', given: true, reason: 'Lewat telepon' };
    await performAtDesk(support, 'User', user.id, 'noteConsent', consent);
    assert.equal((await mayMarketTo([user.id], 'email')).size, 1);
    const [note] = (await storyOf(support, user.id))['notes'] as Lines;
    assert.equal(note?.['body'], 'Pembeli grosir.');
    const removal = { reason: 'Sudah tidak benar' };
    await performAtDesk(support, 'CustomerNote', String(note['id']), 'remove', removal);
    assert.deepEqual((await storyOf(support, user.id))['notes'], []);
    await performAtDesk(await aDesk('finance'), 'User', user.id, 'noteConsent', { ...consent, given: false });
    assert.equal((await mayMarketTo([user.id], 'email')).size, 1);
  });

  it('answers a question from its own page', async () => {
    const user = await aCustomer();
    const asked = await as(user).post('/tickets', { subject: 'Perlu faktur', body: 'Untuk kantor.' });
    const id = asked.body.data.id as string;
    const support = await aDesk('support');
    await performAtDesk(support, 'Ticket', id, 'answer', { body: 'Sudah kami kirim.' });
    const page = await support.get(urlOf.record('Ticket', id, 'show'));
    assert.equal((page.body.record?.story?.['messages'] as Lines).length, 2);
    await performAtDesk(support, 'Ticket', id, 'close', { reason: 'Beres' });
    assert.equal((await as(user).get(`/tickets/${id}`)).body.data.status, 'CLOSED');
  });
});
