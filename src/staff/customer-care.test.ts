import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { database, query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { hashPassword, userById } from '../users/index.js';
import { ActivityLog } from './activity-log.entity.js';
import {
  changeCustomerKyc,
  changeCustomerTier,
  createCustomer,
  editCustomer,
  moderateCustomer,
} from './customer-care.js';
import { permissions, staffRoles, type Permission } from './permissions.js';

const reason = 'Permintaan pelanggan';
const isForbidden = (error: unknown) => error instanceof DomainError && error.status === 403;
const deedsOn = (subjectId: string) => database().getRepository(ActivityLog).findBy({ subjectId });

describe('customer care', () => {
  const deeds: [string, Permission, (uow: UnitOfWork, userId: string) => Promise<unknown>][] = [
    [
      'edits',
      'users.write',
      (uow, userId) => editCustomer(uow, { userId, version: 1, changes: { name: 'Baru' }, reason }),
    ],
    ['bans', 'users.status', (uow, userId) => moderateCustomer(uow, { userId, event: 'ban', reason })],
    [
      're-tiers',
      'users.write',
      (uow, userId) => changeCustomerTier(uow, { userId, customerType: 'reseller', reason }),
    ],
    [
      'vouches for',
      'users.kyc',
      (uow, userId) => changeCustomerKyc(uow, { userId, kycLevel: 'BASIC', reason }),
    ],
  ];
  for (const [what, permission, deed] of deeds) {
    it(`S2.47 S2.50 ${what} a customer where the role may, and changes nothing where it may not`, async () => {
      for (const role of staffRoles) {
        const customer = await aCustomer();
        const attempt = inTransaction(await aStaff(role), (uow) => deed(uow, customer.id));
        if (permissions[role].has(permission)) await attempt;
        else await assert.rejects(attempt, isForbidden);
        const changed = (await userById(customer.id))?.version !== 1;
        assert.equal(changed, permissions[role].has(permission), role);
        assert.equal((await deedsOn(customer.id)).length, changed ? 1 : 0);
      }
    });
  }

  it('S2.46 creates a customer who can log in', async () => {
    const password_hash = await hashPassword('sandi-awal-baru');
    const input = {
      name: 'Toko Makmur',
      ...uniqueContact(),
      password_hash,
      customerType: 'reseller' as const,
    };
    const user = await inTransaction(await aStaff('support'), (uow) => createCustomer(uow, input));
    assert.equal(user.customerType, 'reseller');
    const [deed] = await deedsOn(user.id);
    assert.equal(deed?.action, 'user.created');
    assert.doesNotMatch(JSON.stringify(deed?.afterValues), /argon2/);
  });

  it('keeps the reason and what the status was before', async () => {
    const customer = await aCustomer();
    const admin = await aStaff('admin');
    await inTransaction(admin, (uow) => moderateCustomer(uow, { userId: customer.id, event: 'ban', reason }));
    const [deed] = await deedsOn(customer.id);
    assert.deepEqual(
      [deed?.actorId, deed?.reason, deed?.beforeValues, deed?.afterValues],
      [admin.id, reason, { status: 'ACTIVE' }, { status: 'BANNED' }],
    );
  });

  it('lets nobody vouch for the customer whom they are themselves', async () => {
    const customer = await aCustomer();
    const admin = await aStaff('admin');
    await query('UPDATE staff_accounts SET email = ? WHERE id = ?', [customer.email, admin.id]);
    const raise = (uow: UnitOfWork) =>
      changeCustomerKyc(uow, { userId: customer.id, kycLevel: 'FULL', reason });
    await assert.rejects(inTransaction(admin, raise), { code: 'own_benefit' });
    assert.equal((await userById(customer.id))?.kycLevel, 'NONE');
  });

  it('asks for a reason and refuses unknown fields', async () => {
    const customer = await aCustomer();
    const admin = await aStaff('admin');
    const edit = (input: object) =>
      inTransaction(admin, (uow) =>
        editCustomer(uow, { userId: customer.id, version: 1, changes: {}, reason, ...input }),
      );
    await assert.rejects(edit({ reason: '  ' }), { name: 'ZodError' });
    await assert.rejects(edit({ changes: { passwordHash: 'x' } }), { name: 'ZodError' });
    await assert.rejects(edit({ changes: { phone: '123' } }), { name: 'ZodError' });
    assert.equal((await userById(customer.id))?.version, 1);
  });
});
