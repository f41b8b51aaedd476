import assert from 'node:assert/strict';
import type { Product } from '../../src/products/index.js';
import type { TransactionResource } from '../../src/transactions/index.js';
import type { User } from '../../src/users/index.js';
import { anonymous, as } from '../app.js';
import { aDigitalProduct, aPhysicalProduct } from './products.js';
import { uniqueContact } from './users.js';

/** Ends well at once in the sandbox: `digiflazz.md` calls it the number for success. */
export const luckyNumber = '087800001230';
export const unluckyNumber = '087800001232';

const payment = { gateway: 'tripay', method: 'BRIVA' };

export const anAddress = (courier = 'jne') => ({
  recipient_name: 'Sari Wulandari',
  phone: '081234567890',
  address: 'Jl. Melati No. 8 RT 02/05',
  city: 'Bandung',
  postal_code: '40111',
  courier,
});

/** The body of an order for a digital product. */
export const digitalOrder = (product: Product, phone = luckyNumber, extra: object = {}) => ({
  type: 'PPOB',
  product_id: product.id,
  inputs: { phone },
  payment,
  ...extra,
});

/** The body of an order for goods. */
export const goodsOrder = (lines: { product: Product; quantity: number }[], extra: object = {}) => ({
  type: 'PURCHASE',
  lines: lines.map(({ product, quantity }) => ({ product_id: product.id, quantity })),
  shipping: anAddress(),
  payment,
  ...extra,
});

async function place(body: object, user: User | null): Promise<TransactionResource> {
  const response = await (user ? as(user) : anonymous).post('/transactions', body);
  assert.equal(response.status, 201, JSON.stringify(response.body));
  return (response.body as { data: TransactionResource }).data;
}

/** A sale that waits for its payment; a guest's when there is no user. */
export async function aSale(
  user: User | null,
  phone = luckyNumber,
  product?: Product,
): Promise<TransactionResource> {
  const contact = user ? {} : { contact: { name: 'Tamu Toko', ...uniqueContact() } };
  return place(
    digitalOrder(product ?? (await aDigitalProduct({ supplierSku: 'xld10' })), phone, contact),
    user,
  );
}

/** An order for goods that waits for its payment. */
export async function aGoodsSale(
  user: User,
  quantity = 2,
  product?: Product,
  courier?: string,
): Promise<TransactionResource> {
  const lines = [{ product: product ?? (await aPhysicalProduct()), quantity }];
  return place(goodsOrder(lines, { shipping: anAddress(courier) }), user);
}
