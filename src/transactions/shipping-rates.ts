import { rupiah, type Rupiah } from '../platform/money.js';
import { collection } from '../fulfilments/index.js';
import type { Transaction } from './transaction.entity.js';

export interface Courier {
  code: string;
  name: string;
  /** Rupiah for each kilogram begun. */
  perKilogramAmount: Rupiah;
  /** Rupiah for the trip itself. */
  baseAmount: Rupiah;
}

/** Flat rates of the shop; heavy building materials travel on the shop's own truck. */
export const couriers: Courier[] = [
  { code: 'toko', name: 'Kurir toko', perKilogramAmount: rupiah(500), baseAmount: rupiah(25_000) },
  { code: 'jne', name: 'JNE REG', perKilogramAmount: rupiah(11_000), baseAmount: rupiah(0) },
  { code: 'jnt', name: 'J&T EZ', perKilogramAmount: rupiah(10_000), baseAmount: rupiah(0) },
  { code: collection, name: 'Ambil di toko', perKilogramAmount: rupiah(0), baseAmount: rupiah(0) },
];

/** Whether the buyer fetches the goods at the shop, so that no courier carries them. */
export const isCollected = ({ shipping }: Pick<Transaction, 'shipping'>): boolean =>
  shipping?.courier === collection;

export const courierNamed = (code: string): Courier | undefined =>
  couriers.find((courier) => courier.code === code);

/** What carrying a weight costs; each kilogram begun counts as a whole one. */
export function shippingCost(courier: Courier, weightGrams: number): Rupiah {
  const kilograms = Math.max(1, Math.ceil(weightGrams / 1_000));
  return rupiah(courier.baseAmount + courier.perKilogramAmount * kilograms);
}
