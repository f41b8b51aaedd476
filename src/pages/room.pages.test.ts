import assert from 'node:assert/strict';
import sharp from 'sharp';
import { aCaseUnderReview, aDisputedDeal, decide, verdict } from '../../test/factories/disputes.js';
import { aDeliveredDeal, aHeldDeal, anAgreedDeal, type Deal } from '../../test/factories/escrows.js';
import { customerActor, speak } from '../../test/factories/rooms.js';
import { aStaffAccount, actorOf } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, walletBalance } from '../../test/factories/wallets.js';
import { loggedIn, valueOf, wordsOf, type Visitor } from '../../test/pages.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { enterRoom, sendMessage } from '../rooms/index.js';

const key = (): string => `${newId()}-key`;
const statusOf = async (id: string): Promise<string> =>
  (await query<{ status: string }>('SELECT status FROM escrows WHERE id = ?', [id]))[0]?.status ?? '';

const aPicture = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'green' } })
    .png()
    .toBuffer();

interface Both {
  deal: Deal;
  buying: Visitor;
  selling: Visitor;
  room: string;
}

async function both(deal: Deal): Promise<Both> {
  const [buying, selling] = [await loggedIn(deal.buyer), await loggedIn(deal.seller)];
  return { deal, buying, selling, room: `/escrows/${deal.id}` };
}

describe('a room', () => {
  it('is nowhere for people who are not in it', async () => {
    const { room } = await both(await aHeldDeal());
    const stranger = await loggedIn(await aCustomer());
    for (const path of ['', '/state', '/lines', '/pay', '/terms', `/attachments/${newId()}`])
      assert.equal((await stranger.get(`${room}${path}`)).status, 404, path);
    const steps = ['agree', 'pay', 'deliver', 'confirm', 'extend', 'refund', 'cancel', 'invitation', 'terms'];
    const talk = ['messages', 'dispute', 'dispute/evidence', 'dispute/acceptance', 'dispute/appeal'];
    for (const path of [...steps, ...talk])
      assert.equal((await stranger.post(`${room}/${path}`, { key: key(), body: 'x' })).status, 404, path);
    assert.equal((await stranger.get('/escrows/0000000000000000000000000')).status, 404);
  });

  it('shows both sides the same countdown', async () => {
    const { buying, selling, room } = await both(await aDeliveredDeal());
    const until = async (visitor: Visitor) =>
      /data-until="([^"]+)" data-timer="inspect"/.exec((await visitor.get(room)).text)?.[1];
    const [buyers, sellers] = [await until(buying), await until(selling)];
    assert.ok(buyers);
    assert.equal(buyers, sellers);
  });

  it('answers an open page only with what is new to it', async () => {
    const { buying, room } = await both(await aHeldDeal());
    const first = (await buying.get(`${room}/state`)).body as {
      version: string;
      pieces: Record<string, string>;
    };
    assert.deepEqual(Object.keys(first.pieces), ['head', 'act', 'facts']);
    const again = (await buying.get(`${room}/state?seen=${first.version}`)).body as { pieces?: unknown };
    assert.equal(again.pieces, undefined);
  });

  it('tells what is known of the other side, with the count behind each figure', async () => {
    const { buying, room } = await both(await aHeldDeal());
    assert.match(
      wordsOf(await buying.get(room)),
      /Tentang Budi Santoso Rekber selesai 0 dari 1 yang dibayar/,
    );
  });
});

describe('what people typed', () => {
  it('stands on the pages of a deal and of its dispute as text', async () => {
    const html = `"'><img src=x onerror=alert(1)></textarea></script><b>`;
    const deal = await aDisputedDeal(
      { title: html, terms: html, parts: [{ title: html, amount: 250_000 }] },
      { statement: html, evidence: [{ category: 'STATEMENT', text: html, attachment_id: null }] },
    );
    for (const visitor of [await loggedIn(deal.buyer), await loggedIn(deal.seller)])
      for (const path of ['/escrows', `/escrows/${deal.id}`]) {
        const { text } = await visitor.get(path);
        assert.match(text, /&lt;img src=x onerror=alert\(1\)&gt;/, path);
        assert.doesNotMatch(text, /<img src=x|<\/script><b>|<\/textarea><\/script>/, path);
      }
  });
});

describe('the chat of a room without scripts', () => {
  it('S0.44 brings what one side says to the other, as text', async () => {
    const { deal, buying, selling, room } = await both(await aHeldDeal());
    const body = '<img src=x onerror=alert(1)> lihat https://contoh.com/masuk';
    const said = await buying.upload(`${room}/messages`, { client_id: newId(), body });
    assert.match(said.get('location') ?? '', new RegExp(`^/escrows/${deal.id}#m\\d+$`));
    const { text } = await selling.get(room);
    assert.match(text, /&lt;img src=x onerror=alert\(1\)&gt; lihat https:\/\/contoh\.com\/masuk/);
    assert.doesNotMatch(text, /<img src=x|href="https:\/\/contoh/);
    assert.match(wordsOf({ text } as never), /Pesan ini memuat tautan/);
  });

  it('tells what the shop says in the words of the reader', async () => {
    const { deal, buying, room } = await both(await aHeldDeal());
    assert.match(wordsOf(await buying.get(room)), /Penjual sudah bergabung\./);
    const reader = await loggedIn(deal.seller, 'en');
    assert.doesNotMatch(wordsOf(await reader.get(room)), /SELLER|sudah bergabung/);
  });

  it('stores a message once however often it is sent', async () => {
    const { buying, selling, room } = await both(await aHeldDeal());
    const form = { client_id: newId(), body: 'Sudah saya bayar ya' };
    await buying.upload(`${room}/messages`, form);
    await buying.upload(`${room}/messages`, form);
    assert.equal((await selling.get(room)).text.split('Sudah saya bayar ya').length, 2);
  });

  it('refuses an empty message where it was written, and a script in its own words', async () => {
    const { buying, room } = await both(await aHeldDeal());
    const refused = await buying.upload(`${room}/messages`, { client_id: newId(), body: '  ' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Tulis pesan atau lampirkan berkas/);
    const json = await buying.post(`${room}/messages`, { client_id: newId(), body: '' }, undefined, {
      Accept: 'application/json',
    });
    assert.equal(json.status, 422);
    assert.match((json.body as { detail: string }).detail, /Tulis pesan/);
  });

  it('goes back in pages, and forward from what a page has', async () => {
    const { deal, buying, room } = await both(await aHeldDeal());
    for (let n = 1; n <= 60; n += 1) await speak(deal.seller, deal.id, `Pesan ke-${n}.`);
    const page = await buying.get(room);
    assert.doesNotMatch(page.text, /Pesan ke-1\./);
    const older = /data-older="(\d+)"/.exec(page.text)?.[1] ?? '';
    assert.match((await buying.get(`${room}?before=${older}`)).text, /Pesan ke-1\./);
    const last = Number(/data-last="(\d+)"/.exec(page.text)?.[1]);
    await speak(deal.seller, deal.id, 'Yang baru.');
    const news = (await buying.get(`${room}/lines?after=${last}`)).body as { html: string; last: number };
    assert.equal(news.last, last + 1);
    assert.match(news.html, /Yang baru\./);
    assert.doesNotMatch(news.html, /Pesan ke-60/);
  });

  it('lets the writer put a fresh line right, and nobody else', async () => {
    const { deal, buying, selling, room } = await both(await aHeldDeal());
    const { sequence } = await speak(deal.buyer, deal.id, 'Saya traansfer besok');
    const form = { body: 'Saya transfer besok' };
    const edits = (text: string) => text.split('class="edit"').length - 1;
    assert.equal(edits((await buying.get(room)).text), 1);
    assert.equal(edits((await selling.get(room)).text), 0);
    assert.equal((await selling.post(`${room}/messages/${sequence}`, form)).status, 409);
    assert.equal((await buying.post(`${room}/messages/${sequence}`, { body: ' ' })).status, 422);
    assert.equal((await buying.post(`${room}/messages/999999`, form)).status, 404);
    const changed = await buying.post(`${room}/messages/${sequence}`, form);
    assert.equal(changed.get('location'), `/escrows/${deal.id}#m${sequence}`);
    assert.match(wordsOf(await selling.get(room)), /Saya transfer besok.*diubah/s);
  });

  it('finds what was said by its words, with a way to where it was said', async () => {
    const { deal, buying, room } = await both(await aHeldDeal());
    const { sequence } = await speak(deal.seller, deal.id, 'Resinya 100%_benar');
    await speak(deal.seller, deal.id, 'Resinya 1000 benar');
    const found = await buying.get(`${room}?q=${encodeURIComponent('100%_')}`);
    assert.match(found.text, /Resinya 100%_benar/);
    assert.doesNotMatch(found.text, /Resinya 1000 benar/);
    assert.match(found.text, new RegExp(`before=\\d+#m${sequence}"`));
    assert.match(wordsOf(await buying.get(`${room}?q=belum-pernah-ada`)), /Tidak ada pesan yang memuat/);
  });

  it('shows the writer what was read only after the other side has looked', async () => {
    const { deal, buying, selling, room } = await both(await aHeldDeal());
    const { sequence } = await speak(deal.buyer, deal.id, 'Halo');
    const marks = async () =>
      ((await buying.get(`${room}/lines?after=0`)).body as { marks: { read: number } }).marks;
    assert.ok((await marks()).read < sequence);
    await selling.get(`${room}/lines?after=0`);
    assert.ok((await marks()).read < sequence, 'what arrived in a hidden page was not read');
    await selling.get(room);
    assert.equal((await marks()).read, sequence);
  });

  it('marks staff by itself, whatever somebody calls themselves in a message', async () => {
    const { deal, buying, room } = await both(await aHeldDeal());
    await speak(deal.seller, deal.id, 'Staf Amanah: kirim OTP Anda');
    assert.doesNotMatch((await buying.get(room)).text, /staff-badge/);
    const staff = actorOf(await aStaffAccount('admin'));
    await inTransaction(staff, (uow) => enterRoom(uow, deal.id));
    await sendMessage(staff, { roomId: deal.id, clientId: newId(), body: 'Saya bantu di sini.' });
    assert.match(
      (await buying.get(room)).text,
      /class="line staff"[^]*staff-badge[^]*Staf Amanah[^]*Saya bantu di sini/,
    );
  });
});

describe('files in a room', () => {
  it('go with a message, and open for both sides and nobody else', async () => {
    const { buying, selling, room } = await both(await aHeldDeal());
    const file = { name: 'resi.png', content: await aPicture() };
    assert.equal(
      (await buying.upload(`${room}/messages`, { client_id: newId(), body: '' }, file)).status,
      303,
    );
    const href = /href="([^"]+\/attachments\/\w+)"/.exec((await selling.get(room)).text)?.[1] ?? '';
    const opened = await selling.get(href);
    assert.equal(opened.status, 200);
    assert.match(opened.get('content-type') ?? '', /^image\/png/);
    assert.match(opened.get('content-security-policy') ?? '', /default-src 'none'; sandbox/);
    assert.equal((await (await loggedIn(await aCustomer())).get(href)).status, 404);
  });

  it('are refused where they are none of the kinds that we keep, and the text stays in the field', async () => {
    const { buying, room } = await both(await aHeldDeal());
    const file = { name: 'foto.png', content: Buffer.from('<svg onload="alert(1)"/>') };
    const refused = await buying.upload(
      `${room}/messages`,
      { client_id: newId(), body: 'Ini resinya' },
      file,
    );
    assert.equal(refused.status, 422);
    assert.match(refused.text, /<textarea id="say"[^>]*>Ini resinya<\/textarea>/);
  });
});

describe('steps of a deal by the page', () => {
  it('pays from the wallet and leads back to the room', async () => {
    const { deal, buying, room } = await both(await anAgreedDeal());
    const wallet = await aFilledWallet(deal.buyer.id, deal.shown.buyer_pays_amount);
    const form = {
      key: valueOf(await buying.get(`${room}/pay`), 'key') ?? '',
      payment: `wallet:${wallet.id}`,
    };
    const [paid, again] = [await buying.post(`${room}/pay`, form), await buying.post(`${room}/pay`, form)];
    assert.equal(paid.get('location'), room);
    assert.equal(again.get('location'), room, 'pressed twice, paid once');
    assert.equal(await statusOf(deal.id), 'HELD');
    assert.equal(await walletBalance(deal.buyer.id), 0);
  });

  it('says why a wallet cannot pay', async () => {
    const { deal, buying, room } = await both(await anAgreedDeal());
    const wallet = await aFilledWallet(deal.buyer.id, 1_000);
    const refused = await buying.post(`${room}/pay`, { key: key(), payment: `wallet:${wallet.id}` });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /role="alert"/);
    assert.equal(await statusOf(deal.id), 'AWAITING_PAYMENT');
  });

  it('delivers with a proof that the buyer sees, and releases what the buyer confirms', async () => {
    const { deal, buying, selling, room } = await both(await aHeldDeal());
    const file = { name: 'resi.png', content: await aPicture() };
    const proof = { key: key(), part_id: deal.shown.parts[0]?.id ?? '', proof: 'Resi JNE 0042' };
    assert.equal((await selling.upload(`${room}/deliver`, proof, file)).status, 303);
    assert.match((await buying.get(room)).text, /Bukti penyerahan[^]*Resi JNE 0042[^]*\/attachments\//);
    await buying.post(`${room}/confirm`, { key: key(), part_id: proof.part_id });
    assert.equal(await statusOf(deal.id), 'RELEASED');
    assert.match(wordsOf(await selling.get(room)), /Selesai: dana cair Rp .* sudah masuk ke dompet Anda/);
  });

  it('delivers and confirms parts one by one', async () => {
    const parts = [
      { title: 'Konsep', amount: 100_000 },
      { title: 'Berkas akhir', amount: 150_000 },
    ];
    const { deal, buying, selling, room } = await both(await aHeldDeal({ parts }));
    const [first, second] = deal.shown.parts;
    assert.match(
      wordsOf(await selling.get(room)),
      /Bagian 1 sudah diserahkan: Konsep.*Bagian 2 sudah diserahkan/,
    );
    const proof = { key: key(), part_id: first?.id ?? '', proof: 'Konsep ada di obrolan' };
    await selling.upload(`${room}/deliver`, proof);
    const shown = wordsOf(await buying.get(room));
    assert.match(shown, /Bagian 1 sudah saya terima: Konsep/);
    assert.doesNotMatch(shown, /Bagian 2 sudah saya terima/);
    await buying.post(`${room}/confirm`, { key: key(), part_id: first?.id ?? '' });
    assert.equal(await statusOf(deal.id), 'HELD', 'the other part is still ahead');
    assert.equal(await walletBalance(deal.seller.id), first?.seller_receives_amount);
    assert.match(wordsOf(await selling.get(room)), new RegExp(`Bagian 2 sudah diserahkan: ${second?.title}`));
  });

  it('tells whoever comes too late how the room stands now', async () => {
    const { deal, buying, room } = await both(await aDeliveredDeal());
    const part_id = deal.shown.parts[0]?.id ?? '';
    await buying.post(`${room}/confirm`, { key: key(), part_id });
    const late = await buying.post(`${room}/confirm`, { key: key(), part_id });
    assert.equal(late.status, 409);
    assert.match(wordsOf(late), /Selesai: dana cair/);
  });

  it('does not let one side take the other one’s step', async () => {
    const { deal, selling, room } = await both(await aDeliveredDeal());
    const refused = await selling.post(`${room}/confirm`, {
      key: key(),
      part_id: deal.shown.parts[0]?.id ?? '',
    });
    assert.equal(refused.status, 403);
    assert.match(wordsOf(refused), /Ini langkah pihak lain/);
    assert.equal(await statusOf(deal.id), 'DELIVERED');
  });

  it('changes terms before they are paid, and asks both sides again', async () => {
    const { buying, selling, room } = await both(await anAgreedDeal());
    const form = await buying.get(`${room}/terms`);
    assert.equal(valueOf(form, 'amount'), '250000');
    const wish = {
      title: 'Akun gim level 80',
      goods_type: 'account',
      amount: '300.000',
      fee_payer: 'split',
      terms: 'Baru',
    };
    assert.equal((await buying.post(`${room}/terms`, { ...wish, key: key() })).status, 303);
    const asked = await selling.get(room);
    assert.match(wordsOf(asked), /Setujui ketentuan.*versi 2/);
    await selling.post(`${room}/agree`, { key: key(), terms_version: 2 });
    assert.match(wordsOf(await selling.get(room)), /Disetujui kedua pihak/);
  });

  it('needs the word of both sides to cancel while money is held', async () => {
    const { deal, buying, selling, room } = await both(await aHeldDeal());
    await buying.post(`${room}/cancel`, { key: key(), reason: 'Berubah pikiran' });
    assert.equal(await statusOf(deal.id), 'HELD');
    assert.match(wordsOf(await selling.get(room)), /Setujui pembatalan/);
    await selling.post(`${room}/cancel`, { key: key() });
    assert.equal(await statusOf(deal.id), 'REFUNDED');
    assert.equal(await walletBalance(deal.buyer.id), deal.shown.buyer_pays_amount);
  });
});

describe('a dispute by the page', () => {
  it('is opened with a file as its first evidence, and asks the other side for an answer', async () => {
    const { deal, buying, selling, room } = await both(await aDeliveredDeal());
    const form = {
      key: key(),
      category: 'not_as_described',
      statement: 'Level akunnya dua belas, bukan delapan puluh.',
    };
    const file = { name: 'level.png', content: await aPicture() };
    const opened = await buying.upload(
      `${room}/dispute`,
      { ...form, part_id: deal.shown.parts[0]?.id ?? '' },
      file,
    );
    assert.equal(opened.get('location'), `${room}#dispute`);
    assert.equal(await statusOf(deal.id), 'DISPUTED');
    const seen = await selling.get(room);
    assert.match(wordsOf(seen), /Jawaban Anda ditunggu.*Level akunnya dua belas/);
    await selling.upload(`${room}/dispute/evidence`, {
      category: 'item',
      text: 'Ini rekaman saat diserahkan.',
    });
    assert.match(wordsOf(await buying.get(room)), /Staf kami sedang memeriksa.*Ini rekaman saat diserahkan/);
  });

  it('comes back with the form open when too little was told', async () => {
    const { deal, buying, room } = await both(await aDeliveredDeal());
    const refused = await buying.upload(`${room}/dispute`, {
      key: key(),
      category: 'other',
      statement: 'kurang',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /data-keep="dispute" open/);
    assert.equal(await statusOf(deal.id), 'DELIVERED');
  });

  it('shows the letter of the decision, and pays out when both accept it', async () => {
    const judged = await aCaseUnderReview();
    const { buying, selling, room } = await both(judged);
    await decide(judged.judge, verdict(judged.dispute.id));
    assert.match((await buying.get(room)).text, /PUTUSAN SENGKETA/);
    await buying.post(`${room}/dispute/acceptance`);
    assert.equal(await statusOf(judged.id), 'DISPUTED');
    await selling.post(`${room}/dispute/acceptance`);
    assert.equal(await statusOf(judged.id), 'REFUNDED');
  });

  it('takes one appeal, with a reason', async () => {
    const judged = await aCaseUnderReview();
    const { selling, room } = await both(judged);
    await decide(judged.judge, verdict(judged.dispute.id));
    assert.equal((await selling.post(`${room}/dispute/appeal`, { reason: 'pendek' })).status, 422);
    await selling.post(`${room}/dispute/appeal`, { reason: 'Rekaman saya belum ditonton sampai selesai.' });
    assert.match(wordsOf(await selling.get(room)), /Banding sedang diperiksa/);
    assert.equal(
      (await selling.post(`${room}/dispute/appeal`, { reason: 'Sekali lagi, belum ditonton.' })).status,
      409,
    );
  });

  it('leaves the chat open, and nothing that was said can be changed', async () => {
    const disputed = await aDisputedDeal();
    const { buying, room } = await both(disputed);
    await sendMessage(customerActor(disputed.seller), {
      roomId: disputed.id,
      clientId: newId(),
      body: 'Mari tunggu putusan.',
    });
    assert.match((await buying.get(room)).text, /Mari tunggu putusan[^]*data-say/);
  });
});
