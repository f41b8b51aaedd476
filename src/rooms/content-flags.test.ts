import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flagsOf } from './content-flags.js';

const all = (flag: string, texts: string[]) => {
  for (const text of texts) assert.ok((flagsOf(text) as string[]).includes(flag), text);
};

const none = (texts: string[]) => {
  for (const text of texts) assert.deepEqual(flagsOf(text), [], text);
};

describe('flagsOf', () => {
  it('sees links, with and without their beginning', () => {
    all('link', [
      'cek https://rekber-resmi.example/masuk',
      'buka www.contoh.test ya',
      'gabung t.me/grup',
      'wa.me/62812',
      'klik bit.ly/abc',
      'HTTP://JAHAT.TEST',
    ]);
  });

  it('sees phone numbers, however they are spread out, spelled or disguised', () => {
    all('phone', [
      'hubungi 081234567890',
      'WA: 0812-3456-7890',
      '+62 812 3456 7890',
      '0 8 1 2 3 4 5 6 7 8 9 0',
      'o8123456789o ya',
      '０８１２３４５６７８９０',
      '0812\u200b3456\u200b7890',
      'nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol',
    ]);
  });

  it('sees bank accounts beside the words that go with them', () => {
    all('bank_account', [
      'transfer ke BCA 1234567890 a.n. Budi',
      'no rek 1234-5678-9012',
      'Mandiri 1370012345678',
      'DANA 081234567890',
    ]);
  });

  it('takes the word for money for no bank', () => {
    assert.deepEqual(flagsOf('Halo kak, dana sudah masuk ya. Nomor saya 081234567890'), ['phone']);
  });

  it('sees codes that nobody should ask for', () => {
    all('otp', ['kode OTP 123456', 'OTP-nya berapa? 9921', 'kirim kode verifikasi dong', 'kode kamu: 4432']);
  });

  it('leaves ordinary talk alone', () => {
    none([
      'Barangnya masih ada?',
      'Harganya Rp1.500.000 ya, belum termasuk ongkir',
      'Transfer 1.500.000.000 itu besar sekali',
      'Resi JNE 0123456789012345678901',
      'ML akun level 30, skin 120, WR 58.2%',
      'Sudah saya kirim jam 10.30, mohon dicek',
      'oke. mantap',
      'Order #2026-1121',
    ]);
  });

  it('comes to an end on anything', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('0', '8', 'o', ' ', '.', '-', 'kode', 'tf', 'nol ', 'a'),
      maxLength: 2_000,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        flagsOf(text);
      }),
      { numRuns: 200 },
    );
    flagsOf('nol '.repeat(500));
    flagsOf('0-'.repeat(1_000));
    flagsOf('a.'.repeat(1_000));
    flagsOf('kode a '.repeat(285));
  }).timeout(10_000);
});
