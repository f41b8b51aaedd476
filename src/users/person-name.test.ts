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
    ])
      assert.equal(nameProblem(name), 'name_reserved', name);
  });

  it('counts the 120 characters that will be stored', () => {
    const growing = '\uFB2C';
    for (const name of ['a'.repeat(121), growing.repeat(120), 'a'.repeat(1_000)])
      assert.equal(nameSchema.safeParse(name).success, false);
    assert.equal(nameSchema.parse('e\u0301'.repeat(120)).length, 120);
  });
});
