import assert from 'node:assert/strict';
import { readSettings } from './settings.js';

const complete = {
  APP_ENV: 'demo',
  PUBLIC_URL: 'http://127.0.0.1:8000',
  TRIPAY_API_KEY: 'DEV-key',
  TRIPAY_PRIVATE_KEY: ' private\n',
  TRIPAY_MERCHANT_CODE: 'T12345',
  DIGIFLAZZ_USERNAME: 'toko',
  DIGIFLAZZ_API_KEY: 'dev-key',
  DIGIFLAZZ_WEBHOOK_SECRET: 'secret',
};

describe('readSettings', () => {
  it('refuses production, and takes a missing environment for it', () => {
    assert.throws(
      () => readSettings({ ...complete, APP_ENV: 'production' }),
      /refuses to start in production/,
    );
    assert.throws(() => readSettings({ ...complete, APP_ENV: undefined }), /refuses to start in production/);
  });

  it('names every missing setting', () => {
    assert.throws(
      () => readSettings({ APP_ENV: 'demo' }),
      (error: Error) =>
        Object.keys(complete)
          .filter((key) => key !== 'APP_ENV')
          .every((key) => error.message.includes(key)),
    );
  });

  it('listens on loopback at the documented ports unless told otherwise', () => {
    const { host, port, smtpPort, shopUrl } = readSettings(complete);
    assert.deepEqual([host, port, smtpPort, shopUrl], ['127.0.0.1', 8090, 8025, 'http://127.0.0.1:8000']);
  });

  it('cuts stray whitespace off secrets', () => {
    assert.equal(readSettings(complete).tripay.privateKey, 'private');
  });
});
