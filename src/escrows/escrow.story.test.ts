import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { dealOf, dealWish, eventsOf, heldMoney } from '../../test/factories/escrows.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { endInSoundBooks } from '../../test/sound-books.js';

describe('a deal between two strangers', () => {
  endInSoundBooks();

  it('S0.24 S0.26 S0.43 goes from the proposal to the seller’s wallet, and its money is in the books at every step', async () => {
    const [buyer, seller] = [await aCustomer(), await aCustomer({ name: 'Budi Santoso' })];
    const wallet = await aFilledWallet(buyer.id, 300_000);

    const proposed = dealOf(await as(buyer).post('/escrows', dealWish()));
    assert.deepEqual([proposed.status, proposed.total_amount, proposed.role], ['PROPOSED', 260_000, 'buyer']);
    assert.deepEqual([proposed.buyer_pays_amount, proposed.seller_receives_amount], [255_000, 245_000]);
    assert.deepEqual(proposed.actions, ['invite', 'amend', 'cancel']);

    const joined = dealOf(await as(seller).post('/escrows/join', { code: proposed.invitation_code }));
    assert.deepEqual([joined.role, joined.counterpart?.name], ['seller', 'S*** W********']);
    assert.deepEqual([joined.actions, joined.invitation_code], [['agree', 'amend', 'cancel'], null]);

    const agreed = dealOf(await as(seller).post(`/escrows/${proposed.id}/agreement`, { terms_version: 1 }));
    assert.equal(agreed.status, 'AWAITING_PAYMENT');
    assert.deepEqual(
      agreed.countdowns.map(({ name }) => name),
      ['pay'],
    );

    const payment = { gateway: 'wallet', wallet_id: wallet.id };
    const held = dealOf(await as(buyer).post(`/escrows/${proposed.id}/payment`, { payment }));
    assert.equal(held.status, 'HELD');
    assert.deepEqual([await walletBalance(buyer.id), await heldMoney(held.id)], [45_000, 255_000]);

    const proof = { proof: 'Email dan sandi sudah saya kirim.' };
    const delivered = dealOf(await as(seller).post(`/escrows/${proposed.id}/delivery`, proof));
    assert.equal(delivered.status, 'DELIVERED');
    assert.deepEqual(
      delivered.proofs.map(({ body, part_id }) => [body, part_id]),
      [[proof.proof, delivered.parts[0]?.id]],
    );
    assert.equal(await walletBalance(seller.id), 0);

    const released = dealOf(await as(buyer).post(`/escrows/${proposed.id}/confirmation`, {}));
    assert.deepEqual([released.status, released.actions, released.countdowns], ['RELEASED', [], []]);
    assert.deepEqual([await walletBalance(seller.id), await heldMoney(held.id)], [245_000, 0]);
    assert.deepEqual(await eventsOf(held.id), ['propose', 'agree', 'hold', 'deliver', 'release']);
    await drainJobs();
  });
});
