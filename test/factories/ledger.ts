import { accounts, credit, debit, post, type Account } from '../../src/ledger/index.js';
import { system } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';

/** A wallet of a new customer with this much in it, brought in through a gateway. */
export async function fundedWallet(amount: number): Promise<Account> {
  const wallet = accounts.customerWallet(newId(), newId());
  await inTransaction(system('test'), (uow) =>
    post(uow, {
      kind: 'wallet_funded',
      reference: `test:${newId()}`,
      entries: [debit(accounts.gatewayClearing('tripay'), amount), credit(wallet, amount)],
    }),
  );
  return wallet;
}
