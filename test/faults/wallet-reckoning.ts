import assert from 'node:assert/strict';
import type { Store } from './harness.js';
import type { Scene } from './operations.js';
import { refundedOf, statusesOf, type Ended } from './reckoning.js';
import type { Told } from './told.js';

/** What moved a wallet's balance: rupiah by transaction. */
type Movements = Map<string, number>;

const sumOf = (movements: Movements): number => [...movements.values()].reduce((all, one) => all + one, 0);

/** Balances of wallets as their owners reckon them from what they were told and from how it ended. */
class Reckoning {
  private readonly wallets = new Map<string, Movements>();

  constructor(
    private readonly told: Told,
    private readonly mainOf: (userId: string) => string,
  ) {}

  of(walletId: string): Movements {
    const movements = this.wallets.get(walletId) ?? new Map<string, number>();
    this.wallets.set(walletId, movements);
    return movements;
  }

  add(walletId: string, amount: number, cause: string): void {
    const movements = this.of(walletId);
    movements.set(cause, (movements.get(cause) ?? 0) + amount);
  }

  transfers(): void {
    for (const { id, fromWalletId, toWalletId, amount } of this.told.transfers) {
      this.add(fromWalletId, -amount, id);
      this.add(toWalletId, amount, id);
    }
  }

  withdrawals(statuses: Map<string, string>): void {
    const gone = this.told.withdrawals.filter(({ id }) => /^(SENT|PAID_OUT)$/.test(statuses.get(id) ?? ''));
    for (const { walletId, amount, transactionId } of gone) this.add(walletId, -amount, transactionId);
  }

  sales(statuses: Map<string, string>, refunded: Map<string, number>): void {
    for (const { id, userId, walletId, amount } of this.told.sales) {
      const status = statuses.get(id);
      const isIn = walletId !== null || this.told.paid.has(id);
      if (walletId !== null) this.add(walletId, -amount, id);
      // A sale that was given up gives its money back; money that came too late lies in the wallet as well.
      const back = status === 'SUCCESS' ? (refunded.get(id) ?? 0) : amount;
      if (isIn) this.add(walletId ?? this.mainOf(userId), back, id);
    }
  }

  topUps(): void {
    for (const { id, userId, amount } of this.told.topUps)
      if (this.told.paid.has(id)) this.add(this.mainOf(userId), amount, id);
  }
}

/** What the books say of a wallet, by transaction. */
const bookedOf = async (store: Store, walletId: string): Promise<Movements> => {
  const rows = await store.rows<{ cause: string | null; amount: string }>(
    `SELECT j.transaction_id AS cause, -SUM(e.amount) AS amount FROM ledger_accounts a
     JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_journals j ON j.id = e.journal_id
     WHERE a.code = ? GROUP BY j.transaction_id`,
    [`customer_wallet:${walletId}`],
  );
  return new Map(rows.map(({ cause, amount }) => [cause ?? '', Number(amount)]));
};

/** The transactions of which the owner and the books think differently, with what became of them and their payments. */
async function differencesOf(store: Store, walletId: string, reckoned: Movements): Promise<object[]> {
  const booked = await bookedOf(store, walletId);
  const causes = [...new Set([...reckoned.keys(), ...booked.keys()])].filter(
    (cause) => (reckoned.get(cause) ?? 0) !== (booked.get(cause) ?? 0),
  );
  const fates = await store.rows<{ id: string }>(
    `SELECT t.id, t.type, t.status, p.status AS payment, p.created_at, p.expires_at FROM transactions t
     LEFT JOIN payments p ON p.transaction_id = t.id WHERE t.id IN (?)`,
    [[...causes, '']],
  );
  return causes.map((cause) => ({
    ...fates.find(({ id }) => id === cause),
    cause,
    reckoned: reckoned.get(cause) ?? 0,
    booked: booked.get(cause) ?? 0,
  }));
}

/** Wallets that still have a withdrawal on its way hold its money. */
const withOpenWithdrawals = async (store: Store): Promise<Set<string>> => {
  const rows = await store.rows<Ended>(
    `SELECT wallet_id AS id, status FROM withdrawals WHERE status IN ('REQUESTED', 'APPROVED')`,
  );
  return new Set(rows.map(({ id }) => id));
};

async function reckon({ store, told, customers }: Scene): Promise<Reckoning> {
  const mains = new Map(customers.map(({ userId, mainId }) => [userId, mainId]));
  const reckoning = new Reckoning(told, (userId) => mains.get(userId) ?? '');
  reckoning.transfers();
  reckoning.withdrawals(await statusesOf(store, 'withdrawals'));
  reckoning.sales(await statusesOf(store, 'transactions'), await refundedOf(store));
  reckoning.topUps();
  return reckoning;
}

/** Every wallet holds what its owner reckons, to the rupiah, and nothing of it is held any more. */
export async function assertWalletsAsReckoned(
  scene: Scene,
  moved: { walletId: string; amount: number }[] = [],
): Promise<void> {
  const { store, customers } = scene;
  const reckoning = await reckon(scene);
  for (const { walletId, amount } of moved) reckoning.add(walletId, amount, '');
  const open = await withOpenWithdrawals(store);
  for (const customer of customers)
    for (const { id, balance_amount: balance, held_amount: held } of await customer.wallets()) {
      const reckoned = reckoning.of(id);
      if (balance !== sumOf(reckoned))
        assert.fail(
          `wallet ${id} of ${customer.email} holds ${balance} instead of ${sumOf(reckoned)}: ` +
            JSON.stringify(await differencesOf(store, id, reckoned), null, 2),
        );
      if (!open.has(id)) assert.equal(held, 0, `wallet ${id} holds money for nothing`);
    }
}
