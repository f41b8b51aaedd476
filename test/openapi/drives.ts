import { fulfilmentOf } from '../../src/fulfilments/index.js';
import { paymentOf } from '../../src/payments/index.js';
import { hmac } from '../../src/platform/cipher.js';
import { config } from '../../src/platform/config.js';
import { claimTokenOf } from '../../src/transactions/index.js';
import { newId } from '../../src/platform/ids.js';
import { guest } from '../../src/platform/actor.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { startSession, type User } from '../../src/users/index.js';
import { anonymous, as } from '../app.js';
import { callbackBody, signatureOf } from '../factories/payments.js';
import { aDigitalProduct, aPhysicalProduct } from '../factories/products.js';
import {
  aGoodsSale,
  aSale,
  digitalOrder,
  goodsOrder,
  luckyNumber,
  unluckyNumber,
} from '../factories/transactions.js';
import { aCustomer, aReseller, customerPassword, uniqueContact } from '../factories/users.js';
import { dataOf, type Journey } from '../journey.js';
import { drainJobs } from '../jobs.js';
import type { Shot } from './shots.js';
import { careDrives } from './care-drives.js';
import { discountDrives } from './discount-drives.js';
import { disputeDrives } from './dispute-drives.js';
import { escrowDrives } from './escrow-drives.js';
import { explainDrives } from './explain-drives.js';
import { feeDrives } from './fee-drives.js';
import { roomDrives } from './room-drives.js';
import { voucherDrives } from './voucher-drives.js';
import { walletsDrives } from './wallet-drives.js';
import { withdrawalDrives } from './withdrawal-drives.js';

/** How a door is used: the first request is right, and later ones are as right or refused. */
export type Drive = (journey: Journey) => Promise<[Shot, ...Shot[]]>;

const newcomer = () => ({ name: 'Sari Wulandari', ...uniqueContact(), password: customerPassword });

const aRefreshToken = async (user: User): Promise<string> => {
  const origin = { ip: '127.0.0.1', userAgent: 'test' };
  return (await inTransaction(guest, (uow) => startSession(uow, user.id, origin))).refreshToken;
};

/** A customer whose sale has come to an end: the lucky number is delivered, the unlucky one refunded. */
async function buyerOf(journey: Journey, phone: string) {
  const buyer = await aCustomer();
  const sale = await aSale(buyer, phone);
  await journey.pay(sale);
  return { buyer, sale };
}

const thirteenAnswers = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`input_${index}`, '1']));

async function aGuestSale(phone = luckyNumber) {
  const contact = { name: 'Tamu Toko', ...uniqueContact() };
  const product = await aDigitalProduct({ supplierSku: 'xld10' });
  const response = await anonymous.post('/transactions', digitalOrder(product, phone, { contact }));
  return { contact, sale: dataOf<Awaited<ReturnType<typeof aSale>>>(response) };
}

const authDrives: Record<string, Drive> = {
  'POST /api/v1/auth/register': async () => {
    const known = await aCustomer();
    return [
      { status: 201, body: newcomer() },
      { status: 409, body: { ...newcomer(), email: known.email } },
      { status: 422, body: { ...newcomer(), password: 'pendek' } },
    ];
  },
  'POST /api/v1/auth/login': async () => {
    const { email } = await aCustomer();
    return [
      { status: 200, body: { email, password: customerPassword } },
      { status: 401, body: { email, password: 'bukan sandinya' } },
      { status: 422, body: { email } },
    ];
  },
  'POST /api/v1/auth/refresh': async () => [
    { status: 200, body: { refresh_token: await aRefreshToken(await aReseller()) } },
    { status: 401, body: { refresh_token: 'never-given-out' } },
    { status: 422, body: { refresh_token: '' } },
  ],
  'POST /api/v1/auth/logout': async () => [
    { status: 204, body: { refresh_token: await aRefreshToken(await aCustomer()) } },
    { status: 422, body: { refresh_token: 7 } },
  ],
  'GET /api/v1/users/me': async () => [{ status: 200, as: await aReseller() }, { status: 401 }],
  'PATCH /api/v1/users/me': async () => {
    const user = await aCustomer();
    return [
      { status: 200, as: user, body: { name: 'Sari Dewi', locale: 'en' } },
      { status: 422, as: user, body: { name: 'Admin Toko' } },
      { status: 401, body: { name: 'Sari Dewi' } },
    ];
  },
};

const shelfDrives: Record<string, Drive> = {
  'GET /api/v1/products/categories': async () => {
    await aPhysicalProduct();
    return [{ status: 200 }, { status: 200, headers: { 'Accept-Language': 'en' } }];
  },
  'GET /api/v1/products/operators': async () => [
    { status: 200, query: { phone: '081234567890' } },
    { status: 200, query: { phone: '0000' } },
    { status: 422, query: { phone: 'abc' } },
    { status: 422 },
  ],
  'GET /api/v1/products': async () => {
    const reseller = await aReseller();
    const product = await aDigitalProduct();
    await aPhysicalProduct({ stock: 0 });
    return [
      { status: 200, query: { limit: '100' } },
      { status: 200, as: reseller, query: { q: product.name, kind: 'digital' } },
      { status: 422, query: { limit: '101' } },
      { status: 401, headers: { Authorization: 'Bearer a.b.c' } },
    ];
  },
  'GET /api/v1/products/{id}': async () => {
    const product = await aDigitalProduct({ cutOffStart: '00:00', cutOffEnd: '23:59' });
    return [
      { status: 200, params: { id: product.id } },
      { status: 200, as: await aReseller(), params: { id: (await aPhysicalProduct()).id } },
      { status: 404, params: { id: newId() } },
      { status: 422, params: { id: '1' } },
    ];
  },
  'GET /api/v1/payments/channels': async () => [
    { status: 200, query: { amount: '50000' } },
    { status: 422, query: { amount: '-1' } },
    { status: 422 },
  ],
};

const saleDrives: Record<string, Drive> = {
  'POST /api/v1/transactions': async () => {
    const user = await aCustomer();
    const order = digitalOrder(await aDigitalProduct({ supplierSku: 'xld10' }));
    const contact = { name: 'Tamu Toko', ...uniqueContact() };
    const goods = [{ product: await aPhysicalProduct(), quantity: 2 }];
    const soldOut = [{ product: await aPhysicalProduct({ stock: 0 }), quantity: 1 }];
    return [
      { status: 201, as: user, body: order },
      { status: 201, body: { ...order, contact } },
      { status: 201, as: user, body: goodsOrder(goods) },
      { status: 409, as: user, body: goodsOrder(soldOut) },
      { status: 422, body: order },
      { status: 422, as: user, body: { ...order, inputs: thirteenAnswers } },
      { status: 400, as: user, body: order, headers: { 'Idempotency-Key': '' } },
      { status: 401, body: order, headers: { Authorization: 'Bearer a.b.c' } },
    ];
  },
  'GET /api/v1/transactions': async (journey) => {
    const { buyer } = await buyerOf(journey, unluckyNumber);
    await aGoodsSale(buyer);
    return [
      { status: 200, as: buyer },
      { status: 200, as: buyer, query: { limit: '1', status: 'REFUNDED', type: 'PPOB' } },
      { status: 422, as: buyer, query: { status: 'NOPE' } },
      { status: 401 },
    ];
  },
  'GET /api/v1/transactions/stats/summary': async (journey) => [
    { status: 200, as: (await buyerOf(journey, luckyNumber)).buyer },
    { status: 200, as: await aCustomer() },
    { status: 401 },
  ],
  'POST /api/v1/transactions/track': async () => {
    const { contact, sale } = await aGuestSale();
    return [
      { status: 200, body: { number: sale.number, phone: contact.phone } },
      { status: 404, body: { number: sale.number, phone: '081299999999' } },
      { status: 422, body: { number: sale.number, phone: '1' } },
      { status: 422, body: { number: 'TRX-à', phone: contact.phone } },
    ];
  },
  'GET /api/v1/transactions/{id}': async (journey) => {
    const { buyer, sale } = await buyerOf(journey, luckyNumber);
    const goods = await aGoodsSale(buyer);
    await journey.pay(goods);
    return [
      { status: 200, as: buyer, params: { id: sale.id } },
      { status: 200, as: buyer, params: { id: goods.id } },
      { status: 404, as: await aCustomer(), params: { id: sale.id } },
      { status: 401, params: { id: sale.id } },
      { status: 422, as: buyer, params: { id: "1' OR 1=1" } },
    ];
  },
  'GET /api/v1/transactions/{id}/logs': async (journey) => {
    const { buyer, sale } = await buyerOf(journey, unluckyNumber);
    return [
      { status: 200, as: buyer, params: { id: sale.id } },
      { status: 404, as: await aCustomer(), params: { id: sale.id } },
      { status: 401, params: { id: sale.id } },
    ];
  },
  'POST /api/v1/transactions/{id}/cancel': async (journey) => {
    const { buyer, sale } = await buyerOf(journey, luckyNumber);
    const params = { id: (await aSale(buyer)).id };
    return [
      { status: 200, as: buyer, params, body: { reason: 'Salah nomor' } },
      { status: 409, as: buyer, params: { id: sale.id }, body: {} },
      { status: 404, as: await aCustomer(), params, body: {} },
      { status: 401, params, body: {} },
      { status: 422, as: buyer, params, body: { reason: 'x' } },
    ];
  },
  'POST /api/v1/refund-claims': async (journey) => {
    const { sale } = await aGuestSale(unluckyNumber);
    await journey.pay(sale);
    const user = await aCustomer();
    const body = { token: claimTokenOf(sale.id) };
    return [
      { status: 200, as: user, body },
      { status: 409, as: user, body },
      { status: 404, as: user, body: { token: 'f'.repeat(64) } },
      { status: 401, body },
      { status: 422, as: user, body: { token: 'x' } },
    ];
  },
};

const messageDrives: Record<string, Drive> = {
  'GET /api/v1/notifications': async (journey) => {
    const { buyer } = await buyerOf(journey, luckyNumber);
    return [
      { status: 200, as: buyer, query: { after: '0', limit: '1' } },
      { status: 200, as: buyer, headers: { 'Accept-Language': 'en' } },
      { status: 422, as: buyer, query: { after: '-1' } },
      { status: 401 },
    ];
  },
  'POST /api/v1/notifications/{id}/read': async (journey) => {
    const { buyer } = await buyerOf(journey, luckyNumber);
    const [message] = dataOf<{ id: string }[]>(await as(buyer).get('/notifications'));
    const params = { id: message?.id ?? '' };
    return [
      { status: 200, as: buyer, params },
      { status: 404, as: await aCustomer(), params },
      { status: 401, params },
      { status: 422, as: buyer, params: { id: 'x' } },
    ];
  },
};

const operationsDrives: Record<string, Drive> = {
  'GET /api/v1/health': () => Promise.resolve([{ status: 200 }]),
};

/** The gateway's and the supplier's word about a sale, signed by them and by nobody. */
const supplierDrive: Drive = async (journey) => {
  const { sale } = await buyerOf(journey, luckyNumber);
  const fulfilment = await fulfilmentOf(sale.id);
  const body = JSON.stringify({
    data: { ref_id: fulfilment?.id, status: 'Sukses', rc: '00', sn: '1234567890' },
  });
  const signed = `sha1=${hmac('sha1', config.DIGIFLAZZ_WEBHOOK_SECRET, body)}`;
  return [
    { status: 200, body, headers: { 'X-Hub-Signature': signed } },
    { status: 403, body },
    { status: 413, body: 'x'.repeat(10_000), headers: { 'X-Hub-Signature': signed } },
    { status: 415, body, headers: { 'X-Hub-Signature': signed, 'Content-Encoding': 'gzip' } },
  ];
};

const machineDrives: Record<string, Drive> = {
  'POST /api/v1/callbacks/tripay': async () => {
    const sale = await aSale(null);
    await drainJobs();
    const payment = await paymentOf(sale.id);
    const body = payment ? callbackBody(payment) : '';
    const headers = { 'X-Callback-Signature': signatureOf(body) };
    return [
      { status: 200, body, headers },
      { status: 403, body },
      { status: 413, body: 'x'.repeat(70_000), headers },
      { status: 415, body, headers: { ...headers, 'Content-Encoding': 'gzip' } },
    ];
  },
  'POST /api/v1/callbacks/digiflazz': supplierDrive,
  'POST /api/v1/notifications/webhook/digiflazz': supplierDrive,
  'GET /readyz': () => Promise.resolve([{ status: 200 }]),
  'GET /metrics': () => Promise.resolve([{ status: 200 }]),
};

/** Every documented operation by its name. */
export const drives: Record<string, Drive> = {
  ...authDrives,
  ...shelfDrives,
  ...saleDrives,
  ...walletsDrives,
  ...withdrawalDrives,
  ...feeDrives,
  ...roomDrives,
  ...escrowDrives,
  ...discountDrives,
  ...explainDrives,
  ...voucherDrives,
  ...disputeDrives,
  ...careDrives,
  ...messageDrives,
  ...operationsDrives,
  ...machineDrives,
};
