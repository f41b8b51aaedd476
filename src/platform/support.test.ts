import assert from 'node:assert/strict';
import { locales, translate } from './i18n.js';
import { support, supportOf } from './support.js';

describe('the contact of the shop', () => {
  it('is a mail address or a WhatsApp number, each with what a click opens', () => {
    assert.deepEqual(supportOf('halo@toko.example'), {
      name: 'halo@toko.example',
      href: 'mailto:halo@toko.example',
    });
    assert.deepEqual(supportOf('+6281234567890'), {
      name: 'WhatsApp +6281234567890',
      href: 'https://wa.me/6281234567890',
    });
  });

  it('stands in every text that asks a customer to get in touch', () => {
    for (const locale of locales)
      for (const problem of ['account_closed', 'refund_claim_taken'])
        assert.ok(translate(locale, `problems.${problem}.detail`).includes(support.name), problem);
  });
});
