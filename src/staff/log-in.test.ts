import assert from 'node:assert/strict';
import { Secret, TOTP } from 'otpauth';
import { actorOf, aStaffAccount, staffPassword } from '../../test/factories/staff.js';
import { aCustomer, customerPassword } from '../../test/factories/users.js';
import { exhaust, spent } from '../../test/limits.js';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { redis, redisKey } from '../platform/redis.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  loginStaff,
  staffKey,
  staffNetworkTries,
  staffTries,
  staffTriesFromAnywhere,
  staffTriesKey,
} from './log-in.js';
import type { StaffAccount } from './staff-account.entity.js';
import { editStaff, staffActor } from './staff.service.js';
import { enableTotp, newTotp, removeTotp } from './totp.js';

const ip = '203.0.113.9';
const enter = (email: string, totp?: string, password = staffPassword) =>
  loginStaff({ email, password, ip, ...(totp === undefined ? {} : { totp }) });
const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

describe('loginStaff', () => {
  it('S0.62 lets staff in with e-mail and password and remembers that it did', async () => {
    const account = await aStaffAccount('finance');
    const staff = await enter(` ${account.email.toUpperCase()} `);
    assert.deepEqual([staff?.kind, staff?.id, staff?.role], ['staff', account.id, 'finance']);
    const [deed] = await query<{ action: string }>('SELECT action FROM activity_logs WHERE actor_id = ?', [
      account.id,
    ]);
    assert.equal(deed?.action, 'staff.logged_in');
  });

  it('refuses a wrong password, an unknown address and a malformed one alike', async () => {
    const account = await aStaffAccount();
    assert.equal(await enter(account.email, undefined, 'salah-semua'), null);
    assert.equal(await enter('tidak-ada@toko.test'), null);
    assert.equal(await enter(''), null);
  });

  it('knows no customers', async () => {
    const customer = await aCustomer();
    assert.equal(await enter(customer.email ?? '', undefined, customerPassword), null);
  });

  it('refuses somebody who was dismissed', async () => {
    const account = await aStaffAccount();
    const changes = { active: false };
    await inTransaction(system('test'), (uow) =>
      editStaff(uow, { staffId: account.id, version: 1, changes, reason: 'Sudah keluar' }),
    );
    assert.equal(await enter(account.email), null);
    assert.equal(await staffActor(account.id), null);
  });

  it('counts tries per account and forgets them when the password is right', async () => {
    const { email } = await aStaffAccount();
    await enter(email, undefined, 'salah-semua');
    assert.equal(await spent(staffTries, staffTriesKey(email, ip)), 1);
    await enter(email);
    assert.equal(await spent(staffTries, staffTriesKey(email, ip)), 0);
  });

  it('locks out the network that guesses, and everybody only after a hundred guesses from anywhere', async () => {
    const { id, email } = await aStaffAccount();
    const from = (address: string) => loginStaff({ email, password: staffPassword, ip: address });
    await exhaust(staffTries, staffTriesKey(email, '203.0.113.7'));
    await assert.rejects(from('203.0.113.7'), refusal('too_many_requests'));
    assert.equal((await from('203.0.113.8'))?.id, id);
    await exhaust(staffTriesFromAnywhere, staffKey(email));
    await assert.rejects(from('203.0.113.8'), refusal('too_many_requests'));
  });

  it('stops an account and a network that try too often', async () => {
    const { email } = await aStaffAccount();
    await exhaust(staffTries, staffTriesKey(email, ip));
    await assert.rejects(enter(email), refusal('too_many_requests'));
    const other = await aStaffAccount();
    await exhaust(staffNetworkTries, ip);
    await assert.rejects(enter(other.email), refusal('too_many_requests'));
    await redis().del(redisKey('limit', staffNetworkTries.name, ip));
  });
});

describe('the second factor of staff', () => {
  const codeOf = (secret: string, secondsAway: number): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: clock.wall().getTime() + secondsAway * 1_000,
    });

  const enable = (account: StaffAccount, secret: string, code: string) =>
    inTransaction(actorOf(account), (uow) => enableTotp(uow, { staffId: account.id, secret, code }));

  const ofThisStep = 0;
  /** Taken in its own step and in the one before, so that it does not matter when the next one begins. */
  const ofNextStep = 30;

  /** Turned on with the code of this step, so that the next one is still unused. */
  async function protectedAccount(): Promise<{ account: StaffAccount; secret: string }> {
    const account = await aStaffAccount();
    const { secret } = newTotp(account.email);
    await enable(account, secret, codeOf(secret, ofThisStep));
    return { account, secret };
  }

  it('is asked for once it is on', async () => {
    const { account, secret } = await protectedAccount();
    assert.equal(await enter(account.email), null);
    assert.equal(await enter(account.email, ''), null);
    assert.equal(await enter(account.email, codeOf(secret, -3_600)), null);
    assert.equal((await enter(account.email, codeOf(secret, ofNextStep)))?.id, account.id);
  });

  it('takes each code once, and no older one after it', async () => {
    const { account, secret } = await protectedAccount();
    const [earlier, code] = [codeOf(secret, ofThisStep), codeOf(secret, ofNextStep)];
    const racing = await Promise.all([enter(account.email, code), enter(account.email, code)]);
    assert.equal(racing.filter((staff) => staff !== null).length, 1);
    assert.equal(await enter(account.email, code), null);
    assert.equal(await enter(account.email, earlier), null);
  });

  it('does not replace the password, and a wrong password spends no code', async () => {
    const { account, secret } = await protectedAccount();
    const code = codeOf(secret, ofNextStep);
    assert.equal(await enter(account.email, code, 'salah-semua'), null);
    assert.equal((await enter(account.email, code))?.id, account.id);
  });

  it('is turned on by a code of it only, and once', async () => {
    const account = await aStaffAccount();
    const { secret } = newTotp(account.email);
    await assert.rejects(enable(account, secret, '12345x'), refusal('invalid_input'));
    await enable(account, secret, codeOf(secret, ofThisStep));
    const other = newTotp(account.email).secret;
    await assert.rejects(enable(account, other, codeOf(other, ofThisStep)), refusal('totp_already_on'));
  });

  it('lies encrypted in the database', async () => {
    const { account, secret } = await protectedAccount();
    const [row] = await query<{ sealed: Buffer }>(
      'SELECT totp_secret_cipher AS sealed FROM staff_accounts WHERE id = ?',
      [account.id],
    );
    assert.ok(row && row.sealed.length > 28);
    assert.equal(row.sealed.includes(secret), false);
  });

  it('is nobody else’s to turn on, and only the owner takes it off', async () => {
    const { account } = await protectedAccount();
    const colleague = actorOf(await aStaffAccount('admin'));
    const owner = actorOf(await aStaffAccount('owner'));
    const { secret } = newTotp('x@toko.test');
    const enableOther = inTransaction(colleague, (uow) =>
      enableTotp(uow, { staffId: account.id, secret, code: codeOf(secret, ofThisStep) }),
    );
    await assert.rejects(enableOther, refusal('forbidden'));
    const remove = { staffId: account.id, reason: 'Ponsel hilang' };
    for (const actor of [colleague, actorOf(account)])
      await assert.rejects(
        inTransaction(actor, (uow) => removeTotp(uow, remove)),
        refusal('forbidden'),
      );
    await inTransaction(owner, (uow) => removeTotp(uow, remove));
    assert.equal((await enter(account.email))?.id, account.id);
  });

  it('comes with an address for authenticator apps', () => {
    const { uri, secret } = newTotp('petugas@toko.test');
    assert.match(uri, /^otpauth:\/\/totp\/Amanah:petugas%40toko\.test\?/);
    assert.ok(uri.includes(secret));
  });
});
