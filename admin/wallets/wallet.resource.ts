import { z } from 'zod';
import { query } from '../../src/platform/database.js';
import {
  adjustBalance,
  AdjustBalance,
  adjustments,
  moderateWallet,
  requestAdjustment,
  Wallet,
  walletAccount,
  walletStates,
  type WalletStatus,
} from '../../src/wallets/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { choices, reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { walletStory } from './wallet-story.js';

/** Stops money from leaving a wallet, or lets it leave again. */
const moderation = (event: 'freeze' | 'unfreeze') =>
  serviceAction({
    permission: 'wallets.freeze',
    schema: z.strictObject({ reason }),
    fields: [reasonField],
    icon: event === 'freeze' ? 'Lock' : 'Unlock',
    variant: event === 'freeze' ? 'danger' : 'default',
    expects: { entity: Wallet, column: 'status' },
    offered: (row) => walletStates.can(row['status'] as WalletStatus, event),
    consequences: (row) =>
      Promise.resolve([
        { key: 'wallet', value: String(row['name']) },
        { key: 'status_now', kind: 'state', value: String(row['status']) },
        {
          key: 'status_then',
          kind: 'state',
          value: walletStates.next(row['status'] as WalletStatus, event),
        },
      ]),
    run: (uow, input, row) =>
      moderateWallet(uow, { walletId: String(row?.['id']), event, reason: input.reason }),
  });

const Adjustment = AdjustBalance.omit({ walletId: true });

const wish = (input: z.output<typeof Adjustment>, row: Row | null) => ({
  walletId: String(row?.['id']),
  ...input,
});

/** Puts a balance right by a journal over the difference. */
const adjusting = serviceAction({
  permission: 'wallets.adjust',
  schema: Adjustment,
  fields: [
    { name: 'how', input: 'choice', required: true, options: choices(adjustments), value: 'add' },
    { name: 'amount', input: 'money', required: true },
    reasonField,
  ],
  icon: 'Sliders',
  preview: true,
  offered: (row) => row['status'] !== 'CLOSED',
  consequences: (row) =>
    Promise.resolve([
      { key: 'wallet', value: String(row['name']) },
      { key: 'balance_now', kind: 'money' as const, value: Number(row['balanceAmount']) },
      { key: 'held_now', kind: 'money' as const, value: Number(row['heldAmount']) },
    ]),
  run: (uow, input, row) => adjustBalance(uow, wish(input, row)),
  ask: (uow, input, row) => requestAdjustment(uow, wish(input, row)),
});

/** What is in these wallets, and what of it is held. */
async function moneyIn(ids: string[]): Promise<Map<string, Row>> {
  const rows = await query<{ id: string; balance: string; held: string }>(
    'SELECT wallet_id AS id, balance_amount AS balance, held_amount AS held FROM balances WHERE wallet_id IN (?)',
    [ids],
  );
  return new Map(
    rows.map(({ id, balance, held }) => [id, { balanceAmount: Number(balance), heldAmount: Number(held) }]),
  );
}

/** Customers' wallets: what is in them stands in the books, so nothing here is edited. */
export const walletResource = resource(Wallet, {
  menu: 'finance',
  title: 'name',
  read: 'wallets.read',
  fields: {
    ...fields('text', 'name'),
    ...fields('code', 'currency'),
    userId: reference('User'),
    defaultOf: reference('User'),
    status: state(walletStates.states),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  derived: { fields: fields('money', 'balanceAmount', 'heldAmount'), load: moneyIn },
  list: ['name', 'userId', 'balanceAmount', 'heldAmount', 'status', 'createdAt'],
  show: [
    'name',
    'userId',
    'status',
    'balanceAmount',
    'heldAmount',
    'defaultOf',
    'currency',
    'createdAt',
    'updatedAt',
  ],
  filters: { userId: 'exact', status: 'state' },
  sorts: ['id'],
  tabs: 'status',
  story: { component: Components.WalletStory, load: walletStory },
  subject: 'wallet',
  money: (row) => ({ accountCode: walletAccount({ id: String(row['id']), userId: '' }).code }),
  actions: { adjustBalance: adjusting, freeze: moderation('freeze'), unfreeze: moderation('unfreeze') },
});
