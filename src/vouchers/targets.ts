import { In } from 'typeorm';
import { database } from '../platform/database.js';
import { invalid } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Product, ProductCategory } from '../products/index.js';
import { normaliseEmail, normalisePhone, User } from '../users/index.js';
import { VoucherTarget, type VoucherTargetKind } from './voucher.entity.js';
import type { VoucherTerms } from './voucher.forms.js';

type Named = Pick<VoucherTerms, 'productSkus' | 'categoryCodes' | 'customerTypes' | 'users'>;

interface Target {
  kind: VoucherTargetKind;
  targetId: string;
}

/** @throws DomainError 422 that names each that nobody knows by its place in the list. */
function resolved<Row extends { id: string }>(
  field: keyof Named,
  kind: VoucherTargetKind,
  wanted: (string | null)[],
  rows: Row[],
  nameOf: (row: Row) => (string | null)[],
): Target[] {
  const ids = new Map(rows.flatMap((row) => nameOf(row).map((name) => [name, row.id] as const)));
  const unknown = wanted.flatMap((name, index) => (name !== null && ids.has(name) ? [] : [index]));
  if (unknown.length > 0)
    throw invalid(unknown.map((index) => ({ path: `${field}.${index}`, code: 'unknown_reference' })));
  return [...new Set(wanted.map((name) => ids.get(name) ?? ''))].map((targetId) => ({ kind, targetId }));
}

const products = async (skus: string[]): Promise<Target[]> =>
  resolved(
    'productSkus',
    'product',
    skus,
    await database()
      .getRepository(Product)
      .find({ where: { sku: In(skus) }, select: { id: true, sku: true } }),
    ({ sku }) => [sku],
  );

const categories = async (codes: string[]): Promise<Target[]> =>
  resolved(
    'categoryCodes',
    'category',
    codes,
    await database()
      .getRepository(ProductCategory)
      .findBy({ code: In(codes) }),
    ({ code }) => [code],
  );

async function users(written: string[]): Promise<Target[]> {
  const reaches = written.map((text) => normaliseEmail(text) ?? normalisePhone(text));
  const known = reaches.filter((reach) => reach !== null);
  const where = [{ email: In(known) }, { phone: In(known) }];
  const rows = await database().getRepository(User).find({ where });
  return resolved('users', 'user', reaches, rows, ({ email, phone }) => [email, phone]);
}

/** What or whom a form means by its codes and addresses. @throws DomainError 422 `invalid_input`. */
export async function targetsNamed(named: Named): Promise<Target[]> {
  const found = await Promise.all([
    named.productSkus.length > 0 ? products(named.productSkus) : [],
    named.categoryCodes.length > 0 ? categories(named.categoryCodes) : [],
    named.users.length > 0 ? users(named.users) : [],
  ]);
  const types = [...new Set(named.customerTypes)];
  return [...found.flat(), ...types.map((targetId) => ({ kind: 'customer_type' as const, targetId }))];
}

/** Replaces what a draft is for. */
export async function writeTargets(uow: UnitOfWork, voucherId: string, targets: Target[]): Promise<void> {
  await uow.run('DELETE FROM voucher_targets WHERE voucher_id = ?', [voucherId]);
  uow.add(
    VoucherTarget,
    targets.map((target) => ({ id: newId(), voucherId, ...target })),
  );
}
