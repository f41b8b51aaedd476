import { z } from 'zod';
import { moderateWallet, Wallet, walletStates, type WalletStatus } from '../../src/wallets/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';

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
  list: ['name', 'userId', 'status', 'createdAt'],
  show: ['name', 'userId', 'status', 'defaultOf', 'currency', 'createdAt', 'updatedAt'],
  filters: { userId: 'exact', status: 'state' },
  sorts: ['id'],
  tabs: 'status',
  actions: { freeze: moderation('freeze'), unfreeze: moderation('unfreeze') },
});
