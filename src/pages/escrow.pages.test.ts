import assert from 'node:assert/strict';
import { anAgreedDeal } from '../../test/factories/escrows.js';
import { aCustomer } from '../../test/factories/users.js';
import { exhaust } from '../../test/limits.js';
import { aVisitor, loggedIn, valueOf, wordsOf, type Visitor } from '../../test/pages.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { priceTerms, proposeEscrow, scheduleInForce, amendTerms, codeOf } from '../escrows/index.js';
import type { User } from '../users/index.js';

const wish = (values: object = {}) => ({
  role: 'buyer',
  title: 'Akun gim level 80',
  goods_type: 'account',
  amount: '500.000',
  fee_payer: 'split',
  delivery_hours: '72',
  inspection_hours: '72',
  terms: 'E-mail pertama ikut diserahkan.',
  ...values,
});

const dealsOf = async (user: User): Promise<number> => {
  const [row] = await query<{ n: string }>('SELECT COUNT(*) AS n FROM escrows WHERE creator_id = ?', [
    user.id,
  ]);
  return Number(row?.n);
};

/** Presses "Buat Room" and then "Lanjut"; answers the address of the room. */
async function makeRoom(visitor: Visitor, values: object = {}): Promise<string> {
  const looked = await visitor.post('/escrows', wish(values));
  const key = valueOf(looked, 'key') ?? '';
  const made = await visitor.post('/escrows', { ...wish(values), key, confirmed: 'yes' });
  assert.equal(made.status, 303, wordsOf(made));
  return made.get('location') ?? '';
}

const customer = ({ id, customerType }: User) => ({ kind: 'customer' as const, id, customerType });

/** A proposal of a buyer, with the code for the other side. */
async function aProposal(buyer: User) {
  const terms = await pricedTerms(500_000);
  const escrow = await inTransaction(customer(buyer), (uow) =>
    proposeEscrow(uow, { userId: buyer.id, side: 'BUYER', terms }),
  );
  return { escrow, code: codeOf(escrow) };
}

const pricedTerms = async (amount: number) =>
  priceTerms(
    {
      ...{
        title: 'Akun gim level 80',
        goodsType: 'ACCOUNT',
        terms: 'E-mail pertama ikut.',
        feePayer: 'split',
      },
      amount,
    } as Parameters<typeof priceTerms>[0],
    await scheduleInForce(new Date(Date.now())),
  );

describe('the dashboard of deals', () => {
  it('S0.53 S0.54 has the form for who is logged in, and sends others to log in', async () => {
    const stranger = await aVisitor().get('/escrows');
    assert.equal(stranger.get('location'), '/login?next=%2Fescrows');
    const visitor = await loggedIn(await aCustomer());
    assert.match(wordsOf(await visitor.get('/escrows')), /Anda sebagai Pembeli Penjual.*Nominal.*Buat Room/);
  });

  it('S0.23 S0.24 shows the same person deals that they buy and deals that they sell', async () => {
    const deal = await anAgreedDeal({ title: 'Motor bekas' });
    const buying = await loggedIn(deal.buyer);
    await makeRoom(buying, { role: 'seller', title: 'Jasa desain' });
    const all = wordsOf(await buying.get('/escrows'));
    assert.match(all, /Jasa desain Anda menjual · menunggu pihak lain/);
    assert.match(all, /Motor bekas Anda membeli · dengan Budi Santoso.*Giliran Anda/);
    assert.doesNotMatch(wordsOf(await buying.get('/escrows?role=buyer')), /Jasa desain/);
    assert.doesNotMatch(wordsOf(await buying.get('/escrows?role=seller')), /Motor bekas/);
  });

  it('does not mind a filter or a page that is none', async () => {
    const visitor = await loggedIn(await aCustomer());
    assert.equal((await visitor.get('/escrows?role=admin&cursor=%00')).status, 200);
  });
});

describe('making a room without scripts', () => {
  it('S0.55 S0.56 S0.59 S0.60 S0.61 "Buat Room" shows nominal, fee and total, and makes nothing', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const shown = await visitor.post('/escrows', wish({ fee_payer: 'buyer' }));
    assert.equal(shown.status, 200);
    assert.match(
      wordsOf(shown),
      /Nominal Rp 500\.000 Biaya rekber.*Rp 15\.000 Total Rp 515\.000.*Batal.*Lanjut/,
    );
    assert.equal(await dealsOf(user), 0);
  });

  it('answers a script that asks for the popup with the popup alone', async () => {
    const visitor = await loggedIn(await aCustomer());
    const whole = await visitor.post('/escrows', wish());
    assert.match(whole.text, /<html/);
    const popup = await visitor.post('/escrows', wish(), undefined, { 'X-Popup': '1' });
    assert.doesNotMatch(popup.text, /<html/);
    assert.match(wordsOf(popup), /Total Rp 515\.000/);
  });

  it('S0.57 S0.58 S0.30 "Lanjut" makes one room however often it is pressed, with the total in its header', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user);
    const key = valueOf(await visitor.post('/escrows', wish()), 'key') ?? '';
    const press = () => visitor.post('/escrows', { ...wish(), key, confirmed: 'yes' });
    const [first, again] = [await press(), await press()];
    assert.equal(first.get('location'), again.get('location'));
    assert.equal(await dealsOf(user), 1);
    const room = await visitor.get(first.get('location') ?? '');
    assert.match(room.text, /data-total>Rp\s515\.000</);
  });

  it('says that a slightly smaller nominal costs less, and takes it only when asked to', async () => {
    const visitor = await loggedIn(await aCustomer());
    const near = await visitor.post('/escrows', wish({ amount: '3.500.500' }));
    assert.match(wordsOf(near), /Dengan nominal Rp 3\.500\.000, totalnya Rp 3\.535\.000: hemat Rp 53\.013/);
    const taken = await visitor.post('/escrows', {
      ...wish({ amount: '3.500.500' }),
      instead: '3500000',
      confirmed: 'yes',
    });
    assert.match(wordsOf(taken), /Nominal Rp 3\.500\.000.*Total Rp 3\.535\.000/);
    assert.match(taken.text, /name="amount" value="3500000"/);
    assert.doesNotMatch(wordsOf(taken), /Bisa lebih hemat/);
  });

  const refusals: [string, object, RegExp][] = [
    ['a nominal below the schedule', { amount: '9.999' }, /10\.000/],
    ['a nominal above the schedule', { amount: '20.000.001' }, /20\.000\.000/],
    ['a nominal that is no number', { amount: 'lima ratus' }, /id="amount-error"/],
    ['no title', { title: ' ' }, /id="title-error"/],
    [
      'parts that are not the whole',
      { part_title_1: 'DP', part_amount_1: '100.000' },
      /harus sama dengan nominal/,
    ],
    ['half a part', { part_title_1: 'DP' }, /class="error"/],
    ['a role that is none', { role: 'admin' }, /role="alert"/],
  ];
  for (const [what, values, said] of refusals) {
    it(`refuses ${what}, keeps what was typed and makes nothing`, async () => {
      const user = await aCustomer();
      const visitor = await loggedIn(user);
      const refused = await visitor.post('/escrows', {
        ...wish(values),
        confirmed: 'yes',
        key: 'k'.repeat(30),
      });
      assert.equal(refused.status, 422);
      assert.match(refused.text, said);
      assert.match(refused.text, /E-mail pertama ikut diserahkan\./);
      assert.equal(await dealsOf(user), 0);
    });
  }

  it('takes up to ten parts', async () => {
    const visitor = await loggedIn(await aCustomer());
    const rows = Array.from({ length: 10 }, (_, place) => [
      [`part_title_${place + 1}`, `Tahap ${place + 1}`],
      [`part_amount_${place + 1}`, '50.000'],
    ]);
    const room = await visitor.get(await makeRoom(visitor, Object.fromEntries(rows.flat()) as object));
    assert.match(wordsOf(room), /10\. Tahap 10 Rp 50\.000/);
  });

  it('speaks English to who asks for it', async () => {
    const visitor = await loggedIn(await aCustomer(), 'en');
    assert.match(wordsOf(await visitor.post('/escrows', wish())), /Check before the room is made/);
  });

  it('takes no form of another site', async () => {
    const visitor = await loggedIn(await aCustomer());
    assert.equal((await visitor.post('/escrows', wish(), 'https://example.com')).status, 403);
  });
});

describe('joining by the page', () => {
  it('shows the terms of a code before anybody joins, with a name that a stranger may see', async () => {
    const [buyer, seller] = [await aCustomer({ name: 'Kartika Dewi' }), await aCustomer()];
    const { escrow, code } = await aProposal(buyer);
    const visitor = await loggedIn(seller);
    const shown = await visitor.get(`/escrows/join?code=${code}`);
    assert.match(wordsOf(shown), /K\*+ D\*+ mengajak Anda.*Total Rp 515\.000.*E-mail pertama ikut/);
    assert.doesNotMatch(shown.text, /Kartika Dewi/);
    const [row] = await query<{ seller_id: string | null }>('SELECT seller_id FROM escrows WHERE id = ?', [
      escrow.id,
    ]);
    assert.equal(row?.seller_id, null, 'looking takes no seat');
  });

  it('takes a code however it is written, and the whole link as well', async () => {
    const { code } = await aProposal(await aCustomer());
    const visitor = await loggedIn(await aCustomer());
    const spaced = code.toLowerCase().replace(/.{4}/g, '$& ');
    for (const typed of [spaced, `https://amanah.test/escrows/join?code=${code}`])
      assert.match(wordsOf(await visitor.post('/escrows/join', { code: typed })), /mengajak Anda/);
  });

  it('joins and accepts what was shown, once', async () => {
    const { escrow, code } = await aProposal(await aCustomer());
    const seller = await loggedIn(await aCustomer());
    const joined = await seller.post('/escrows/join', { code, accepted: '1' });
    assert.equal(joined.get('location'), `/escrows/${escrow.id}`);
    assert.match(wordsOf(await seller.get(`/escrows/${escrow.id}`)), /Disetujui kedua pihak/);
    const late = await (await loggedIn(await aCustomer())).post('/escrows/join', { code, accepted: '1' });
    assert.equal(late.status, 404);
    assert.match(wordsOf(late), /Kode tidak berlaku/);
  });

  it('does nothing when the terms have changed meanwhile, and shows the new ones', async () => {
    const buyer = await aCustomer();
    const { escrow, code } = await aProposal(buyer);
    const terms = await pricedTerms(600_000);
    await inTransaction(customer(buyer), (uow) =>
      amendTerms(uow, { escrowId: escrow.id, userId: buyer.id, terms }),
    );
    const refused = await (await loggedIn(await aCustomer())).post('/escrows/join', { code, accepted: '1' });
    assert.equal(refused.status, 409);
    assert.match(wordsOf(refused), /Ketentuan sudah berubah.*Rp 615\.000.*versi 2/);
    const [row] = await query<{ seller_id: string | null }>('SELECT seller_id FROM escrows WHERE id = ?', [
      escrow.id,
    ]);
    assert.equal(row?.seller_id, null);
  });

  it('lets nobody be both sides', async () => {
    const buyer = await aCustomer();
    const { code } = await aProposal(buyer);
    const own = await (await loggedIn(buyer)).post('/escrows/join', { code });
    assert.equal(own.status, 409);
    assert.match(wordsOf(own), /Ini rekber Anda sendiri/);
  });

  it('is slow for who guesses codes', async () => {
    const user = await aCustomer();
    await exhaust({ name: 'join-escrow', seconds: 300 }, user.id);
    assert.equal((await (await loggedIn(user)).get('/escrows/join?code=AAAA')).status, 429);
  });
});
