import { KeyTaken, madeUnder } from '../platform/idempotency.js';
import type { Rupiah } from '../platform/money.js';
import { system } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { announceNews, announceSale } from '../notifications/index.js';
import { changeCustomerKyc, moderateBankAccount } from '../staff/index.js';
import {
  completeWithdrawn,
  topUp,
  transactionById,
  transfer,
  transferOf,
  withdraw,
  type Transaction,
} from '../transactions/index.js';
import { addBankAccount, bankAccountsOf, type CustomerType, type KycLevel } from '../users/index.js';
import {
  adjustBalance,
  approveWithdrawal,
  defaultWallet,
  payOutWithdrawal,
  requestAdjustment,
  sendWithdrawal,
  withdrawalOfTransaction,
} from '../wallets/index.js';
import { perform } from './acts.js';
import type { Cast, KnownBuyer } from './cast.js';
import { demoKey, once } from './demo-key.js';
import { Dice } from './dice.js';
import type { DemoGateway } from './gateway.js';
import { at, goTo } from './movable-clock.js';

interface Stage {
  cast: Cast;
  gateway: DemoGateway;
}

/** Something that happens around the wallets of the known customers, at a moment; its name never changes. */
export type WalletAct = (stage: Stage, moment: Date, name: string) => Promise<unknown>;

const minute = 60_000;
const hour = 60 * minute;

const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

export const walletIdOf = ({ actor }: KnownBuyer): Promise<string> =>
  inTransaction(system('seed'), async (uow) => (await defaultWallet(uow, actor.id)).id);

/** Makes a transaction, or finds the one that an earlier telling made. */
async function made(name: string, make: () => Promise<Pick<Transaction, 'id'>>): Promise<Transaction> {
  try {
    return await transactionById((await make()).id);
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
    return transactionById(await madeUnder(demoKey(name)));
  }
}

export const identify =
  (tier: CustomerType, kycLevel: KycLevel, reason: string): WalletAct =>
  ({ cast }, moment, name) =>
    once(name, moment, cast.staff('admin'), (uow) =>
      changeCustomerKyc(uow, { userId: cast.ofTier(tier).actor.id, kycLevel, reason }),
    );

/** Asks the gateway for the money and pays a few minutes later. */
export const fillUp =
  (tier: CustomerType, amount: Rupiah, method: string): WalletAct =>
  async ({ cast, gateway }, moment, name) => {
    const buyer = cast.ofTier(tier);
    gateway.silent = false;
    goTo(moment);
    const order = { actor: buyer.actor, locale: 'id', amount, idempotency: demoKey(name) } as const;
    const walletId = await walletIdOf(buyer);
    const sale = await made(
      name,
      async () =>
        (await topUp({ ...order, walletId, payment: { gateway: gateway.name, method } })).transaction,
    );
    const scene = { sale, lines: [], buyer, cast, dice: new Dice(amount) };
    await perform(scene, { deed: 'pay', at: after(moment, 3 * minute) });
  };

/** Rupiah with a word about what they are for. */
interface Gift {
  amount: Rupiah;
  note: string;
}

export const sendTo =
  (tier: CustomerType, recipient: CustomerType, gift: Gift): WalletAct =>
  async ({ cast }, moment, name) => {
    const sender = cast.ofTier(tier);
    const wish = { ...gift, to: cast.ofTier(recipient).person.phone, walletId: await walletIdOf(sender) };
    goTo(moment);
    const order = { ...wish, actor: sender.actor, locale: 'id', idempotency: demoKey(name) } as const;
    const { id } = await made(name, async () => (await transfer(order)).transaction);
    const sent = await transferOf(id);
    await at(moment, system('seed'), async (uow) => {
      await announceSale(uow, { kind: 'transfer_sent', withEmail: false }, id);
      if (sent) await announceNews(uow, { kind: 'transfer_received', withEmail: false }, sent.id);
    });
  };

export interface BankDetails {
  bankCode: string;
  number: string;
  holderName: string;
}

export const nameBankAccount =
  (tier: CustomerType, details: BankDetails): WalletAct =>
  ({ cast }, moment, name) => {
    const { actor } = cast.ofTier(tier);
    return once(name, moment, actor, async (uow) => {
      const { id } = await addBankAccount(uow, { userId: actor.id, ...details });
      await announceNews(uow, { kind: 'bank_account_added', withEmail: false }, id);
    });
  };

async function bankAccountIdOf({ actor, person }: KnownBuyer): Promise<string> {
  const [account] = await bankAccountsOf(actor.id);
  if (!account) throw new Error(`${person.name} has named no bank account.`);
  return account.id;
}

export const verifyBankAccount =
  (tier: CustomerType, reason: string): WalletAct =>
  async ({ cast }, moment, name) => {
    const bankAccountId = await bankAccountIdOf(cast.ofTier(tier));
    return once(name, moment, cast.staff('finance'), async (uow) => {
      await moderateBankAccount(uow, { bankAccountId, event: 'verify', reason });
      await announceNews(uow, { kind: 'bank_account_verified', withEmail: false }, bankAccountId);
    });
  };

async function askForMoney({ cast }: Stage, moment: Date, name: string, tier: CustomerType, amount: Rupiah) {
  const buyer = cast.ofTier(tier);
  const [walletId, bankAccountId] = await Promise.all([walletIdOf(buyer), bankAccountIdOf(buyer)]);
  goTo(moment);
  const wish = { actor: buyer.actor, locale: 'id', walletId, bankAccountId, amount } as const;
  const transaction = await made(name, async () => {
    const { transactionId: id } = await withdraw({ ...wish, idempotency: demoKey(name) });
    return { id };
  });
  const withdrawal = await withdrawalOfTransaction(transaction.id);
  await at(moment, system('seed'), (uow) =>
    announceNews(uow, { kind: 'withdrawal_requested', withEmail: false }, withdrawal.id),
  );
  return withdrawal;
}

/** The customer asks, and nobody has decided yet. */
export const requestMoney =
  (tier: CustomerType, amount: Rupiah): WalletAct =>
  (stage, moment, name) =>
    askForMoney(stage, moment, name, tier, amount);

/** The customer asks, staff agree and send, and the bank confirms, all within a working day. */
export const withdrawMoney =
  (tier: CustomerType, amount: Rupiah, reference: string): WalletAct =>
  async (stage, moment, name) => {
    const { id: withdrawalId, transactionId } = await askForMoney(stage, moment, name, tier, amount);
    const finance = stage.cast.staff('finance');
    await once(`${name}-approved`, after(moment, hour), finance, (uow) =>
      approveWithdrawal(uow, { withdrawalId, reason: 'Nama dan nomor rekening cocok' }),
    );
    await once(`${name}-sent`, after(moment, 2 * hour), finance, (uow) =>
      sendWithdrawal(uow, { withdrawalId, reference }),
    );
    await once(`${name}-paid-out`, after(moment, 3 * hour), finance, async (uow) => {
      await payOutWithdrawal(uow, { withdrawalId });
      await completeWithdrawn(uow, transactionId);
      await announceNews(uow, { kind: 'withdrawal_paid_out', withEmail: false }, withdrawalId);
    });
  };

interface Adjustment {
  amount: Rupiah;
  reason: string;
}

/** Staff add to a balance within what one person may do alone. */
export const addToBalance =
  (tier: CustomerType, adjustment: Adjustment): WalletAct =>
  async ({ cast }, moment, name) => {
    const walletId = await walletIdOf(cast.ofTier(tier));
    return once(name, moment, cast.staff('finance'), (uow) =>
      adjustBalance(uow, { walletId, how: 'add', ...adjustment }),
    );
  };

/** More than that is put before a second person, who has not decided yet. */
export const askToAddToBalance =
  (tier: CustomerType, adjustment: Adjustment): WalletAct =>
  async ({ cast }, moment, name) => {
    const walletId = await walletIdOf(cast.ofTier(tier));
    return once(name, moment, cast.staff('finance'), (uow) =>
      requestAdjustment(uow, { walletId, how: 'add', ...adjustment }),
    );
  };
