import {
  accounts,
  capture,
  credit,
  debit,
  post,
  release,
  reserve,
  reverse,
  type Account,
  type Entry,
} from '../../src/ledger/index.js';
import { expireHold } from '../../src/ledger/holds.js';
import { query } from '../../src/platform/database.js';
import { DomainError } from '../../src/platform/errors.js';
import { newId } from '../../src/platform/ids.js';
import type { UnitOfWork } from '../../src/platform/unit-of-work.js';
import { pickOf, repeats, type Step } from './ledger-model.js';

/** What a story has made so far; a unit of work that is run again begins with what it was before. */
export interface Made {
  holds: string[];
  journals: string[];
  holdReferences: string[];
  journalReferences: string[];
}

export const nothingMade = (): Made => ({
  holds: [],
  journals: [],
  holdReferences: [],
  journalReferences: [],
});

const outside = accounts.gatewayClearing('tripay');
const hourMs = 3_600_000;

/** Performs steps on the real books. */
export class LedgerBooks {
  readonly wallets: Account[];

  constructor(wallets: number) {
    this.wallets = Array.from({ length: wallets }, () => accounts.customerWallet(newId(), newId()));
  }

  /** Performs a step; answers `done`, or the code with which it was refused. */
  async apply(uow: UnitOfWork, made: Made, step: Step): Promise<string> {
    try {
      return await this[step.kind](uow, made, step);
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      if (error instanceof RangeError) return 'RangeError';
      throw error;
    }
  }

  private receive(uow: UnitOfWork, made: Made, step: Step): Promise<string> {
    return this.book(uow, made, step, [
      debit(outside, step.amount),
      credit(this.walletOf(step), step.amount),
    ]);
  }

  private pay(uow: UnitOfWork, made: Made, step: Step): Promise<string> {
    return this.book(uow, made, step, [
      debit(this.walletOf(step), step.amount),
      credit(outside, step.amount),
    ]);
  }

  private send(uow: UnitOfWork, made: Made, step: Step): Promise<string> {
    const { wallets } = this;
    const from = step.wallet % wallets.length;
    const to = wallets[(from + 1 + (step.other % (wallets.length - 1))) % wallets.length] ?? outside;
    return this.book(uow, made, step, [debit(this.walletOf(step), step.amount), credit(to, step.amount)]);
  }

  private async reserve(uow: UnitOfWork, made: Made, step: Step): Promise<string> {
    const known = made.holdReferences;
    const reference = repeats(step, known.length) ? (pickOf(known, step.pick) ?? '') : `model:${newId()}`;
    const expiresAt = new Date(uow.now.getTime() + (step.isOdd ? -hourMs : hourMs));
    const account = this.walletOf(step);
    const hold = await reserve(uow, { account, amount: step.amount, reference, reason: 'model', expiresAt });
    made.holds.push(hold.id);
    made.holdReferences.push(reference);
    return 'done';
  }

  private async capture(uow: UnitOfWork, made: Made, { pick, amount }: Step): Promise<string> {
    const hold = pickOf(made.holds, pick);
    if (!hold) return 'nothing';
    const reference = `model:${newId()}`;
    const account = await this.accountOfHold(uow, hold);
    const entries = [debit(account, amount), credit(outside, amount)];
    const { journalId } = await capture(uow, hold, { kind: 'model', reference, entries });
    this.keep(made, journalId, reference);
    return 'done';
  }

  private async release(uow: UnitOfWork, made: Made, { pick }: Step): Promise<string> {
    const hold = pickOf(made.holds, pick);
    if (!hold) return 'nothing';
    await release(uow, hold, 'model');
    return 'done';
  }

  private async expire(uow: UnitOfWork, made: Made, { pick }: Step): Promise<string> {
    const hold = pickOf(made.holds, pick);
    if (!hold) return 'nothing';
    return (await expireHold(uow, hold)) ? 'done' : 'not_due';
  }

  private async reverse(uow: UnitOfWork, made: Made, { pick }: Step): Promise<string> {
    const journal = pickOf(made.journals, pick);
    if (!journal) return 'nothing';
    const { journalId } = await reverse(uow, journal, { reason: 'model' });
    this.keep(made, journalId, `journal:${journal}:reversed`);
    return 'done';
  }

  private async book(uow: UnitOfWork, made: Made, step: Step, entries: Entry[]): Promise<string> {
    const known = made.journalReferences;
    const reference = repeats(step, known.length) ? (pickOf(known, step.pick) ?? '') : `model:${newId()}`;
    const { journalId } = await post(uow, { kind: 'model', reference, entries });
    this.keep(made, journalId, reference);
    return 'done';
  }

  private keep(made: Made, journalId: string, reference: string): void {
    made.journals.push(journalId);
    made.journalReferences.push(reference);
  }

  private async accountOfHold(uow: UnitOfWork, holdId: string): Promise<Account> {
    const [row] = await uow.sql<{ code: string }>(
      'SELECT a.code FROM ledger_holds h JOIN ledger_accounts a ON a.id = h.account_id WHERE h.id = ?',
      [holdId],
    );
    const account = this.wallets.find(({ code }) => code === row?.code);
    if (!account) throw new Error(`Hold ${holdId} is on no wallet of this story.`);
    return account;
  }

  private walletOf({ wallet }: Step): Account {
    const account = this.wallets[wallet % this.wallets.length];
    if (!account) throw new RangeError(`There is no wallet ${wallet}.`);
    return account;
  }

  /** Balance, held money and history of every wallet, as the books have them. */
  async pots(): Promise<{ balance: number; held: number; history: { amount: number; after: number }[] }[]> {
    const codes = this.wallets.map(({ code }) => code);
    const stored = await query<{ code: string; balance: string; held: string }>(
      `SELECT a.code, b.balance_amount AS balance, b.held_amount AS held FROM ledger_accounts a
       JOIN ledger_balances b ON b.account_id = a.id WHERE a.code IN (?)`,
      [codes],
    );
    const entries = await query<{ code: string; amount: string; after: string }>(
      `SELECT a.code, -e.amount AS amount, e.balance_after AS after FROM ledger_entries e
       JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code IN (?) ORDER BY e.id`,
      [codes],
    );
    return codes.map((code) => {
      const row = stored.find((each) => each.code === code);
      const history = entries
        .filter((each) => each.code === code)
        .map(({ amount, after }) => ({ amount: Number(amount), after: Number(after) }));
      return { balance: Number(row?.balance ?? 0), held: Number(row?.held ?? 0), history };
    });
  }

  /** Every hold of the story, in the order in which they were made. */
  async holds({ holds }: Made): Promise<{ status: string; captured: number }[]> {
    if (holds.length === 0) return [];
    const rows = await query<{ id: string; status: string; captured: string }>(
      'SELECT id, status, captured_amount AS captured FROM ledger_holds WHERE id IN (?)',
      [holds],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return holds.map((id) => ({
      status: byId.get(id)?.status ?? 'gone',
      captured: Number(byId.get(id)?.captured),
    }));
  }
}
