import assert from 'node:assert/strict';
import { chooseLocale, copyKeys, translate } from './i18n.js';

describe('copy', () => {
  it('says the same things in both languages', () => {
    assert.deepEqual(copyKeys('en').sort(), copyKeys('id').sort());
  });

  it('is Indonesian unless English is asked for', () => {
    assert.equal(chooseLocale(undefined), 'id');
    assert.equal(chooseLocale('fr-FR, de'), 'id');
    assert.equal(chooseLocale('en-GB,en;q=0.9'), 'en');
  });

  it('fills in figures', () => {
    assert.match(translate('id', 'problems.too_many_requests.detail', { retry_after: 7 }), /7 detik/);
  });
});
