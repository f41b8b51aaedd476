import assert from 'node:assert/strict';
import { nameProblem, nameSchema } from './person-name.js';

describe('nameSchema', () => {
  it('takes the names people have', () => {
    for (const name of [
      'Sari',
      "Nur'aini",
      'I Gusti Ngurah Rai',
      'Siti Nurhaliza, S.Kom.',
      'Sukarno-Putra',
      'Ré',
    ])
      assert.equal(nameSchema.parse(name), name);
  });

  it('takes a name that happens to contain the letters of a reserved word', () => {
    for (const name of ['Muhamad Minarto', 'Ahmadmin', 'Badmin Tonton'])
      assert.equal(nameProblem(name), null);
  });

  it('stores what looks the same as the same', () => {
    assert.equal(nameSchema.parse('  Budi   Santoso '), 'Budi Santoso');
    assert.equal(nameSchema.parse('Re\u0301'), 'R\u00e9');
  });

  it('refuses characters that cannot be seen', () => {
    for (const hidden of ['\u0000', '\n', '\u200b', '\u202e', '\u2028', '\u00ad', '\ue000', '\ufeff'])
      assert.equal(nameProblem(`Bu${hidden}di`), 'name_characters', JSON.stringify(hidden));
  });

  it('refuses a name without a letter', () => {
    for (const name of ['', '123', '***']) assert.equal(nameProblem(name), 'name_characters');
  });

  it('refuses look-alike letters among Latin ones', () => {
    assert.equal(nameProblem('Sаri'), 'name_mixed_scripts');
  });

  it('refuses names that pass for staff', () => {
    for (const name of [
      'Admin',
      'admin toko',
      'Super Admin',
      'ADM1N',
      '4dmin',
      'Ädmín',
      'ＡＤＭＩＮ',
      'x-admin',
      'A d m i n',
      'a.d.m.i.n toko',
      'adm\u0131n',
      '\u0251dmin',
      'Staf Amanah',
      '5taff',
      'Petugas Budi',
      'Rekber Resmi',
      'R3kber 0fficial',
      'Customer Service',
      'MODERATOR',
    ])
      assert.equal(nameProblem(name), 'name_reserved', name);
  });

  it('refuses the name of the shop, and leaves it to people who are called so', () => {
    for (const name of [
      'Amanah',
      'AMANAH',
      'Toko Amanah',
      'Amanah ID',
      'Am4nah Pay',
      'Amanah Resmi',
      'A m a n a h',
    ])
      assert.equal(nameProblem(name), 'name_reserved', name);
    for (const name of ['Siti Amanah', 'Amanah Putri', 'Toko Amanah Jaya', 'Konter Berkah'])
      assert.equal(nameProblem(name), null, name);
  });

  it('takes names in which such words are only a part of others', () => {
    for (const name of [
      'Stafani Wijaya',
      'Resminingsih',
      'Resmi Wahyuni',
      'Mustafa',
      'Supporta',
      'A. B. Cahyono',
      'I M Sudana',
    ])
      assert.equal(nameProblem(name), null, name);
  });

  it('refuses letters that are drawn as nothing', () => {
    for (const name of ['Bu\u3164di', '\u115f\u1160', '\u2800a'])
      assert.equal(nameProblem(name), 'name_characters', JSON.stringify(name));
  });

  it('counts the 120 characters that will be stored', () => {
    const growing = '\uFB2C';
    for (const name of ['a'.repeat(121), growing.repeat(120), 'a'.repeat(1_000)])
      assert.equal(nameSchema.safeParse(name).success, false);
    assert.equal(nameSchema.parse('e\u0301'.repeat(120)).length, 120);
  });
});
