import assert from 'node:assert/strict';
import { accounts, balanceOf } from '../../src/ledger/index.js';
import { userById } from '../../src/users/index.js';
import type { TransactionResource } from '../../src/transactions/index.js';
import { anonymous } from '../app.js';
import { aDigitalProduct } from '../factories/products.js';
import { digitalOrder, unluckyNumber } from '../factories/transactions.js';
import { customerPassword, uniqueContact } from '../factories/users.js';
import { walletBalance } from '../factories/wallets.js';
import { dataOf, journeyWith, tracked } from '../journey.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';

describe('a guest', () => {
  const journey = journeyWith(useShopFloor());
  endInSoundBooks();

  const contactOfGuest = () => ({ name: 'Tamu Toko', ...uniqueContact() });

  async function order(contact: object, phone: string): Promise<TransactionResource> {
    const product = await aDigitalProduct({ supplierSku: 'xld10', adminFeeAmount: 500 });
    return dataOf(await anonymous.post('/transactions', digitalOrder(product, phone, { contact })));
  }

  it('whose purchase fails finds a link in the mail, registers, and has the money in a wallet', async () => {
    const contact = contactOfGuest();
    const sale = await order(contact, unluckyNumber);
    await journey.pay(sale);
    const shown = await tracked(sale.number, contact.phone);
    assert.deepEqual(
      [shown.status, shown.payment?.status, shown.fulfilment?.status],
      ['REFUNDED', 'REFUNDED', 'FAILED'],
    );
    assert.equal(await balanceOf(accounts.refundsPayable), sale.total_amount);

    const mails = await journey.mailsTo(contact.email);
    const links = mails.flatMap(({ text }) => /\/refund-claims\/([0-9a-f]{64})/.exec(text)?.[1] ?? []);
    assert.equal(links.length, 1, 'one mail leads to the money');
    const [token] = links;

    const account = { ...uniqueContact(), name: 'Rina Lestari', password: customerPassword };
    const { access_token, user } = dataOf<{ access_token: string; user: { id: string } }>(
      await anonymous.post('/auth/register', account),
    );
    const headers = { Authorization: `Bearer ${access_token}` };
    const claim = dataOf<{ amount: number }>(await anonymous.post('/refund-claims', { token }, headers));
    assert.equal(claim.amount, sale.total_amount);
    assert.equal(await walletBalance(user.id), sale.total_amount);
    assert.equal(await balanceOf(accounts.refundsPayable), 0);
    assert.equal((await anonymous.post('/refund-claims', { token }, headers)).status, 409);
    assert.equal(await walletBalance(user.id), sale.total_amount);
    assert.equal((await userById(user.id))?.isGuest, false);
  });

  it('who pays another amount finds the sale unpaid, and the money waits in suspense for a person', async () => {
    const before = await balanceOf(accounts.suspense);
    const contact = contactOfGuest();
    const sale = await order(contact, unluckyNumber);
    const asked = sale.payment?.amount ?? 0;
    await journey.pay(sale, { amount: asked - 1_000 });
    assert.equal((await tracked(sale.number, contact.phone)).status, 'AWAITING_PAYMENT');
    assert.equal(await balanceOf(accounts.suspense), before + sale.total_amount - 1_000);
  });
});
