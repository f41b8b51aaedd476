import type { User } from '../../src/users/index.js';
import { as } from '../app.js';
import { aCustomer } from '../factories/users.js';
import { aFilledWallet, fillWallet, knownCustomer } from '../factories/wallets.js';
import { dataOf } from '../journey.js';
import type { Drive } from './drives.js';
import type { Shot } from './shots.js';

const aWalletOwner = async (amount = 500_000) => {
  const user = await knownCustomer();
  return { user, wallet: await aFilledWallet(user.id, amount) };
};

const aFurtherWallet = async (user: User) =>
  dataOf<{ id: string }>(await as(user).post('/wallets', { name: 'Tabungan' }));

const walletDrives: Record<string, Drive> = {
  'GET /api/v1/wallets': async () => [
    { status: 200, as: (await aWalletOwner()).user },
    { status: 200, as: await aCustomer() },
    { status: 401 },
  ],
  'POST /api/v1/wallets': async () => {
    const user = await aCustomer();
    return [
      { status: 201, as: user, body: { name: 'Tabungan' } },
      { status: 409, as: user, body: { name: 'Tabungan' } },
      { status: 422, as: user, body: { name: 'Dolar', currency: 'USD' } },
      { status: 422, as: user, body: { name: '' } },
      { status: 401, body: { name: 'Tabungan' } },
    ];
  },
  'GET /api/v1/wallets/{id}': async () => {
    const { user, wallet } = await aWalletOwner();
    const params = { id: wallet.id };
    return [
      { status: 200, as: user, params },
      { status: 404, as: await aCustomer(), params },
      { status: 422, as: user, params: { id: 'x' } },
      { status: 401, params },
    ];
  },
  'PATCH /api/v1/wallets/{id}': async () => {
    const { user, wallet } = await aWalletOwner();
    const { id } = await aFurtherWallet(user);
    return [
      { status: 200, as: user, params: { id }, body: { name: 'Belanja', is_default: true } },
      { status: 409, as: user, params: { id }, body: { name: wallet.name } },
      { status: 404, as: await aCustomer(), params: { id }, body: { name: 'Belanja' } },
      { status: 422, as: user, params: { id }, body: { is_default: false } },
      { status: 401, params: { id }, body: { name: 'Belanja' } },
    ];
  },
  'DELETE /api/v1/wallets/{id}': async () => {
    const { user, wallet } = await aWalletOwner();
    const { id } = await aFurtherWallet(user);
    return [
      { status: 200, as: user, params: { id } },
      { status: 409, as: user, params: { id: wallet.id } },
      { status: 404, as: await aCustomer(), params: { id } },
      { status: 422, as: user, params: { id: 'x' } },
      { status: 401, params: { id } },
    ];
  },
};

const historyOf = async (extra: object = {}): Promise<[Shot, ...Shot[]]> => {
  const { user, wallet } = await aWalletOwner();
  await fillWallet(wallet, 1_000);
  const shot = { as: user, ...('params' in extra ? { params: { id: wallet.id } } : {}) };
  return [
    { ...shot, status: 200, query: { limit: '1', from: '2026-01-01', to: '2030-12-31' } },
    { ...shot, status: 422, query: { from: 'kemarin' } },
    { ...shot, status: 422, query: { cursor: 'x' } },
    { ...shot, as: undefined, status: 401 } as Shot,
  ];
};

const balanceDrives: Record<string, Drive> = {
  'GET /api/v1/wallets/{id}/mutations': async () => {
    const { wallet } = await aWalletOwner();
    return [
      ...(await historyOf({ params: true })),
      { status: 404, as: await aCustomer(), params: { id: wallet.id } },
    ];
  },
  'GET /api/v1/wallet': async () => [{ status: 200, as: await aCustomer() }, { status: 401 }],
  'GET /api/v1/wallet/balance': async () => [{ status: 200, as: await aCustomer() }, { status: 401 }],
  'GET /api/v1/users/me/balance': async () => [{ status: 200, as: await aCustomer() }, { status: 401 }],
  'GET /api/v1/wallet/history': () => historyOf(),
};

const payment = { gateway: 'tripay', method: 'QRIS' };

const standing = { gateway: 'tripay', method: 'BCAVAOP' };

/** So rich that little more may be kept. */
const almostFull = 19_000_000;

const topUpShots = (user: User, at: { params?: { id: string } }): [Shot, ...Shot[]] => [
  { ...at, status: 201, as: user, body: { amount: 20_000, payment } },
  { ...at, status: 409, as: user, body: { amount: 5_000_000, payment: { ...payment, method: 'BRIVA' } } },
  { ...at, status: 422, as: user, body: { amount: 9_999, payment } },
  { ...at, status: 422, as: user, body: { amount: 20_000, payment: { ...payment, method: 'NIHIL' } } },
  { ...at, status: 401, body: { amount: 20_000, payment } },
];

const transferShots = async (user: User, at: { params?: { id: string } }): Promise<[Shot, ...Shot[]]> => {
  const to = (await aCustomer()).email;
  return [
    { ...at, status: 201, as: user, body: { to, amount: 10_000, note: 'Arisan' } },
    { ...at, status: 200, as: user, body: { to, amount: 10_000, dry_run: true } },
    { ...at, status: 409, as: user, body: { to, amount: 1_900_000 } },
    { ...at, status: 422, as: user, body: { to: 'tidak-ada@contoh.test', amount: 10_000 } },
    { ...at, status: 422, as: user, body: { to, amount: 0.5 } },
    { ...at, status: 401, body: { to, amount: 10_000 } },
  ];
};

const moneyDrives: Record<string, Drive> = {
  'POST /api/v1/wallets/{id}/topups': async () => {
    const { user, wallet } = await aWalletOwner(almostFull);
    const params = { id: wallet.id };
    return [
      ...topUpShots(user, { params }),
      { status: 404, as: await aCustomer(), params, body: { amount: 20_000, payment } },
    ];
  },
  'GET /api/v1/payments/standing-channels': async () => [{ status: 200 }],
  'GET /api/v1/wallets/{id}/standing-codes': async () => {
    const { user, wallet } = await aWalletOwner();
    const params = { id: wallet.id };
    await as(user).post(`/wallets/${wallet.id}/standing-codes`, standing);
    return [
      { status: 200, as: user, params },
      { status: 404, as: await aCustomer(), params },
      { status: 422, as: user, params: { id: 'x' } },
      { status: 401, params },
    ];
  },
  'POST /api/v1/wallets/{id}/standing-codes': async () => {
    const { user, wallet } = await aWalletOwner();
    const params = { id: wallet.id };
    const further = await aFurtherWallet(user);
    await as(user).delete(`/wallets/${further.id}`);
    return [
      { status: 201, as: user, params, body: standing },
      { status: 404, as: await aCustomer(), params, body: standing },
      { status: 409, as: user, params: { id: further.id }, body: standing },
      { status: 422, as: user, params, body: { ...standing, method: 'BCAVA' } },
      { status: 401, params, body: standing },
    ];
  },
  'POST /api/v1/wallet/topup': async () => topUpShots((await aWalletOwner(almostFull)).user, {}),
  'POST /api/v1/wallets/{id}/transfers': async () => {
    const { user, wallet } = await aWalletOwner();
    const params = { id: wallet.id };
    const stranger = await knownCustomer();
    return [
      ...(await transferShots(user, { params })),
      { status: 404, as: stranger, params, body: { to: user.email, amount: 10_000 } },
    ];
  },
  'POST /api/v1/wallet/transfer': async () => {
    const { user } = await aWalletOwner();
    const unknown = await aCustomer();
    await aFilledWallet(unknown.id, 50_000);
    return [
      ...(await transferShots(user, {})),
      { status: 403, as: unknown, body: { to: user.email, amount: 10_000 } },
    ];
  },
};

/** How wallets are used. */
export const walletsDrives: Record<string, Drive> = { ...walletDrives, ...balanceDrives, ...moneyDrives };
