import assert from 'node:assert/strict';
import { aDefinition, someFacts, storeFacts } from '../../test/factories/discounts.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { countHeads } from './heads.js';

describe('countHeads', () => {
  /** Nobody else lives there. */
  const city = 'Kota Hitung';
  const among = (least: number) =>
    aDefinition({
      who: {
        all: [
          { code: 'city', args: { cities: [city] } },
          { code: 'lifetime_spend', args: { amount: least } },
        ],
      },
    });
  const account = (spendAmount: number, personId?: string) =>
    storeFacts(someFacts({ city, spendAmount, ...(personId ? { personId } : {}) }));

  before(async () => {
    const { personId } = await account(100);
    await account(200, personId);
    await account(300, personId);
    await account(200);
    await account(50);
  });
  after(() => query('DELETE FROM customer_figures WHERE city = ?', [city]));

  it('counts a person with several accounts once, whichever of them qualify', async () => {
    const counted = await Promise.all(
      [1, 60, 150, 250, 400].map((least) => countHeads(among(least), clock.now())),
    );
    assert.deepEqual(counted, [3, 2, 2, 1, 0]);
  });

  it('counts no account that is closed', async () => {
    await query('UPDATE customer_figures SET is_open = FALSE WHERE city = ? AND spend_amount = 50', [city]);
    assert.equal(await countHeads(among(1), clock.now()), 2);
  });
});
