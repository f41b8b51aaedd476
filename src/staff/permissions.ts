import type { Actor } from '../platform/actor.js';
import { forbidden } from '../platform/errors.js';

export const staffRoles = ['owner', 'admin', 'finance', 'support', 'catalogue', 'viewer'] as const;
export type StaffRole = (typeof staffRoles)[number];

const everybody = staffRoles;

/** Who may do what. What is not written here nobody may do. */
const table = {
  'dashboard.read': everybody,
  'users.read': ['owner', 'admin', 'finance', 'support'],
  'users.write': ['owner', 'admin', 'support'],
  'users.status': ['owner', 'admin'],
  'users.kyc': ['owner', 'admin'],
  'bank_accounts.read': ['owner', 'admin', 'finance', 'support'],
  'bank_accounts.verify': ['owner', 'admin', 'finance'],
  'consents.write': ['owner', 'admin', 'support'],
  'notes.read': ['owner', 'admin', 'finance', 'support'],
  'notes.write': ['owner', 'admin', 'finance', 'support'],
  'notes.remove': ['owner', 'admin'],
  'tickets.read': ['owner', 'admin', 'support'],
  'tickets.answer': ['owner', 'admin', 'support'],
  'products.read': everybody,
  'products.write': ['owner', 'admin', 'catalogue'],
  'products.price': ['owner', 'admin', 'catalogue'],
  'categories.write': ['owner', 'admin', 'catalogue'],
  'margins.write': ['owner', 'admin', 'catalogue'],
  'vouchers.read': ['owner', 'admin', 'finance', 'support', 'catalogue', 'viewer'],
  'vouchers.write': ['owner', 'admin', 'catalogue'],
  'vouchers.codes': ['owner', 'admin'],
  'discounts.read': ['owner', 'admin', 'finance', 'support', 'catalogue', 'viewer'],
  'discounts.write': ['owner', 'admin', 'catalogue'],
  'discounts.give': ['owner', 'admin', 'support'],
  'discounts.run': ['owner', 'admin', 'catalogue'],
  'transactions.read': ['owner', 'admin', 'finance', 'support', 'viewer'],
  'transactions.cancel': ['owner', 'admin', 'support'],
  'transactions.refund': ['owner', 'admin', 'finance'],
  'fulfilments.recheck': ['owner', 'admin', 'support'],
  'serials.reveal': ['owner', 'admin', 'support'],
  'shipments.write': ['owner', 'admin', 'support'],
  'payments.read': ['owner', 'admin', 'finance', 'support', 'viewer'],
  'callbacks.read': ['owner', 'admin', 'finance', 'support'],
  'callbacks.replay': ['owner', 'admin', 'finance'],
  'wallets.read': ['owner', 'admin', 'finance', 'support'],
  'wallets.freeze': ['owner', 'admin', 'finance'],
  'rooms.read': ['owner', 'admin', 'support'],
  'rooms.enter': ['owner', 'admin', 'support'],
  'ledger.read': ['owner', 'admin', 'finance'],
  'books.audit': ['owner', 'admin', 'finance'],
  'withdrawals.read': ['owner', 'admin', 'finance', 'support'],
  'withdrawals.approve': ['owner', 'admin', 'finance'],
  'withdrawals.send': ['owner', 'finance'],
  'notifications.read': ['owner', 'admin', 'support'],
  'approvals.read': ['owner', 'admin', 'finance'],
  'approvals.decide': ['owner', 'admin', 'finance'],
  'fees.read': ['owner', 'admin', 'finance', 'support', 'viewer'],
  'fees.write': ['owner', 'admin', 'finance'],
  'wallets.adjust': ['owner', 'admin', 'finance'],
  'escrows.read': ['owner', 'admin', 'finance', 'support'],
  'disputes.read': ['owner', 'admin', 'finance', 'support'],
  'disputes.judge': ['owner', 'admin', 'support'],
  'disputes.judge_escalated': ['owner', 'admin'],
  'activity.read': ['owner', 'admin'],
  'alerts.read': everybody,
  'alerts.close': ['owner', 'admin', 'finance', 'support'],
  'jobs.read': ['owner', 'admin'],
  'jobs.restart': ['owner', 'admin'],
  'queues.manage': ['owner', 'admin'],
  'staff.read': ['owner', 'admin'],
  'staff.write': ['owner'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof table;

export const allPermissions = Object.keys(table) as Permission[];

const permissionsOf = (role: StaffRole): ReadonlySet<Permission> =>
  new Set(allPermissions.filter((permission) => (table[permission] as readonly StaffRole[]).includes(role)));

/** The same table seen from the role's side. */
export const permissions: Record<StaffRole, ReadonlySet<Permission>> = {
  owner: permissionsOf('owner'),
  admin: permissionsOf('admin'),
  finance: permissionsOf('finance'),
  support: permissionsOf('support'),
  catalogue: permissionsOf('catalogue'),
  viewer: permissionsOf('viewer'),
};

const isRole = (role: string): role is StaffRole => (staffRoles as readonly string[]).includes(role);

/** Staff by their role, the machinery always, customers and guests never. Synchronous, for the console's sake. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true;
  return actor.kind === 'staff' && isRole(actor.role) && permissions[actor.role].has(permission);
}

/** @throws DomainError `forbidden` (403). */
export function authorize(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) throw forbidden();
}
