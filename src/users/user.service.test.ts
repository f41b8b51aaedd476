import assert from 'node:assert/strict';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { guest, system, type Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { endSessionsOf, forgetExpiredTokens, startSession } from './sessions.js';
import { changeCustomerType, changeUserStatus, editUser, userById } from './user.service.js';
import { userStates, type UserEvent, type UserStatus } from './user.states.js';

const office = system('test');
const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const change = (userId: string, event: UserEvent, actor: Actor = office) =>
  inTransaction(actor, (uow) => changeUserStatus(uow, { userId, event, reason: 'Atas permintaan' }));

const pathsTo: Record<UserStatus, UserEvent[]> = { ACTIVE: [], INACTIVE: ['deactivate'], BANNED: ['ban'] };

describe('changeUserStatus', () => {
  for (const from of userStates.states) {
    for (const event of ['activate', 'deactivate', 'ban'] as const) {
      const allowed = userStates.can(from, event);
      it(`${allowed ? 'S2.48 S2.49 S2.50 performs' : 'refuses'} ${event} from ${from}`, async () => {
        const { id } = await aCustomer();
        for (const step of pathsTo[from]) await change(id, step);
        if (allowed) await change(id, event);
        else await assert.rejects(change(id, event), refusal('illegal_transition'));
        assert.equal((await userById(id))?.status, allowed ? userStates.next(from, event) : from);
      });
    }
  }

  it('S2.79 writes down who, why and when', async () => {
    const { id } = await aCustomer();
    await change(id, 'ban');
    const rows = await query<Record<string, unknown>>(
      'SELECT event, from_status, to_status, reason, actor_id FROM state_changes WHERE subject_id = ? ORDER BY id',
      [id],
    );
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { event: 'register', from_status: null, to_status: 'ACTIVE', reason: null, actor_id: null },
        {
          event: 'ban',
          from_status: 'ACTIVE',
          to_status: 'BANNED',
          reason: 'Atas permintaan',
          actor_id: 'test',
        },
      ],
    );
  });

  it('is not for customers, not even for their own account', async () => {
    const { id } = await aCustomer();
    const themselves: Actor = { kind: 'customer', id, customerType: 'retail' };
    for (const actor of [themselves, guest])
      await assert.rejects(change(id, 'deactivate', actor), refusal('forbidden'));
    assert.equal((await userById(id))?.status, 'ACTIVE');
  });
});

describe('changeCustomerType', () => {
  it('S4.25 moves a customer to the other tier, and not at their own wish', async () => {
    const { id } = await aCustomer();
    const move = (actor: Actor) =>
      inTransaction(actor, (uow) => changeCustomerType(uow, { userId: id, customerType: 'reseller' }));
    await assert.rejects(move({ kind: 'customer', id, customerType: 'retail' }), refusal('forbidden'));
    assert.equal((await userById(id))?.customerType, 'retail');
    await move(office);
    assert.equal((await userById(id))?.customerType, 'reseller');
  });
});

describe('editUser', () => {
  it('refuses the second of two who edit the same version', async () => {
    const { id, version } = await aCustomer();
    const edit = (name: string) =>
      inTransaction(office, (uow) => editUser(uow, { userId: id, version, changes: { name } }));
    await edit('Nama Pertama');
    await assert.rejects(edit('Nama Kedua'), refusal('changed_meanwhile'));
    assert.equal((await userById(id))?.name, 'Nama Pertama');
  });

  it('refuses an e-mail address that belongs to somebody else', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    await assert.rejects(
      inTransaction(office, (uow) => editUser(uow, { userId: one.id, changes: { email: other.email } })),
      refusal('account_exists'),
    );
  });

  it('never reads the password hash', async () => {
    const { id } = await aCustomer();
    assert.equal((await userById(id))?.passwordHash, undefined);
    const user = await inTransaction(office, (uow) =>
      editUser(uow, { userId: id, changes: { phone: uniqueContact().phone } }),
    );
    assert.equal(user.passwordHash, undefined);
  });
});

describe('forgetExpiredTokens', () => {
  it('forgets tokens a day after they ended and keeps the others', async () => {
    const { id } = await aCustomer();
    const origin = { ip: '127.0.0.1', userAgent: 'test' };
    const [old, fresh] = await inTransaction(guest, async (uow) => [
      await startSession(uow, id, origin),
      await startSession(uow, id, origin),
    ]);
    await query('UPDATE refresh_tokens SET expires_at = ? WHERE family_id = ?', [
      new Date(Date.now() - 2 * 86_400_000),
      old?.id,
    ]);
    await inTransaction(office, forgetExpiredTokens);
    const left = await query<{ family_id: string }>(
      'SELECT family_id FROM refresh_tokens WHERE user_id = ?',
      [id],
    );
    assert.deepEqual(
      left.map((row) => row.family_id),
      [fresh?.id],
    );
  });
});

describe('endSessionsOf', () => {
  it('ends every session of one customer and no session of another', async () => {
    const origin = { ip: '127.0.0.1', userAgent: 'test' };
    const [one, other] = [await aCustomer(), await aCustomer()];
    await inTransaction(guest, async (uow) => {
      for (const { id } of [one, one, other]) await startSession(uow, id, origin);
    });
    const ended = await inTransaction(office, (uow) => endSessionsOf(uow, one.id, 'password_changed'));
    assert.equal(ended, 2);
  });
});
