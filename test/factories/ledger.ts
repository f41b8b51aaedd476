import {
  accounts,
  closePastDays,
  credit,
  debit,
  LedgerAudit,
  post,
  reserve,
  type Account,
} from '../../src/ledger/index.js';
import { system } from '../../src/platform/actor.js';
import { clock } from '../../src/platform/clock.js';
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

/** At least one row of everything that the books keep: a hold, a seal, a closed day, an audit. */
export async function booksInUse(): Promise<void> {
  const account = await fundedWallet(10_000);
  const yesterday = new Date(clock.now().getTime() - 86_400_000);
  await inTransaction(system('test'), async (uow) => {
    await reserve(uow, { account, amount: 1_000, reference: `test:${newId()}`, reason: 'test' });
    const entries = [debit(accounts.bank, 500), credit(accounts.equity, 500)];
    await post(uow, { kind: 'test', reference: `test:${newId()}`, effectiveAt: yesterday, entries });
  });
  await closePastDays((work) => inTransaction(system('test'), work));
  const [startedAt, finishedAt] = [clock.now(), clock.now()];
  const found = { ok: true, checks: 0, failed: 0, entries: 0, report: { ok: true, checks: [] } };
  await inTransaction(system('test'), (uow) =>
    uow.insert(LedgerAudit, {
      id: newId(),
      ...found,
      actorKind: 'system',
      actorId: 'test',
      startedAt,
      finishedAt,
    }),
  );
}
