import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { setClock } from '../../test/clock.js';
import { aCustomer } from '../../test/factories/users.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';

const daysOf = async (userId: string): Promise<string[]> =>
  (
    await query<{ day: string }>(
      `SELECT DATE_FORMAT(wib_date, '%Y-%m-%d') AS day FROM active_days WHERE user_id = ? ORDER BY wib_date`,
      [userId],
    )
  ).map(({ day }) => day);

describe('the days on which a customer was here', () => {
  afterEach(() => moveClock(0));

  it('S0.52 are noted once each, however many requests come at once, by the calendar of Jakarta', async () => {
    const user = await aCustomer();
    setClock('2031-05-01T23:59:00+07:00');
    await Promise.all(Array.from({ length: 8 }, () => as(user).get('/wallets')));
    await as(user).get('/wallets');
    setClock('2031-05-02T00:00:01+07:00');
    await as(user).get('/wallets');
    assert.deepEqual(await daysOf(user.id), ['2031-05-01', '2031-05-02']);
  });

  it('do not include one on which nobody was let in', async () => {
    const user = await aCustomer();
    await anonymous.get('/wallets');
    await anonymous.get('/wallets', { Authorization: 'Bearer ei.ei.ei' });
    assert.deepEqual(await daysOf(user.id), []);
  });
});
