import { newId } from '../../src/platform/ids.js';
import { addBankAccount } from '../../src/users/index.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { system } from '../../src/platform/actor.js';
import { aCustomer } from '../factories/users.js';
import { aWithdrawal, aWithdrawer } from '../factories/withdrawals.js';
import type { Drive } from './drives.js';

const aNewAccount = (number = '1370012345678') => ({
  bank_code: '008',
  number,
  holder_name: 'Sari Wulandari',
});

const bankAccountDrives: Record<string, Drive> = {
  'GET /api/v1/banks': () => Promise.resolve([{ status: 200 }]),
  'GET /api/v1/users/me/bank-accounts': async () => [
    { status: 200, as: (await aWithdrawer()).customer },
    { status: 200, as: await aCustomer() },
    { status: 401 },
  ],
  'POST /api/v1/users/me/bank-accounts': async () => {
    const user = await aCustomer();
    return [
      { status: 201, as: user, body: aNewAccount() },
      { status: 409, as: user, body: aNewAccount() },
      { status: 422, as: user, body: { ...aNewAccount(), bank_code: '999' } },
      { status: 422, as: user, body: aNewAccount('12') },
      { status: 401, body: aNewAccount() },
    ];
  },
  'DELETE /api/v1/users/me/bank-accounts/{id}': async () => {
    const { customer, bankAccount } = await aWithdrawer();
    const second = await inTransaction(system('test'), (uow) =>
      addBankAccount(uow, {
        userId: customer.id,
        bankCode: '014',
        number: '7700000001',
        holderName: 'Sari Wulandari',
      }),
    );
    return [
      { status: 204, as: customer, params: { id: bankAccount.id } },
      { status: 404, as: customer, params: { id: bankAccount.id } },
      { status: 404, as: await aCustomer(), params: { id: second.id } },
      { status: 422, as: customer, params: { id: 'x' } },
      { status: 401, params: { id: second.id } },
    ];
  },
};

/** The same wish at both addresses: of a named wallet, and of the default one. */
const askingDrive =
  (isNamed: boolean): Drive =>
  async () => {
    const { customer, wallet, bankAccount } = await aWithdrawer(300_000);
    const params = isNamed ? { params: { id: wallet.id } } : {};
    const body = { amount: 100_000, bank_account_id: bankAccount.id };
    const stranger = await aCustomer();
    return [
      { status: 201, as: customer, ...params, body },
      { status: 409, as: customer, ...params, body: { ...body, amount: 250_000 } },
      { status: 422, as: customer, ...params, body: { ...body, amount: 1 } },
      { status: 422, as: customer, ...params, body: { ...body, amount: 0.5 } },
      { status: 404, as: customer, ...params, body: { ...body, bank_account_id: newId() } },
      { status: 404, as: stranger, ...params, body },
      { status: 400, as: customer, ...params, body, headers: { 'Idempotency-Key': '' } },
      { status: 401, ...params, body },
    ];
  };

export const withdrawalDrives: Record<string, Drive> = {
  ...bankAccountDrives,
  'POST /api/v1/wallets/{id}/withdrawals': askingDrive(true),
  'POST /api/v1/wallet/withdraw': askingDrive(false),
  'GET /api/v1/withdrawals/quote': async () => {
    const user = await aCustomer();
    return [
      { status: 200, as: user, query: { amount: '100000' } },
      { status: 422, as: user, query: { amount: '1' } },
      { status: 422, as: user, query: { amount: '1e5' } },
      { status: 401, query: { amount: '100000' } },
    ];
  },
  'GET /api/v1/withdrawals': async () => {
    const who = await aWithdrawer();
    await aWithdrawal(20_000, who);
    return [
      { status: 200, as: who.customer },
      { status: 200, as: await aCustomer(), query: { limit: '1' } },
      { status: 422, as: who.customer, query: { limit: '0' } },
      { status: 401 },
    ];
  },
  'GET /api/v1/wallets/{id}/withdrawals': async () => {
    const who = await aWithdrawer();
    await aWithdrawal(20_000, who);
    const params = { id: who.wallet.id };
    return [
      { status: 200, as: who.customer, params },
      { status: 200, as: await aCustomer(), params },
      { status: 422, as: who.customer, params: { id: 'x' } },
      { status: 401, params },
    ];
  },
  'GET /api/v1/withdrawals/{id}': async () => {
    const who = await aWithdrawer();
    const params = { id: (await aWithdrawal(20_000, who)).id };
    return [
      { status: 200, as: who.customer, params },
      { status: 404, as: await aCustomer(), params },
      { status: 422, as: who.customer, params: { id: 'x' } },
      { status: 401, params },
    ];
  },
  'POST /api/v1/withdrawals/{id}/cancel': async () => {
    const who = await aWithdrawer();
    const params = { id: (await aWithdrawal(20_000, who)).id };
    return [
      { status: 200, as: who.customer, params },
      { status: 409, as: who.customer, params },
      { status: 404, as: await aCustomer(), params },
      { status: 401, params },
    ];
  },
};
