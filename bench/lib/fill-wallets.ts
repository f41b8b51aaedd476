import 'reflect-metadata';
import { entities } from '../../src/entities.js';
import { accounts, credit, debit, post } from '../../src/ledger/index.js';
import { system } from '../../src/platform/actor.js';
import { closeDatabase, openDatabase, query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { defaultWallet, walletAccount } from '../../src/wallets/index.js';

// Gives every customer of a store a well known name and more money than a measurement can spend, through the books.

const amount = 1_000_000_000_000;

async function fill(userId: string): Promise<void> {
  await inTransaction(system('bench'), async (uow) => {
    const wallet = await defaultWallet(uow, userId);
    const funds = accounts.gatewayClearing('tripay');
    await post(uow, {
      kind: 'bench.funds',
      reference: `bench:${newId()}`,
      entries: [debit(funds, amount), credit(walletAccount(wallet), amount)],
    });
  });
}

await openDatabase(entities);
await query(`UPDATE users SET kyc_level = 'FULL'`);
for (const { id } of await query<{ id: string }>('SELECT id FROM users')) await fill(id);
await closeDatabase();
