import assert from 'node:assert/strict';
import supertest from 'supertest';
import { testApp } from '../../test/app.js';
import { aCategory, aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { aReseller } from '../../test/factories/users.js';
import { aVisitor, loggedIn, wordsOf } from '../../test/pages.js';
import { system } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { findProducts, seedCatalogue } from '../products/index.js';
import { useSandbox } from '../../test/sandbox.js';

describe('the catalogue pages', () => {
  useSandbox();
  before(() => inTransaction(system('seed'), seedCatalogue));

  const productNamed = async (q: string) => {
    const [found] = await findProducts({ q, limit: 1 });
    assert.ok(found);
    return found.product;
  };

  it('show categories that have something with a price, and what most people want', async () => {
    const response = await aVisitor().get('/');
    assert.equal(response.status, 200);
    assert.match(wordsOf(response), /Kategori.*Pulsa.*Token listrik PLN.*Paling dicari/);
    assert.doesNotMatch(response.text, /href="\/c\/bpjs"/);
  });

  it('let nothing run or load that is not a file of ours', async () => {
    const { headers, text } = await aVisitor().get('/');
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /style-src 'self'(;|$)/);
    assert.match(policy, /form-action 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers['referrer-policy'], 'same-origin');
    assert.match(String(headers['cache-control']), /no-store/);
    assert.doesNotMatch(text, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
  });

  it('name files by their content, so that browsers keep them for good', async () => {
    const { text } = await aVisitor().get('/');
    const [, address = ''] = /href="(\/assets\/shop\.css\?v=\w+)"/.exec(text) ?? [];
    const file = await supertest(testApp()).get(address);
    assert.equal(file.status, 200);
    assert.match(String(file.headers['cache-control']), /immutable/);
    const unnamed = await supertest(testApp()).get('/assets/shop.css');
    assert.doesNotMatch(String(unnamed.headers['cache-control']), /immutable/);
  });

  it('speak Indonesian, English to who prefers it, and remember a choice', async () => {
    assert.match((await aVisitor('fr').get('/')).text, /<html lang="id">/);
    const visitor = aVisitor('en-GB,en;q=0.9');
    assert.match((await visitor.get('/')).text, /<html lang="en">/);
    const chosen = await visitor.post('/language', { lang: 'id', next: '/c/pulsa?brand=XL' });
    assert.equal(chosen.status, 303);
    assert.equal(chosen.get('location'), '/c/pulsa?brand=XL');
    assert.match((await visitor.get('/')).text, /<html lang="id">/);
  });

  it('lead nowhere but to our own addresses', async () => {
    for (const next of [
      'https://example.com',
      '//example.com',
      '/\\example.com',
      '/a b',
      'javascript:1',
      '/\t/x',
    ]) {
      const response = await aVisitor().post('/language', { lang: 'en', next });
      assert.equal(response.get('location'), '/', next);
    }
  });

  it('narrow to the operator of a number, and bring the number along', async () => {
    const response = await aVisitor().get('/c/pulsa?phone=0878-0000-1233');
    assert.match(wordsOf(response), /Nomor XL/);
    assert.match(response.text, /data-brand-group="XL">/);
    assert.match(response.text, /data-brand-group="Telkomsel" hidden>/);
    assert.match(response.text, /\?phone=0878-0000-1233"/);
  });

  it('show one brand when it is chosen', async () => {
    const response = await aVisitor().get('/c/game?brand=Free%20Fire');
    assert.match(wordsOf(response), /Free Fire/);
    assert.doesNotMatch(response.text, /data-brand="Mobile Legends"/);
  });

  it('list a shelf of many brands in one piece', async () => {
    const response = await aVisitor().get('/c/building-materials');
    assert.match(wordsOf(response), /Semen Tiga Roda 50 kg Tiga Roda Rp/);
    assert.doesNotMatch(response.text, /class="chips"/);
  });

  it('find products by words, and say so kindly when there are none', async () => {
    assert.match(wordsOf(await aVisitor().get('/search?q=semen+50')), /Semen Tiga Roda 50 kg/);
    assert.match(wordsOf(await aVisitor().get('/search?q=zzzz')), /Tidak ada produk yang cocok/);
  });

  it('show what was searched as text, whatever it was', async () => {
    const { text } = await aVisitor().get(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    assert.doesNotMatch(text, /<script>alert/);
    assert.match(text, /&lt;script&gt;/);
  });

  it('page through a long shelf', async () => {
    const category = await aCategory();
    for (let made = 0; made < 101; made += 1)
      await aPhysicalProduct({ categoryId: category.id, name: `Paku nomor ${made}` });
    const first = await aVisitor().get(`/c/${category.code}`);
    const [, next = ''] = /href="(\/c\/[^"]*cursor=[^"]*)"/.exec(first.text) ?? [];
    const second = await aVisitor().get(next.replaceAll('&amp;', '&'));
    assert.match(wordsOf(second), /Paku nomor 100/);
    assert.doesNotMatch(wordsOf(second), /Paku nomor 99 /);
  });

  it('ask what the product asks, in the reader’s language', async () => {
    const product = await productNamed('Mobile Legends 86');
    const english = await aVisitor('en').get(`/products/${product.id}`);
    assert.match(english.text, /name="inputs\.user_id"[^>]*inputmode="numeric"/);
    assert.match(english.text, /name="inputs\.zone_id"/);
    const choice = await productNamed('Genshin');
    assert.match((await aVisitor().get(`/products/${choice.id}`)).text, /<select[^>]*name="inputs\.server"/);
  });

  it('show the fee and the total of each way to pay before paying, and why one cannot be used', async () => {
    const product = await aDigitalProduct({ retailPriceAmount: 9_000, costAmount: 8_000 });
    const words = wordsOf(await aVisitor().get(`/products/${product.id}`));
    assert.match(words, /QRIS Biaya Rp 813 Rp 9\.813/);
    assert.match(words, /OVO Tanpa biaya Rp 9\.000/);
    assert.match(words, /BRI Virtual Account Paling sedikit Rp 10\.000/);
    assert.doesNotMatch(words, /Muamalat/);
  });

  it('show a reseller the reseller’s price', async () => {
    const product = await aDigitalProduct();
    assert.match(wordsOf(await aVisitor().get(`/products/${product.id}`)), /Rp 12\.000/);
    const reseller = await loggedIn(await aReseller());
    assert.match(wordsOf(await reseller.get(`/products/${product.id}`)), /Rp 11\.000/);
  });

  it('offer no form for what cannot be bought now, and say why', async () => {
    const gone = await aPhysicalProduct({ stock: 0 });
    const response = await aVisitor().get(`/products/${gone.id}`);
    assert.match(wordsOf(response), /Sedang tidak dapat dibeli Stok habis/);
    assert.doesNotMatch(response.text, /action="\/cart"/);
  });

  it('answer odd addresses with a page, never with an error of ours', async () => {
    const odd = [
      ['/c/tidak-ada', 404],
      ['/products/1', 404],
      ['/products/01ARZ3NDEKTSV4RRFFQ69G5FAV', 404],
      ['/orders/1', 404],
      ['/nothing/here', 404],
      ['/c/%E0%A4%A', 400],
      ['/search?q=a&q=b', 200],
      ['/search?q[]=a', 200],
      [`/search?q=${'x'.repeat(5_000)}`, 200],
      ['/search?q=%00%F0%9F%98%80', 200],
      ['/c/pulsa?cursor=zz&phone=%00&brand=%F0%9F%98%80', 200],
      ['/c/pulsa?phone=' + '9'.repeat(300), 200],
      ['/checkout?courier=naga', 303],
      ['/track?number=%3Cb%3E', 200],
      ['/refund-claims/abc', 404],
      [`/refund-claims/${'f'.repeat(64)}`, 404],
    ] as const;
    for (const [path, status] of odd) {
      const response = await aVisitor().get(path);
      assert.equal(response.status, status, path);
      if (status !== 303) assert.match(String(response.type), /html/, path);
    }
  });
});
