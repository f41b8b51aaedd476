import assert from 'node:assert/strict';
import { emailSchema, nationalPhone, normaliseEmail, normalisePhone, phoneSchema } from './contact.js';

describe('normalisePhone', () => {
  const spellings = [
    '081234567890',
    '6281234567890',
    '+6281234567890',
    '006281234567890',
    '81234567890',
    '0812-3456-7890',
    '+62 812 3456 7890',
    '(0812) 3456.7890',
    '٠٨١٢٣٤٥٦٧٨٩٠',
  ];

  for (const spelling of spellings) {
    it(`reads ${spelling} as one number`, () => {
      assert.equal(normalisePhone(spelling), '+6281234567890');
    });
  }

  it('knows the prefixes that sell in Indonesia, the youngest among them', () => {
    for (const number of ['085155001234', '089912345678', '088812345678', '083812345678', '087712345678'])
      assert.equal(normalisePhone(number), `+62${number.slice(1)}`);
  });

  it('refuses what is no Indonesian mobile number', () => {
    const others = [
      '',
      '0812',
      '08123456789012345',
      '0211234567',
      '+14155552671',
      '084112345678',
      'nomor saya',
    ];
    for (const other of [...others, '0812345678 ext 9', '0'.repeat(60)])
      assert.equal(normalisePhone(other), null);
  });

  it('comes back to the form that suppliers take', () => {
    assert.equal(nationalPhone('+6281234567890'), '081234567890');
  });

  it('says in the form which field is wrong', () => {
    assert.equal(phoneSchema.parse('0812 3456 7890'), '+6281234567890');
    assert.equal(phoneSchema.safeParse('123').error?.issues[0]?.message, 'phone');
  });
});

describe('normaliseEmail', () => {
  it('gives one spelling to one mailbox', () => {
    assert.equal(normaliseEmail('  Sari.W@Contoh.TEST '), 'sari.w@contoh.test');
    assert.equal(emailSchema.parse('A@B.CO'), 'a@b.co');
  });

  it('refuses what is no address, or one that only looks like another', () => {
    const others = [
      '',
      'sari',
      'sari@',
      '@contoh.test',
      'sari@contoh',
      'sari@contoh.test\n',
      'sаri@contoh.test',
    ];
    assert.deepEqual(others.map(normaliseEmail), [null, null, null, null, null, 'sari@contoh.test', null]);
    assert.equal(normaliseEmail(`${'a'.repeat(250)}@contoh.test`), null);
  });
});
