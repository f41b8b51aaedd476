import assert from 'node:assert/strict';
import { actorOf, aStaff, aStaffAccount, staffPassword } from '../../test/factories/staff.js';
import { system, type Actor } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { hashPassword } from '../users/index.js';
import { loginStaff } from './log-in.js';
import { staffRoles } from './permissions.js';
import { changeStaffPassword, createStaff, editStaff, staffActor } from './staff.service.js';
import type { StaffChanges } from './staff.forms.js';

const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;
const office = system('test');

const edit = (actor: Actor, staffId: string, changes: StaffChanges, version = 1) =>
  inTransaction(actor, (uow) => editStaff(uow, { staffId, version, changes, reason: 'Perubahan tugas' }));

const validFrom = async (id: string): Promise<number> =>
  (await staffActor(id))?.sessionsValidFrom.getTime() ?? Number.NaN;

describe('createStaff', () => {
  const newcomer = async (email: string) => ({
    name: 'Rina',
    email,
    role: 'support' as const,
    password_hash: await hashPassword(staffPassword),
  });

  it('S2.39 is for the owner only', async () => {
    for (const role of staffRoles) {
      const actor = await aStaff(role);
      const input = await newcomer(`baru-${role}@toko.test`);
      const creation = inTransaction(actor, (uow) => createStaff(uow, input));
      if (role === 'owner') assert.equal((await creation).role, 'support');
      else await assert.rejects(creation, refusal('forbidden'));
    }
  });

  it('refuses an e-mail address in use', async () => {
    const { email } = await aStaffAccount();
    const input = await newcomer(email.toUpperCase());
    await assert.rejects(
      inTransaction(office, (uow) => createStaff(uow, input)),
      refusal('staff_exists'),
    );
  });

  it('writes down the newcomer and never their password', async () => {
    const input = await newcomer('dicatat@toko.test');
    const { id } = await inTransaction(office, (uow) => createStaff(uow, input));
    const [row] = await query<{ after_values: unknown }>(
      'SELECT after_values FROM activity_logs WHERE subject_id = ?',
      [id],
    );
    const text = JSON.stringify(row?.after_values);
    assert.match(text, /support/);
    assert.doesNotMatch(text, /argon2/);
  });
});

describe('editStaff', () => {
  afterEach(() => moveClock(0));

  it('ends sessions when role or standing changes, not when a name is corrected', async () => {
    const { id } = await aStaffAccount('support');
    const began = await validFrom(id);
    moveClock(60_000);
    await edit(office, id, { name: 'Nama Baru' });
    assert.equal(await validFrom(id), began);
    await edit(office, id, { role: 'finance' }, 2);
    assert.ok((await validFrom(id)) > began);
    assert.equal((await staffActor(id))?.role, 'finance');
  });

  it('refuses to change one’s own role or standing', async () => {
    const owner = await aStaffAccount('owner');
    await assert.rejects(edit(actorOf(owner), owner.id, { role: 'admin' }), refusal('own_staff_account'));
    await assert.rejects(edit(actorOf(owner), owner.id, { active: false }), refusal('own_staff_account'));
  });

  it('never leaves the shop without an owner, even when two are dismissed at once', async () => {
    const pair = [await aStaffAccount('owner'), await aStaffAccount('owner')];
    const others = await query<{ id: string; version: number }>(
      `SELECT id, version FROM staff_accounts WHERE role = 'owner' AND active = TRUE AND id NOT IN (?, ?)`,
      pair.map(({ id }) => id),
    );
    for (const { id, version } of others) await edit(office, id, { active: false }, version);
    const outcomes = await Promise.allSettled(pair.map(({ id }) => edit(office, id, { active: false })));
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    assert.ok(failure && refusal('last_owner')(failure.reason));
  });

  it('refuses the second of two who edit the same version, and unknown changes', async () => {
    const { id } = await aStaffAccount();
    await edit(office, id, { name: 'Satu' });
    await assert.rejects(edit(office, id, { name: 'Dua' }), refusal('changed_meanwhile'));
    await assert.rejects(edit(office, id, { email: 'x@y.z' } as StaffChanges, 2));
  });
});

describe('changeStaffPassword', () => {
  afterEach(() => moveClock(0));

  it('lets staff change their own, ends their sessions, and the old one no longer works', async () => {
    const account = await aStaffAccount('viewer');
    const began = await validFrom(account.id);
    moveClock(60_000);
    const password_hash = await hashPassword('sandi-yang-baru');
    await inTransaction(actorOf(account), (uow) =>
      changeStaffPassword(uow, { staffId: account.id, password_hash }),
    );
    assert.ok((await validFrom(account.id)) > began);
    const enter = (password: string) => loginStaff({ email: account.email, password, ip: '203.0.113.10' });
    assert.equal(await enter(staffPassword), null);
    assert.equal((await enter('sandi-yang-baru'))?.id, account.id);
  });

  it('keeps colleagues’ passwords to the owner', async () => {
    const { id } = await aStaffAccount();
    const password_hash = await hashPassword('sandi-yang-baru');
    const change = (actor: Actor) =>
      inTransaction(actor, (uow) => changeStaffPassword(uow, { staffId: id, password_hash }));
    await assert.rejects(change(await aStaff('admin')), refusal('forbidden'));
    await change(await aStaff('owner'));
  });
});
