import { z } from 'zod';
import { customerOf, defineDoor, type Door, type Visit } from '../platform/http/door.js';
import { dataOf, idParam, strict } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  defaultWallet,
  presentWithdrawal,
  withdrawalOfTransaction,
  withdrawalResource,
} from '../wallets/index.js';
import { withdraw } from './withdraw.js';

export const withdrawSchema = strict({
  amount: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  bank_account_id: idParam,
});

type Wish = Pick<Visit<unknown, unknown, z.infer<typeof withdrawSchema>>, 'actor' | 'locale' | 'body'> &
  Pick<Visit<unknown, unknown, unknown>, 'idempotency'>;

async function ask({ actor, locale, body, idempotency }: Wish, walletId: string) {
  const withdrawal = await withdraw({
    actor: customerOf(actor),
    locale,
    walletId,
    bankAccountId: body.bank_account_id,
    amount: body.amount,
    idempotency,
  });
  return { body: { data: await presentWithdrawal(withdrawal) } };
}

const common = {
  method: 'post',
  tag: 'wallets',
  access: 'customer',
  body: withdrawSchema,
  success: { status: 201, schema: dataOf(withdrawalResource) },
  refusals: [403, 404, 409],
  limit: { name: 'withdraw', points: 20, seconds: 300, by: 'actor' },
  idempotent: {
    present: async (transactionId: string) => ({
      status: 201,
      body: { data: await presentWithdrawal(await withdrawalOfTransaction(transactionId)) },
    }),
  },
} as const;

export const withdrawalDoors: Door[] = [
  defineDoor({
    ...common,
    refusals: [...common.refusals],
    path: '/wallets/:id/withdrawals',
    summary: 'Have wallet money paid to a verified bank account; the fee comes on top',
    params: z.strictObject({ id: idParam }),
    handle: (visit) => ask(visit, visit.params.id),
  }),
  defineDoor({
    ...common,
    refusals: [...common.refusals],
    path: '/wallet/withdraw',
    summary: 'The same from your default wallet',
    async handle(visit) {
      const { id: userId } = customerOf(visit.actor);
      const wallet = await inTransaction(visit.actor, (uow) => defaultWallet(uow, userId));
      return ask(visit, wallet.id);
    },
  }),
];
