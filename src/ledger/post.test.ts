import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fundedWallet } from '../../test/factories/ledger.js';
import { system } from '../platform/actor.js';
import { withRequestId } from '../platform/context.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  accounts,
  balanceOf,
  credit,
  debit,
  entriesOfTransaction,
  ledgerChecks,
  post,
  postOnce,
  runAudit,
  type Account,
  type JournalDraft,
} from './index.js';

const inBooks = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(system('test'), work);

const purchase = (wallet: Account, amount: number, reference = `order:${newId()}:debit`): JournalDraft => ({
  kind: 'order_paid',
  reference,
  entries: [debit(wallet, amount), credit(accounts.salesRevenue, amount)],
});

const journalsOf = (reference: string) =>
  query<{ id: string }>('SELECT id FROM ledger_journals WHERE reference = ?', [reference]);

const outcomesOf = async (attempts: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(attempts)).map((result) =>
    result.status === 'fulfilled' ? 'posted' : String((result.reason as { code?: string }).code),
  );

const count = (words: string[], word: string): number => words.filter((each) => each === word).length;

async function assertSoundBooks(): Promise<void> {
  const { checks } = await runAudit(ledgerChecks);
  assert.deepEqual(
    checks.filter(({ ok }) => !ok),
    [],
  );
}

describe('post', () => {
  it('writes one journal with its entries, its actor and its request', async () => {
    const [transactionId, wallet] = [newId(), await fundedWallet(50_000)];
    const { journalId } = await withRequestId('request-1', () =>
      inBooks((uow) => post(uow, { ...purchase(wallet, 20_000), transactionId })),
    );
    const rows = await entriesOfTransaction(transactionId);
    assert.deepEqual(
      rows.map(({ accountCode, amount }) => [accountCode, amount]),
      [
        [wallet.code, 20_000],
        ['sales_revenue', -20_000],
      ],
    );
    const [journal] = await query<Record<string, unknown>>('SELECT * FROM ledger_journals WHERE id = ?', [
      journalId,
    ]);
    assert.equal(journal?.['actor_id'], 'test');
    assert.equal(journal?.['request_id'], 'request-1');
    assert.deepEqual(journal?.['effective_at'], journal?.['created_at']);
  });

  it('moves the stored balance of a wallet by what was posted', async () => {
    const wallet = await fundedWallet(50_000);
    await inBooks((uow) => post(uow, purchase(wallet, 20_000)));
    assert.equal(await balanceOf(wallet), 30_000);
  });

  it('sums the balance of a shared account in the sense of its normal side', async () => {
    const supplier = accounts.supplierDeposit(`s${newId().toLowerCase()}`);
    assert.equal(await balanceOf(supplier), 0);
    const pay = (reference: string, from: Account, to: Account, amount: number) =>
      inBooks((uow) =>
        post(uow, { kind: 'test', reference, entries: [debit(to, amount), credit(from, amount)] }),
      );
    await pay(newId(), accounts.equity, supplier, 1_000_000);
    await pay(newId(), supplier, accounts.costOfGoods, 10_250);
    assert.equal(await balanceOf(supplier), 989_750);
  });

  it('records when it happened apart from when it was written down', async () => {
    const [effectiveAt, transactionId] = [new Date('2026-01-02T03:04:05.678Z'), newId()];
    const wallet = await fundedWallet(10);
    await inBooks((uow) => post(uow, { ...purchase(wallet, 10), transactionId, effectiveAt }));
    const [row] = await entriesOfTransaction(transactionId);
    assert.deepEqual(row?.effectiveAt, effectiveAt);
  });

  it('refuses a wallet that has too little, and leaves nothing behind', async () => {
    const wallet = await fundedWallet(9_999);
    const draft = purchase(wallet, 10_000);
    await assert.rejects(
      inBooks((uow) => post(uow, draft)),
      { code: 'insufficient_balance', status: 409 },
    );
    assert.equal(await balanceOf(wallet), 9_999);
    assert.deepEqual(await journalsOf(draft.reference), []);
  });

  it('leaves every balance as it was when one of several wallets has too little, even if the caller goes on', async () => {
    const wallets = [await fundedWallet(500), await fundedWallet(500), await fundedWallet(10)];
    const draft: JournalDraft = {
      kind: 'test',
      reference: newId(),
      entries: [...wallets.map((wallet) => debit(wallet, 400)), credit(accounts.salesRevenue, 1_200)],
    };
    await inBooks(async (uow) => {
      await assert.rejects(post(uow, draft), { code: 'insufficient_balance' });
    });
    assert.deepEqual(await Promise.all(wallets.map(balanceOf)), [500, 500, 10]);
    await assertSoundBooks();
  });

  it('leaves nothing when its unit of work is undone, and the new account can be opened again', async () => {
    const wallet = accounts.customerWallet(newId(), newId());
    const draft: JournalDraft = {
      kind: 'test',
      reference: newId(),
      entries: [debit(accounts.gatewayClearing('tripay'), 700), credit(wallet, 700)],
    };
    await assert.rejects(
      inBooks(async (uow) => {
        await post(uow, draft);
        throw new Error('the caller changed its mind');
      }),
      /changed its mind/,
    );
    assert.deepEqual(await journalsOf(draft.reference), []);
    assert.equal(await balanceOf(wallet), 0);
    await inBooks((uow) => post(uow, draft));
    assert.equal(await balanceOf(wallet), 700);
  });

  it('opens a new account once when thirty post to it at the same moment', async () => {
    const wallet = accounts.customerWallet(newId(), newId());
    const gateway = accounts.gatewayClearing(`g${newId().toLowerCase()}`);
    const topUp = () =>
      inBooks((uow) =>
        post(uow, { kind: 'test', reference: newId(), entries: [debit(gateway, 10), credit(wallet, 10)] }),
      );
    await Promise.all(Array.from({ length: 30 }, topUp));
    assert.equal(await balanceOf(wallet), 300);
    assert.equal(await balanceOf(gateway), 300);
  });
});

describe('debits at the same moment', () => {
  it('S3.17 let exactly as many through as the balance covers', async () => {
    const wallet = await fundedWallet(7_500);
    const outcomes = await outcomesOf(
      Array.from({ length: 30 }, () => inBooks((uow) => post(uow, purchase(wallet, 1_000)))),
    );
    assert.equal(count(outcomes, 'posted'), 7);
    assert.equal(count(outcomes, 'insufficient_balance'), 23);
    assert.equal(await balanceOf(wallet), 500);
    await assertSoundBooks();
  });

  it('of two wallets in opposite directions all come through', async () => {
    const [one, other] = [await fundedWallet(1_000), await fundedWallet(1_000)];
    const transfer = (from: Account, to: Account) =>
      inBooks((uow) =>
        post(uow, { kind: 'test', reference: newId(), entries: [debit(from, 10), credit(to, 10)] }),
      );
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => (index % 2 ? transfer(one, other) : transfer(other, one))),
    );
    assert.deepEqual(await Promise.all([balanceOf(one), balanceOf(other)]), [1_000, 1_000]);
  });
});

describe('a reference that is in the books', () => {
  it('posts nothing again, and the caller may go on', async () => {
    const wallet = await fundedWallet(5_000);
    const draft = purchase(wallet, 1_000);
    await inBooks((uow) => post(uow, draft));
    await inBooks(async (uow) => {
      await assert.rejects(post(uow, draft), { code: 'already_posted', status: 409 });
    });
    assert.equal(await balanceOf(wallet), 4_000);
    await assertSoundBooks();
  });

  it('ends the whole work when the caller called it the first', async () => {
    const wallet = await fundedWallet(50_000);
    const draft = purchase(wallet, 20_000);
    await inBooks((uow) => post(uow, draft));
    await assert.rejects(
      inBooks((uow) => post(uow, { ...draft, isFirst: true })),
      { code: 'ER_DUP_ENTRY' },
    );
    assert.equal(await balanceOf(wallet), 30_000);
  });

  it('is told from an empty wallet when the first posting emptied it', async () => {
    const wallet = await fundedWallet(1_000);
    const draft = purchase(wallet, 1_000);
    assert.equal(await inBooks((uow) => postOnce(uow, draft)), true);
    assert.equal(await inBooks((uow) => postOnce(uow, draft)), false);
  });

  it('is posted once when thirty try at the same moment', async () => {
    const wallet = await fundedWallet(100_000);
    const draft = purchase(wallet, 1_000);
    const posted = await Promise.all(
      Array.from({ length: 30 }, () => inBooks((uow) => postOnce(uow, draft))),
    );
    assert.equal(posted.filter(Boolean).length, 1);
    assert.equal(await balanceOf(wallet), 99_000);
    assert.equal((await journalsOf(draft.reference)).length, 1);
    await assertSoundBooks();
  });
});

describe('a journal draft', () => {
  const { suspense, equity } = accounts;
  const refused: [string, () => JournalDraft['entries'], RegExp][] = [
    ['with one entry', () => [debit(suspense, 10)], /two entries/],
    ['that does not sum to zero', () => [debit(suspense, 10), credit(equity, 9)], /sum to zero/],
    ['with an amount of zero', () => [debit(suspense, 0), credit(equity, 0)], /zero rupiah/],
    ['with a negative amount', () => [debit(suspense, -5), credit(equity, -5)], /Not an amount/],
    ['with a fraction', () => [debit(suspense, 1.5), credit(equity, 1.5)], /Not an amount/],
    [
      'with two entries on one wallet',
      () => [debit(accounts.customerWallet('W', 'U'), 7), credit(accounts.customerWallet('W', 'U'), 7)],
      /two entries on one stored balance/,
    ],
    [
      'with a fraction that was written by hand',
      () => [
        { account: suspense, amount: 0.5 },
        { account: equity, amount: -0.5 },
      ],
      /not whole/,
    ],
    [
      'that mixes currencies',
      () => [debit({ ...suspense, currency: 'USD' as 'IDR' }, 10), credit(equity, 10)],
      /mixes currencies/,
    ],
  ];
  for (const [what, entries, problem] of refused) {
    it(`${what} is refused before anything is written`, async () => {
      const reference = newId();
      await assert.rejects(
        inBooks((uow) => post(uow, { kind: 'test', reference, entries: entries() })),
        problem,
      );
      assert.deepEqual(await journalsOf(reference), []);
    });
  }
});

describe('any series of postings', () => {
  const amount = fc.integer({ min: 1, max: 5_000 });
  const move = fc.record({
    from: fc.nat({ max: 4 }),
    to: fc.nat({ max: 4 }),
    amount,
    fee: fc.nat({ max: 99 }),
  });

  /** Plays moves between three wallets and two shared accounts; the model knows what each wallet must hold. */
  async function play(moves: { from: number; to: number; amount: number; fee: number }[]): Promise<void> {
    const wallets = [await fundedWallet(6_000), await fundedWallet(3_000), await fundedWallet(1)];
    const all = [...wallets, accounts.equity, accounts.inventory];
    const model = [6_000, 3_000, 1, Infinity, Infinity];
    for (const { from, to, amount, fee } of moves) {
      const [source, target] = [all[from], all[to]];
      assert.ok(source && target);
      const total = amount + fee;
      if (from === to && from < wallets.length) continue;
      const fits = (model[from] ?? 0) >= total;
      const entries = [debit(source, total), credit(target, amount)];
      if (fee > 0) entries.push(credit(accounts.gatewayFees, fee));
      const outcome = inBooks((uow) => post(uow, { kind: 'test', reference: newId(), entries }));
      assert.deepEqual(await outcomesOf([outcome]), [fits ? 'posted' : 'insufficient_balance']);
      if (fits) model[from] = (model[from] ?? 0) - total;
      if (fits) model[to] = (model[to] ?? 0) + amount;
    }
    assert.deepEqual(await Promise.all(wallets.map(balanceOf)), model.slice(0, 3));
  }

  it('keeps the trial balance at zero and every balance equal to its entries', async function () {
    this.timeout(60_000);
    const series = fc.array(move, { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(series, play), { numRuns: 25 });
    await assertSoundBooks();
  });
});
