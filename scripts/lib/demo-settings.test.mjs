import assert from 'node:assert/strict';
import { demoSettings } from './demo-settings.mjs';

const services = {
  DATABASE_URL: 'mariadb://a:b@127.0.0.1:1/amanah',
  REDIS_URL: 'redis://127.0.0.1:2/0',
  SANDBOX_SMTP_PORT: '8025',
};

describe('the demo settings', () => {
  it('invent every secret on the first start and keep it on later ones', () => {
    const first = demoSettings({}, services, {});
    const second = demoSettings(first, services, {});
    assert.match(first.SECRET_KEY, /^[0-9a-f]{96}$/);
    assert.deepEqual(second, first);
    assert.notEqual(demoSettings({}, services, {}).SECRET_KEY, first.SECRET_KEY);
  });

  it('follow the ports of today, not those of the last start', () => {
    const first = demoSettings({}, services, { PORT: '8001', SANDBOX_PORT: '8091' });
    assert.equal(first.PUBLIC_URL, 'http://localhost:8001');
    assert.equal(first.TRIPAY_BASE_URL, 'http://127.0.0.1:8091/tripay');
    assert.equal(demoSettings(first, services, {}).PUBLIC_URL, 'http://localhost:8000');
  });

  it('let a variable of the environment win, but never turn the demo into production', () => {
    const settings = demoSettings({}, services, { LOG_LEVEL: 'debug', APP_ENV: 'production' });
    assert.equal(settings.LOG_LEVEL, 'debug');
    assert.equal(settings.APP_ENV, 'demo');
  });
});
