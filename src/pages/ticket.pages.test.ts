import assert from 'node:assert/strict';
import { aCustomer } from '../../test/factories/users.js';
import { aVisitor, loggedIn, valueOf, wordsOf } from '../../test/pages.js';
import { query } from '../platform/database.js';

describe('the pages on which customers ask us', () => {
  it('take a question once, show it, and take more', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const key = valueOf(await visitor.get('/tickets'), 'key') ?? '';
    const form = { key, subject: 'Token <b>belum</b> masuk', body: 'Sudah satu jam.' };
    const asked = await visitor.post('/tickets', form);
    const again = await visitor.post('/tickets', form);
    const address = asked.get('location') ?? '';
    assert.match(address, /^\/tickets\/[0-9A-Z]{26}$/);
    assert.equal(again.get('location'), address);
    const page = await visitor.get(address);
    assert.match(page.text, /Token &lt;b&gt;belum/);
    assert.match(wordsOf(page), /Menunggu jawaban kami.*Sudah satu jam\./);
    await visitor.post(address, { key: valueOf(page, 'key') ?? '', body: 'Halo?' });
    assert.match(wordsOf(await visitor.get(address)), /Sudah satu jam\..*Halo\?/);
    assert.equal((await query('SELECT 1 FROM tickets WHERE user_id = ?', [user.id])).length, 1);
  });

  it('say what is missing', async () => {
    const visitor = await loggedIn(await aCustomer());
    const key = valueOf(await visitor.get('/tickets'), 'key') ?? '';
    const answer = await visitor.post('/tickets', { key, subject: '', body: 'x' });
    assert.equal(answer.status, 422);
  });

  it('are for the customer alone', async () => {
    const visitor = await loggedIn(await aCustomer());
    const key = valueOf(await visitor.get('/tickets'), 'key') ?? '';
    const asked = await visitor.post('/tickets', { key, subject: 'Perihal', body: 'Isi' });
    const address = asked.get('location') ?? '';
    assert.equal((await (await loggedIn(await aCustomer())).get(address)).status, 404);
    assert.match((await aVisitor().get(address)).get('location') ?? '', /^\/login/);
    assert.equal((await visitor.get('/tickets/1')).status, 404);
  });
});
