import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { previewJournals } from '../src/ledger/index.js';
import type { Actor, Customer } from '../src/platform/actor.js';
import { query } from '../src/platform/database.js';
import { DomainError } from '../src/platform/errors.js';
import { inTransaction, type UnitOfWork } from '../src/platform/unit-of-work.js';
import {
  refundTransaction,
  rehearseTransfer,
  transfer,
  type TransferWish,
} from '../src/transactions/index.js';
import type { User } from '../src/users/index.js';
import {
  adjustBalance,
  approveWithdrawal,
  failWithdrawal,
  payOutWithdrawal,
  rejectWithdrawal,
  sendWithdrawal,
  type Wallet,
} from '../src/wallets/index.js';
import { as } from './app.js';
import { aStaff } from './factories/staff.js';
import { aDigitalProduct } from './factories/products.js';
import { digitalOrder } from './factories/transactions.js';
import { aFilledWallet, knownCustomer, walletOf } from './factories/wallets.js';
import { aWithdrawal, aWithdrawer } from './factories/withdrawals.js';
import { drainJobs } from './jobs.js';
import { useShopFloor } from './shop-floor.js';

const reason = 'untuk uji coba';
const stories = 12;
/** A sale has to be bought and delivered before it can be refunded. */
const storiesOfSales = 4;

/** Names that are made anew each time say nothing about what is booked. */
const withoutIds = (reference: string): string => reference.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '…');

interface Booked {
  kind: string;
  reference: string;
  description: string;
  entries: { code: string; type: string; amount: number }[];
}

const told = (journals: Booked[]): Booked[] =>
  journals.map((journal) => ({ ...journal, reference: withoutIds(journal.reference) }));

/** What came of it: a value, or the code with which it was refused. */
const outcomeOf = <T>(work: Promise<T>): Promise<T | string> =>
  work.catch((error: unknown) => {
    if (error instanceof DomainError) return error.code;
    throw error;
  });

const lastEntry = async (): Promise<string> =>
  (await query<{ last: string }>('SELECT COALESCE(MAX(id), 0) AS last FROM ledger_entries'))[0]?.last ?? '0';

interface EntryRow extends Omit<Booked, 'entries'> {
  journal: string;
  code: string;
  type: string;
  amount: string;
}

/** The journals whose entries follow one, as a preview shows them. */
async function bookedSince(entry: string): Promise<Booked[]> {
  const rows = await query<EntryRow>(
    `SELECT j.id AS journal, j.kind, j.reference, j.description, a.code, a.type, e.amount FROM ledger_entries e
     JOIN ledger_journals j ON j.id = e.journal_id JOIN ledger_accounts a ON a.id = e.account_id
     WHERE e.id > ? ORDER BY e.id`,
    [entry],
  );
  const journals = new Map<string, Booked>();
  for (const { journal, kind, reference, description, code, type, amount } of rows) {
    const known = journals.get(journal) ?? { kind, reference, description, entries: [] };
    known.entries.push({ code, type, amount: Number(amount) });
    journals.set(journal, known);
  }
  return told([...journals.values()]);
}

/** Previews a deed, does it, and compares: the same journals, or the same refusal. Answers how it ended. */
async function assertAsPreviewed(actor: Actor, deed: (uow: UnitOfWork) => Promise<unknown>): Promise<string> {
  const before = await lastEntry();
  const previewed = await outcomeOf(previewJournals(actor, deed));
  assert.equal(await lastEntry(), before);
  const done = await outcomeOf(inTransaction(actor, deed));
  if (typeof done === 'string') assert.equal(previewed, done);
  else
    assert.deepEqual(typeof previewed === 'string' ? previewed : told(previewed), await bookedSince(before));
  return typeof done === 'string' ? done : 'done';
}

/** Tells random stories, and sees to it that some steps went well and others were refused. */
async function assertOfAll<Step>(
  step: fc.Arbitrary<Step>,
  tell: (steps: Step[]) => Promise<string[]>,
  numRuns = stories,
): Promise<void> {
  const ends = new Set<string>();
  const steps = fc.array(step, { minLength: 4, maxLength: 10 });
  const property = fc.asyncProperty(steps, async (all) => (await tell(all)).forEach((end) => ends.add(end)));
  await fc.assert(property, { numRuns });
  assert.ok(ends.has('done') && ends.size > 1, [...ends].join(', '));
}

describe('what a preview shows', () => {
  useShopFloor();

  it('is what adjusting a balance then writes, or how it is refused', async () => {
    const step = fc.record({
      how: fc.constantFrom('add' as const, 'subtract' as const, 'set' as const),
      amount: fc.integer({ min: 0, max: 60_000 }),
    });
    const staff = await aStaff('finance');
    await assertOfAll(step, async (steps) => {
      const { id: walletId } = await aFilledWallet((await knownCustomer()).id, 50_000);
      const ends: string[] = [];
      for (const each of steps)
        ends.push(await assertAsPreviewed(staff, (uow) => adjustBalance(uow, { walletId, reason, ...each })));
      return ends;
    });
  });

  it('is what each step of a withdrawal then writes, or how it is refused', async () => {
    const staff = await aStaff('finance');
    const deeds = {
      approve: approveWithdrawal,
      reject: rejectWithdrawal,
      send: sendWithdrawal,
      payOut: payOutWithdrawal,
      fail: failWithdrawal,
    };
    const names = ['approve', 'reject', 'send', 'payOut', 'fail'] as const;
    const likely = fc.constantFrom<(typeof names)[number]>('approve', 'send', 'payOut', 'fail');
    await assertOfAll(
      fc.oneof({ weight: 4, arbitrary: likely }, fc.constantFrom(...names)),
      async (steps) => {
        const { id: withdrawalId } = await aWithdrawal(100_000, await aWithdrawer(300_000));
        const ends: string[] = [];
        for (const name of steps)
          ends.push(await assertAsPreviewed(staff, (uow) => deeds[name](uow, { withdrawalId, reason })));
        return ends;
      },
    );
  });

  it('is what a refund of a part or of the rest then writes, or how it is refused', async () => {
    const staff = await aStaff('finance');
    const product = await aDigitalProduct({ supplierSku: 'xld10' });
    const aPaidSale = async () => {
      const user = await knownCustomer();
      const { id } = await aFilledWallet(user.id, 100_000);
      const order = digitalOrder(product, undefined, { payment: { gateway: 'wallet', wallet_id: id } });
      const sale = (await as(user).post('/transactions', order)).body as { data: { id: string } };
      await drainJobs();
      return sale.data.id;
    };
    const amount = fc.option(fc.integer({ min: 1, max: 7_000 }), { freq: 8 });
    await assertOfAll(
      amount,
      async (amounts) => {
        const transactionId = await aPaidSale();
        const ends: string[] = [];
        for (const each of amounts)
          ends.push(
            await assertAsPreviewed(staff, (uow) =>
              refundTransaction(uow, { transactionId, amount: each, reason }),
            ),
          );
        return ends;
      },
      storiesOfSales,
    );
  });

  it('is what a transfer then does, or how it is refused', async () => {
    const recipient = await knownCustomer();
    await walletOf(recipient.id);
    const step = fc.record({
      amount: fc.integer({ min: 500, max: 40_000 }),
      to: fc.constantFrom(recipient.email ?? '', 'tidak-ada@contoh.test'),
    });
    await assertOfAll(step, async (steps) => {
      const user = await knownCustomer();
      const wallet = await aFilledWallet(user.id, 50_000);
      const ends: string[] = [];
      for (const each of steps) ends.push(await assertTransferAsRehearsed(user, wallet, each));
      return ends;
    });
  });
});

async function assertTransferAsRehearsed(
  user: User,
  { id: walletId }: Wallet,
  sending: { to: string; amount: number },
): Promise<string> {
  const actor: Customer = { kind: 'customer', id: user.id, customerType: user.customerType };
  const wish: TransferWish = { actor, locale: 'id', walletId, note: reason, ...sending };
  const before = await lastEntry();
  const rehearsed = await outcomeOf(rehearseTransfer(wish));
  assert.equal(await lastEntry(), before);
  const idempotency = { owner: `customer:${user.id}`, route: 'test', key: randomUUID(), bodyHash: 'x' };
  const done = await outcomeOf(transfer({ ...wish, idempotency }));
  if (typeof done === 'string' || typeof rehearsed === 'string') {
    assert.equal(rehearsed, done);
    return String(done);
  }
  const seen = ({ recipientName, availableAmount, transfer: { toWalletId, amount } }: typeof done) => ({
    recipientName,
    availableAmount,
    toWalletId,
    amount,
  });
  assert.deepEqual(seen(rehearsed), seen(done));
  const [journal, ...others] = await bookedSince(before);
  assert.deepEqual(others, []);
  assert.deepEqual(
    journal?.entries.map(({ amount }) => amount),
    [sending.amount, -sending.amount],
  );
  return 'done';
}
