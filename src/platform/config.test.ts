import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';
import { readConfig, settingNames } from './config.js';
import { fromRoot } from './root.js';

const good = {
  APP_ENV: 'production',
  DATABASE_URL: 'mysql://amanah:x@db/amanah',
  REDIS_URL: 'redis://redis:6379',
  PUBLIC_URL: 'https://toko.example',
  SECRET_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c',
  METRICS_TOKEN: '9b8a7c6d5e4f3a2b',
  TRIPAY_BASE_URL: 'https://tripay.co.id/api',
  TRIPAY_API_KEY: 'k3yk3yk3yk3y',
  TRIPAY_PRIVATE_KEY: 'privat3privat3',
  TRIPAY_MERCHANT_CODE: 'T12345',
  DIGIFLAZZ_BASE_URL: 'https://api.digiflazz.com/v1',
  DIGIFLAZZ_USERNAME: 'toko',
  DIGIFLAZZ_API_KEY: '0123456789abcdef',
  DIGIFLAZZ_WEBHOOK_SECRET: 'hooks3cr3t',
  SMTP_URL: 'smtps://mail.example:465',
  MAIL_FROM: 'Toko <toko@toko.example>',
  SUPPORT_CONTACT: 'halo@toko.example',
};

const refusal = (changes: NodeJS.ProcessEnv) => {
  try {
    readConfig({ ...good, ...changes });
    return '';
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
};

describe('readConfig', () => {
  it('takes complete settings and is production unless told otherwise', () => {
    assert.equal(readConfig({ ...good, APP_ENV: undefined }).isProduction, true);
  });

  it('names every missing setting at once', () => {
    const message = refusal({ SECRET_KEY: '', TRIPAY_API_KEY: undefined, SMTP_URL: undefined });
    for (const name of ['SECRET_KEY', 'TRIPAY_API_KEY', 'SMTP_URL']) assert.match(message, new RegExp(name));
  });

  it('refuses short and well-known secrets without printing them', () => {
    assert.match(refusal({ SECRET_KEY: 'short' }), /SECRET_KEY/);
    const message = refusal({ SECRET_KEY: 'changeme-changeme-changeme-changeme' });
    assert.match(message, /well-known/);
    assert.doesNotMatch(message, /changeme/);
  });

  it('takes a mail address or an international number as the contact of the shop, and no other words', () => {
    assert.equal(refusal({ SUPPORT_CONTACT: '+6281234567890' }), '');
    for (const odd of ['081234567890', 'Toko <halo@toko.example>', 'https://toko.example', ''])
      assert.match(refusal({ SUPPORT_CONTACT: odd }), /SUPPORT_CONTACT/, odd);
  });

  it('refuses sandboxes and development keys in production', () => {
    assert.match(refusal({ TRIPAY_BASE_URL: 'http://127.0.0.1:8090/tripay' }), /TRIPAY_BASE_URL/);
    assert.match(refusal({ DIGIFLAZZ_API_KEY: 'dev-00000000-aaaa' }), /DIGIFLAZZ_API_KEY/);
    assert.equal(refusal({ APP_ENV: 'demo', TRIPAY_BASE_URL: 'http://127.0.0.1:8090/tripay' }), '');
  });

  it('refuses plain http, raised limits, open metrics and regular secrets in production', () => {
    assert.match(refusal({ PUBLIC_URL: 'http://toko.example' }), /PUBLIC_URL/);
    assert.match(refusal({ RATE_LIMIT_FACTOR: '1000' }), /RATE_LIMIT_FACTOR/);
    assert.match(refusal({ METRICS_TOKEN: '' }), /METRICS_TOKEN/);
    assert.match(refusal({ SECRET_KEY: 'ab'.repeat(20) }), /SECRET_KEY/);
  });

  it('S2.303 lists every setting in .env.example', () => {
    const example = readFileSync(fromRoot('.env.example'), 'utf8');
    for (const name of settingNames) assert.match(example, new RegExp(`^#? ?${name}=`, 'm'), name);
  });
});
