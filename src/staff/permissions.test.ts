import assert from 'node:assert/strict';
import { guest, system, type Actor } from '../platform/actor.js';
import { DomainError } from '../platform/errors.js';
import { hasCopy, locales } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { allPermissions, authorize, can, permissions, staffRoles } from './permissions.js';

const staff = (role: string): Actor => ({ kind: 'staff', id: newId(), role, name: 'Petugas' });

describe('permissions', () => {
  it('S2.42 let the owner do everything', () => {
    assert.deepEqual([...permissions.owner], allPermissions);
  });

  it('keep appointing staff to the owner', () => {
    const appointing = staffRoles.filter((role) => permissions[role].has('staff.write'));
    assert.deepEqual(appointing, ['owner']);
  });

  it('let viewers change nothing and see no customer', () => {
    for (const permission of permissions.viewer) assert.match(permission, /\.read$/);
    assert.equal(permissions.viewer.has('users.read'), false);
  });

  it('keep refunds from those who cancel and talk to customers', () => {
    assert.equal(permissions.support.has('transactions.refund'), false);
    assert.equal(permissions.catalogue.has('transactions.read'), false);
  });

  it('never let a role change what it may not see', () => {
    for (const role of staffRoles) {
      for (const permission of permissions[role]) {
        const reading = `${permission.split('.')[0]}.read`;
        const known = (allPermissions as string[]).includes(reading);
        assert.ok(!known || (permissions[role] as Set<string>).has(reading), `${role}: ${permission}`);
      }
    }
  });

  it('have a name in both languages, and so have the roles', () => {
    const keys = [
      ...allPermissions.map((name) => `staff.permission.${name}`),
      ...staffRoles.map((r) => `staff.role.${r}`),
    ];
    for (const locale of locales)
      assert.deepEqual(
        keys.filter((key) => !hasCopy(locale, key)),
        [],
      );
  });
});

describe('authorize', () => {
  it('S2.39 S2.275 follows the table for every role and permission', () => {
    for (const role of staffRoles) {
      for (const permission of allPermissions) {
        const allowed = permissions[role].has(permission);
        assert.equal(can(staff(role), permission), allowed);
        const attempt = () => authorize(staff(role), permission);
        if (allowed) assert.doesNotThrow(attempt);
        else assert.throws(attempt, (error) => error instanceof DomainError && error.status === 403);
      }
    }
  });

  it('lets the machinery pass', () => {
    assert.equal(can(system('seed'), 'staff.write'), true);
  });

  it('refuses customers, guests and roles that do not exist', () => {
    const customer: Actor = { kind: 'customer', id: newId(), customerType: 'reseller' };
    for (const actor of [customer, guest, staff('root'), staff('__proto__'), staff('constructor')])
      for (const permission of allPermissions) assert.equal(can(actor, permission), false);
  });
});
