import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DomainError } from './errors.js';
import { newId } from './ids.js';
import { networkOf, spend, type Limit } from './rate-limits.js';
import { fromRoot } from './root.js';

const limited = (points: number): Limit => ({ name: `test-${newId()}`, points: points / 1_000, seconds: 60 });

const firstLimit = `
  import { once } from 'node:events';
  import { redis, closeRedis } from './redis.js';
  import { spend } from './rate-limits.js';
  await once(redis(), 'ready');
  await Promise.all([redis().get('x'), spend({ name: 'first', points: 1, seconds: 1 }, 'ani')]);
  closeRedis();
`;

describe('limits', () => {
  it('can be spent for the first time while another command waits to be sent', async function () {
    this.timeout(120_000);
    const options = ['--import=tsx', '--input-type=module', '--eval', firstLimit];
    const cwd = fromRoot('src/platform');
    await promisify(execFile)(process.execPath, options, { cwd });
  });

  it('S2.278 refuse what exceeds them and say how long to wait', async () => {
    const limit = limited(2);
    await spend(limit, 'ani');
    await spend(limit, 'ani');
    await assert.rejects(
      spend(limit, 'ani'),
      (error: DomainError) => error.status === 429 && Number(error.params['retry_after']) > 0,
    );
    await spend(limit, 'budi');
  });

  it('count an IPv6 network as one, however its addresses are written', async () => {
    assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:0db8:0001:0002::ffff'));
    assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
    assert.equal(networkOf('::ffff:203.0.113.9'), '203.0.113.9');
    assert.equal(networkOf('::1'), '0:0:0:0::/64');
    assert.equal(networkOf('someone@contoh.test'), 'someone@contoh.test');
    const limit = limited(1);
    await spend(limit, '2001:db8::1');
    await assert.rejects(spend(limit, '2001:db8::2'), DomainError);
  });
});
