import { z } from 'zod';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, strict } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { bankNumberSchema } from './bank-account.number.js';
import { bankAccountSchema, presentBankAccount } from './bank-account.presenter.js';
import { bankAccountsOf } from './bank-account.read-model.js';
import { addBankAccount, removeBankAccount } from './bank-account.service.js';
import { bankCodeSchema, bankList } from './banks.js';
import { nameSchema } from './person-name.js';

const tag = 'bank accounts';

/** What a customer says about an account, at the door and on the page. */
export const newBankAccountSchema = strict({
  bank_code: bankCodeSchema,
  number: bankNumberSchema,
  holder_name: nameSchema,
});

export const bankAccountDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/banks',
    tag,
    summary: 'The banks that withdrawals are paid to',
    access: 'public',
    success: {
      status: 200,
      schema: dataOf(
        z.array(z.object({ code: z.string(), name: z.string(), usual_digits: z.number().int().nullable() })),
      ),
    },
    handle: () => Promise.resolve({ body: { data: bankList } }),
  }),
  defineDoor({
    method: 'get',
    path: '/users/me/bank-accounts',
    tag,
    summary: 'Your bank accounts, numbers masked',
    access: 'customer',
    success: { status: 200, schema: dataOf(z.array(bankAccountSchema)) },
    async handle({ actor }) {
      const accounts = await bankAccountsOf(customerOf(actor).id);
      return { body: { data: accounts.map(presentBankAccount) } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/users/me/bank-accounts',
    tag,
    summary: 'Add a bank account; it is verified by staff and can be paid to after a day',
    access: 'customer',
    body: newBankAccountSchema,
    success: { status: 201, schema: dataOf(bankAccountSchema) },
    refusals: [409],
    limit: { name: 'add-bank-account', points: 10, seconds: 3_600, by: 'actor' },
    async handle({ actor, body }) {
      const { id: userId } = customerOf(actor);
      const { bank_code: bankCode, number, holder_name: holderName } = body;
      const account = await inTransaction(actor, (uow) =>
        addBankAccount(uow, { userId, bankCode, number, holderName }),
      );
      return { body: { data: presentBankAccount(account) } };
    },
  }),
  defineDoor({
    method: 'delete',
    path: '/users/me/bank-accounts/:id',
    tag,
    summary: 'Remove a bank account; withdrawals on their way to it go on',
    access: 'customer',
    params: z.strictObject({ id: idParam }),
    success: { status: 204, schema: undefined },
    refusals: [404],
    async handle({ actor, params }) {
      const { id: userId } = customerOf(actor);
      await inTransaction(actor, (uow) => removeBankAccount(uow, { userId, bankAccountId: params.id }));
      return {};
    },
  }),
];
