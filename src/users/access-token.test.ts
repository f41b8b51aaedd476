import assert from 'node:assert/strict';
import { moveClock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { accessTokenSeconds, issueAccessToken, verifyAccessToken } from './access-token.js';

describe('verifyAccessToken', () => {
  afterEach(() => moveClock(0));

  it('says the same of a token each time, and nothing more of it once it has ended', async () => {
    const [id, session] = [newId(), newId()];
    const token = await issueAccessToken({ id, customerType: 'retail' }, session);
    for (let time = 0; time < 2; time += 1) {
      const { userId, sessionId } = await verifyAccessToken(token);
      assert.deepEqual([userId, sessionId], [id, session]);
    }
    moveClock(accessTokenSeconds * 1_000 + 1_000);
    await assert.rejects(verifyAccessToken(token), { code: 'access_token_expired' });
  });

  it('refuses a token that differs from a proven one in its last part alone', async () => {
    const token = await issueAccessToken({ id: newId(), customerType: 'retail' }, newId());
    await verifyAccessToken(token);
    const [head, claims, signature = ''] = token.split('.');
    const forged = [head, claims, `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`].join('.');
    await assert.rejects(verifyAccessToken(forged), { code: 'access_token_invalid' });
  });
});
