import assert from 'node:assert/strict';
import { aCustomer } from '../../test/factories/users.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { defaultWallet } from './default-wallet.js';

const openFor = (userId: string) => inTransaction(system('test'), (uow) => defaultWallet(uow, userId));

describe('defaultWallet', () => {
  it('is opened once, whoever needs it first', async () => {
    const { id } = await aCustomer();
    const opened = await Promise.all([1, 2, 3, 4, 5].map(() => openFor(id)));
    assert.equal(new Set(opened.map((wallet) => wallet.id)).size, 1);
    assert.equal(opened[0]?.name, 'Dompet utama');
  });

  it('has a longer name where the customer calls another wallet by the usual one', async () => {
    const { id } = await aCustomer();
    await query(
      `INSERT INTO wallets (id, user_id, name, status, created_at, updated_at)
       VALUES (?, ?, 'Dompet utama', 'ACTIVE', NOW(3), NOW(3))`,
      [newId(), id],
    );
    const wallet = await openFor(id);
    assert.match(wallet.name, /^Dompet utama [0-9A-Z]{4}$/);
    assert.equal(wallet.isDefault, true);
    assert.equal((await openFor(id)).id, wallet.id);
  });
});
