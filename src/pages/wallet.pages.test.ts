import assert from 'node:assert/strict';
import { aDigitalProduct } from '../../test/factories/products.js';
import { luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import {
  aFilledWallet,
  fillWallet,
  knownCustomer,
  walletBalance,
  walletOf,
} from '../../test/factories/wallets.js';
import { aVisitor, loggedIn, valueOf, wordsOf } from '../../test/pages.js';
import { useSandbox } from '../../test/sandbox.js';
import { query } from '../platform/database.js';
import { walletById } from '../wallets/index.js';

describe('the pages of a wallet', () => {
  useSandbox();

  it('S2.80 S2.208 show the balance and each mutation with the balance after it, in both languages', async () => {
    const user = await aCustomer();
    await aFilledWallet(user.id, 75_000);
    const page = await (await loggedIn(user)).get('/wallet');
    assert.equal(page.status, 200);
    assert.match(wordsOf(page), /Dompet utama.*Rp 75\.000.*Mutasi.*\+Rp 75\.000.*Saldo Rp 75\.000/);
    const english = await (await loggedIn(user, 'en')).get('/wallet?from=2020-01-01&to=2020-01-02');
    assert.match(wordsOf(english), /Wallet.*Nothing has moved yet/);
  });

  it('send strangers to the login page', async () => {
    const answer = await aVisitor().get('/wallet');
    assert.match(answer.get('location') ?? '', /^\/login\?next=%2Fwallet/);
  });

  it('open a further wallet, and make it the main one', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const opened = await visitor.post('/wallet', { name: 'Tabungan' });
    const address = opened.get('location') ?? '';
    assert.match(wordsOf(await visitor.get(address)), /Tabungan/);
    const again = await visitor.post('/wallet', { name: 'Tabungan' });
    assert.equal(again.status, 409);
    assert.match(wordsOf(again), /Nama dompet sudah dipakai/);
    await visitor.post('/wallet/default', { w: address.split('=')[1] ?? '' });
    assert.equal((await walletOf(user.id)).name, 'Tabungan');
  });

  it('S2.87 ask how much first, show each way with its fee, and lead to where it is paid, once', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    assert.match(wordsOf(await visitor.get('/wallet/topup?amount=500')), /Jumlah ini terlalu kecil/);
    const page = await visitor.get('/wallet/topup?amount=50.000');
    assert.match(wordsOf(page), /QRIS.*Isi Rp 50\.000/);
    const form = { key: valueOf(page, 'key') ?? '', w: valueOf(page, 'w') ?? '', amount: '50000' };
    const placed = await visitor.post('/wallet/topup', { ...form, payment: 'tripay:BRIVA' });
    assert.equal(placed.status, 303);
    const again = await visitor.post('/wallet/topup', { ...form, payment: 'tripay:BRIVA' });
    assert.equal(again.get('location'), placed.get('location'));
    const order = wordsOf(await visitor.get(placed.get('location') ?? ''));
    assert.match(order, /Isi saldo.*Bayar dengan/);
    assert.match(wordsOf(await visitor.get('/orders')), /Isi saldo/);
  });

  it('show a standing code to pay into, once it was asked for', async () => {
    const visitor = await loggedIn(await aCustomer());
    const page = await visitor.get('/wallet/topup');
    assert.match(wordsOf(page), /Kode bayar tetap.*Buat kode/);
    const w = valueOf(page, 'w') ?? '';
    const made = await visitor.post('/wallet/standing-codes', { w, channel: 'tripay:BCAVAOP' });
    assert.equal(made.get('location'), '/wallet/topup#standing', wordsOf(made));
    await visitor.post('/wallet/standing-codes', { w, channel: 'tripay:QRISOP' });
    const shown = await visitor.get('/wallet/topup');
    assert.match(wordsOf(shown), /BCA Virtual Account 39019\d{11}/);
    assert.match(shown.text, /alt="Kode QR QRIS untuk dompet ini"/);
    const refused = await visitor.post('/wallet/standing-codes', { w, channel: 'tripay:BCAVA' });
    assert.equal(refused.status, 422);
    assert.match(wordsOf(refused), /Saluran pembayaran tidak tersedia/);
  });

  it('close an empty wallet, and keep one with money in it', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const address = (await visitor.post('/wallet', { name: 'Tabungan' })).get('location') ?? '';
    const w = address.split('=')[1] ?? '';
    assert.match(wordsOf(await visitor.get(address)), /Tutup "Tabungan"/);
    await fillWallet((await walletById(w)) ?? assert.fail(), 5_000);
    const kept = await visitor.post('/wallet/close', { w });
    assert.equal(kept.status, 409);
    assert.match(wordsOf(kept), /Dompet masih berisi/);
    const second = (await visitor.post('/wallet', { name: 'Kedua' })).get('location')?.split('=')[1] ?? '';
    assert.equal((await visitor.post('/wallet/close', { w: second })).get('location'), '/wallet');
    assert.doesNotMatch(wordsOf(await visitor.get('/wallet')), /Kedua/);
  });

  it('S2.88 show the masked recipient before anything is sent, then send once', async () => {
    const [sender, recipient] = [await knownCustomer(), await aCustomer({ name: 'Budi Santoso' })];
    await aFilledWallet(sender.id, 90_000);
    const visitor = await loggedIn(sender);
    const page = await visitor.get('/wallet/transfer');
    const wish = {
      to: recipient.email ?? '',
      amount: 'Rp 25.000',
      note: 'Arisan',
      w: valueOf(page, 'w') ?? '',
    };
    const check = await visitor.post('/wallet/transfer', { ...wish, key: valueOf(page, 'key') ?? '' });
    assert.match(wordsOf(check), /B\*\*\* S\*{6}.*Rp 25\.000.*Sisa saldo Rp 65\.000.*Kirim Rp 25\.000/);
    assert.equal(await walletBalance(recipient.id), 0);
    const form = {
      ...wish,
      key: valueOf(check, 'key') ?? '',
      amount: valueOf(check, 'amount') ?? '',
      confirmed: 'yes',
    };
    const sent = await visitor.post('/wallet/transfer', form);
    assert.equal(sent.status, 303);
    assert.equal((await visitor.post('/wallet/transfer', form)).get('location'), sent.get('location'));
    assert.equal(await walletBalance(recipient.id), 25_000);
    assert.match(
      wordsOf(await visitor.get(sent.get('location') ?? '')),
      /Uang sudah terkirim.*B\*\*\* S\*{6}.*Arisan/,
    );
    assert.match(
      wordsOf(await (await loggedIn(recipient)).get('/wallet')),
      /Transfer masuk.*\+Rp 25\.000.*Arisan/,
    );
  });

  it('say in the form why money cannot be sent', async () => {
    const sender = await knownCustomer();
    await aFilledWallet(sender.id, 5_000);
    const visitor = await loggedIn(sender);
    const send = async (to: string, amount: string) =>
      wordsOf(await visitor.post('/wallet/transfer', { to, amount, key: 'k'.repeat(24) }));
    assert.match(await send('tidak-ada@contoh.test', '2000'), /Penerima tidak ditemukan/);
    assert.match(await send((await aCustomer()).email ?? '', '6000'), /Saldo tidak cukup/);
    assert.match(await send(sender.email ?? '', '2000'), /Dompet asal dan tujuan sama/);
    const stranger = await loggedIn(await aCustomer());
    assert.match(wordsOf(await stranger.get('/wallet/transfer')), /Identitas belum diverifikasi/);
  });
});

describe('paying an order from the wallet on its page', () => {
  useSandbox();

  async function productPage(amount: number) {
    const user = await aCustomer();
    const wallet = await aFilledWallet(user.id, amount);
    const product = await aDigitalProduct();
    const visitor = await loggedIn(user);
    return { user, wallet, product, visitor, page: await visitor.get(`/products/${product.id}`) };
  }

  it('S2.204 is offered first with the balance shown, and pays at once', async () => {
    const { user, wallet, product, visitor, page } = await productPage(500_000);
    assert.match(wordsOf(page), /Saldo Anda.*Dompet utama.*Saldo Rp 500\.000/);
    const placed = await visitor.post(`/products/${product.id}`, {
      key: valueOf(page, 'key') ?? '',
      seen_amount: valueOf(page, 'seen_amount') ?? '',
      'inputs.phone': luckyNumber,
      payment: `wallet:${wallet.id}`,
    });
    assert.equal(placed.status, 303);
    const [sale] = await query<{ status: string; total_amount: string }>(
      'SELECT status, total_amount FROM transactions WHERE user_id = ?',
      [user.id],
    );
    assert.equal(sale?.status, 'PAID');
    assert.equal(await walletBalance(user.id), 500_000 - Number(sale?.total_amount));
    assert.match(
      wordsOf(await visitor.get(placed.get('location') ?? '')),
      /Pembayaran Anda sudah kami terima/,
    );
  });

  it('cannot be chosen with too little in it', async () => {
    const { wallet, page } = await productPage(100);
    assert.match(wordsOf(page), /Saldo Rp 100, tidak cukup/);
    assert.match(page.text, new RegExp(`value="wallet:${wallet.id}"[^>]*disabled`));
  });

  it('is not offered to guests', async () => {
    const product = await aDigitalProduct();
    assert.doesNotMatch(wordsOf(await aVisitor().get(`/products/${product.id}`)), /Saldo Anda/);
  });
});
