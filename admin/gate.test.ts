import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { aStaffAccount, aStaff, staffPassword } from '../test/factories/staff.js';
import { aDesk, consoleUrl, cookieOf, submitLogin, urlOf, useConsole, visit } from '../test/console.js';
import { withoutRedis } from '../test/redis.js';
import { system } from '../src/platform/actor.js';
import { query } from '../src/platform/database.js';
import { clock } from '../src/platform/clock.js';
import { redis, redisKey } from '../src/platform/redis.js';
import { inTransaction } from '../src/platform/unit-of-work.js';
import { createStaff, editStaff, type StaffAccount } from '../src/staff/index.js';
import { hashPassword } from '../src/users/index.js';
import { safeNext } from './gate.js';
import { isStillValid } from './session.js';

const aList = urlOf.list('Product');

const sessionKeys = () => redis().keys(`${redisKey('staff-session')}:*`);

/** Another owner changes this account. */
async function change(account: StaffAccount, changes: { role?: 'viewer'; active?: boolean }): Promise<void> {
  const owner = await aStaff('owner');
  const { version } = (
    await query<{ version: number }>('SELECT version FROM staff_accounts WHERE id = ?', [account.id])
  )[0] ?? {
    version: 0,
  };
  await inTransaction(owner, (uow) =>
    editStaff(uow, { staffId: account.id, version, changes, reason: 'Ganti tugas' }),
  );
}

describe('the door of the console', () => {
  useConsole();

  describe('login', () => {
    it('shows a page of our own, in Indonesian, in English when asked', async () => {
      const page = await visit('/admin/login');
      assert.equal(page.status, 200);
      assert.match(page.text, /Masuk ke konsol/);
      assert.match((await visit('/admin/login?lang=en')).text, /Log in to the console/);
    });

    it('answers 401 to a wrong password as to an unknown account, without a session', async () => {
      const account = await aStaffAccount('viewer');
      const wrong = await submitLogin(account.email, 'bukan-sandinya');
      const unknown = await submitLogin('tidak-ada@toko.test', 'bukan-sandinya');
      assert.deepEqual([wrong.status, unknown.status], [401, 401]);
      assert.equal(wrong.headers.get('set-cookie'), null);
      const withoutEmail = (text: string) =>
        text.replace(/value="[^"]*@[^"]*"/, '').replace(/nonce="[^"]*"/g, '');
      assert.equal(withoutEmail(wrong.text), withoutEmail(unknown.text));
    });

    it('S2.41 opens a session that scripts and other sites cannot use, and that ends when it lies idle', async () => {
      const account = await aStaffAccount('viewer');
      const answer = await submitLogin(account.email, staffPassword);
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.get('location'), '/admin');
      assert.match(answer.headers.get('set-cookie') ?? '', /^amanah_staff=.*HttpOnly; SameSite=Strict$/);
      const ages = await Promise.all((await sessionKeys()).map((key) => redis().ttl(key)));
      assert.ok(ages.every((age) => age > 0 && age <= 7_200));
    });

    it('keeps nothing of the person in the session but the id', async () => {
      const { account } = await aDesk('support');
      const stored = await Promise.all((await sessionKeys()).map((key) => redis().get(key)));
      const own = stored.find((text) => text?.includes(account.id));
      const names = Object.keys(JSON.parse(own ?? '{}') as object);
      assert.deepEqual(names.sort(), ['cookie', 'staffId', 'startedAt', 'startedWall']);
    });

    it('changes the session id, so that a planted cookie opens nothing', async () => {
      const planted = await aDesk('viewer');
      const account = await aStaffAccount('owner');
      const answer = await submitLogin(account.email, staffPassword, { Cookie: planted.cookie });
      assert.notEqual(cookieOf(answer), planted.cookie);
      assert.equal((await planted.get(aList)).status, 401);
    });

    it('goes on to the page that was wanted, but never to another site', async () => {
      const turned = await visit('/admin/resources/Transaction?page=2');
      assert.equal(turned.status, 303);
      assert.equal(
        turned.headers.get('location'),
        '/admin/login?next=%2Fadmin%2Fresources%2FTransaction%3Fpage%3D2',
      );
      for (const bad of ['//evil.test', 'https://evil.test', '/admin/../', '/adminx', '/admin/\\evil', 42]) {
        assert.equal(safeNext(bad), '/admin');
      }
      assert.equal(safeNext('/admin/resources/Product'), '/admin/resources/Product');
    });

    it('reads small urlencoded bodies only', async () => {
      const big = await submitLogin('a@b.test', 'x'.repeat(5_000));
      assert.equal(big.status, 413);
      const json = await visit('/admin/login', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"email":"a@b.test","password":"x"}',
      });
      assert.equal(json.status, 401);
    });
  });

  describe('logout', () => {
    it('ends the session by POST and leaves GET without effect', async () => {
      const desk = await aDesk('viewer');
      assert.equal((await desk.get('/admin/logout')).status, 405);
      assert.equal((await desk.get(aList)).status, 200);
      const out = await visit('/admin/logout', { method: 'POST', headers: { Cookie: desk.cookie } });
      assert.equal(out.status, 303);
      assert.equal((await desk.get(aList)).status, 401);
    });
  });

  describe('without a login', () => {
    it('answers 401 to the API and to changes, and sends pages to the login', async () => {
      assert.equal((await visit(aList)).status, 401);
      assert.equal((await visit('/admin/api/dashboard')).status, 401);
      assert.equal((await visit(urlOf.create('Product'), { method: 'POST' })).status, 401);
      assert.equal((await visit('/admin/queues-board/')).status, 303);
      assert.equal((await visit('/admin')).headers.get('location'), '/admin/login');
    });

    it('parses no uploads, and leaves no files behind', async () => {
      const before = readdirSync(tmpdir()).filter((name) => name.startsWith('upload_')).length;
      const form = new FormData();
      form.set('file', new Blob(['x'.repeat(10_000)]), 'x.txt');
      const answer = await visit(urlOf.create('Product'), { method: 'POST', body: form });
      assert.equal(answer.status, 401);
      assert.equal(readdirSync(tmpdir()).filter((name) => name.startsWith('upload_')).length, before);
    });
  });

  describe('with a login', () => {
    it('takes changes from our own pages only', async () => {
      const desk = await aDesk('owner');
      const from = async (headers: Record<string, string>) =>
        (
          await visit(urlOf.create('Product'), {
            method: 'POST',
            headers: { Cookie: desk.cookie, ...headers },
          })
        ).status;
      assert.equal(await from({ Origin: 'https://evil.test' }), 403);
      assert.equal(await from({ Origin: 'null' }), 403);
      assert.equal(await from({ 'Sec-Fetch-Site': 'cross-site' }), 403);
      assert.equal(await from({ 'Sec-Fetch-Site': 'same-origin' }), 200);
      const bare = await fetch(`${consoleUrl()}${urlOf.create('Product')}`, {
        method: 'POST',
        headers: { Cookie: desk.cookie },
      });
      assert.equal(bare.status, 403);
    });

    it('reads forms without files, and refuses files and unknown kinds of content', async () => {
      const desk = await aDesk('owner');
      const send = (body: FormData | string, headers: Record<string, string> = {}) =>
        visit(urlOf.create('Product'), {
          method: 'POST',
          headers: { Cookie: desk.cookie, ...headers },
          body,
        });
      const fields = new FormData();
      fields.set('name', 'Isian biasa');
      assert.equal((await send(fields)).body.notice?.message, 'problem_invalid_input');
      fields.set('file', new Blob(['x']), 'x.txt');
      assert.equal((await send(fields)).status, 415);
      assert.equal((await send('name=x', { 'Content-Type': 'text/plain' })).status, 415);
      assert.equal((await send('{"name":', { 'Content-Type': 'application/json' })).status, 400);
      assert.equal(
        (await send(`"${'x'.repeat(70_000)}"`, { 'Content-Type': 'application/json' })).status,
        413,
      );
    });

    it('loses its rights at once with the role, the account, or a newer mark on the account', async () => {
      const demoted = await aDesk('admin');
      assert.equal((await demoted.get(urlOf.list('StaffAccount'))).body.notice, undefined);
      await query(`UPDATE staff_accounts SET role = 'viewer' WHERE id = ?`, [demoted.account.id]);
      assert.equal((await demoted.get(urlOf.list('StaffAccount'))).body.notice?.message, 'forbiddenError');

      const dismissed = await aDesk('admin');
      await query('UPDATE staff_accounts SET active = FALSE WHERE id = ?', [dismissed.account.id]);
      assert.equal((await dismissed.get(aList)).status, 401);

      const edited = await aDesk('admin');
      await change(edited.account, { role: 'viewer' });
      assert.equal((await edited.get(aList)).status, 401);
    });

    it('S2.41 lasts twelve hours at most, and not beyond a change of the account', () => {
      const now = clock.now().getTime();
      const wall = clock.wall().getTime();
      const hours = 3_600_000;
      const login = { startedAt: now - 1_000, startedWall: wall - 11 * hours };
      assert.ok(isStillValid(login, new Date(now - 2_000)));
      assert.ok(!isStillValid({ ...login, startedWall: wall - 12 * hours }, new Date(now - 2_000)));
      assert.ok(!isStillValid(login, new Date(now)));
      assert.ok(!isStillValid({}, new Date(0)));
    });

    it('knows no other addresses than those of its own actions', async () => {
      const desk = await aDesk('owner');
      for (const path of [
        urlOf.list('RefreshToken'),
        '/admin/api/resources/Product/actions/changePrice',
        '/admin/api/resources/Product/search/a',
        '/admin/api/resources/Product/bulk/bulkDelete?recordIds=1',
        '/admin/api/resources/Product/records/1/nothing',
        '/admin/api/pages/nothing',
        '/admin/api/nothing',
        '/admin/resources/Product/bulk/bulkDelete',
        '/admin/api/resources/%ff/actions/list',
      ]) {
        assert.equal((await desk.get(path)).status, 404, path);
      }
    });
  });

  describe('its pages', () => {
    it('let no data end a script, load nothing from elsewhere, and name every script', async () => {
      const name = `Budi</script><script>alert(1)</script>`;
      const password_hash = await hashPassword(staffPassword);
      const account = await inTransaction(system('test'), (uow) =>
        createStaff(uow, { name, email: 'budi-skrip@toko.test', role: 'owner', password_hash }),
      );
      const page = await (await aDesk('owner', account)).get('/admin');
      assert.equal(page.status, 200);
      assert.ok(!page.text.includes('<script>alert'));
      assert.ok(page.text.includes('Budi\\u003c/script>'));
      assert.ok(!/(?:src|href)="https?:/.test(page.text));
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      const scripts = page.text.match(/<script[^>]*>/g) ?? [];
      assert.ok(scripts.length > 4 && scripts.every((tag) => tag.includes(`nonce="${nonce}"`)));
      assert.ok(!/script-src[^;]*unsafe-inline/.test(policy));
    });

    it('say that they are not to be stored, framed, or guessed at', async () => {
      const page = await (await aDesk('viewer')).get('/admin');
      assert.equal(page.headers.get('cache-control'), 'no-store');
      assert.equal(page.headers.get('x-frame-options'), 'DENY');
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
      assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    });

    it('serve their files to browsers that are not logged in yet', async () => {
      const file = await visit('/admin/frontend/assets/favicon.svg');
      assert.equal(file.status, 200);
    });

    it('keep the queue board to those who may restart jobs', async () => {
      assert.equal((await (await aDesk('viewer')).get('/admin/queues-board/')).status, 403);
      assert.equal((await (await aDesk('admin')).get('/admin/queues-board/')).status, 200);
    });
  });

  describe('while the session store is away', () => {
    it('answers 503 and says so, instead of going on without sessions', async () => {
      const desk = await aDesk('owner');
      await withoutRedis(async () => {
        const page = await desk.get('/admin');
        assert.equal(page.status, 503);
        assert.match(page.text, /Konsol sedang tidak dapat dipakai/);
      });
    });

    it('tells the same to the pages that are open', async () => {
      const desk = await aDesk('owner');
      await withoutRedis(async () => {
        const answer = await desk.get(aList);
        assert.deepEqual(
          [answer.status, answer.body.notice?.message],
          [503, 'problem_dependency_unavailable'],
        );
      });
    });
  });
});
