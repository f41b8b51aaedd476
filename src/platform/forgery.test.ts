import assert from 'node:assert/strict';
import { until } from '../../test/until.js';
import { query } from './database.js';
import { reportForgery } from './forgery.js';
import { newId } from './ids.js';

async function alertsOf(provider: string): Promise<{ occurrences: number; severity: string }[]> {
  const find = () =>
    query<{ occurrences: number; severity: string }>(
      `SELECT occurrences, severity FROM alerts WHERE kind = 'callback_forged' AND subject = ?`,
      [provider],
    );
  await until('the alert', async () => (await find()).length > 0);
  return find();
}

describe('reportForgery', () => {
  it('tells staff of each provider, and of a flood only once', async () => {
    const [one, other] = [newId(), newId()];
    for (let knock = 0; knock < 20; knock += 1) reportForgery(one, '203.0.113.7');
    reportForgery(other, '203.0.113.7');
    for (const provider of [other, one])
      assert.deepEqual(
        (await alertsOf(provider)).map(({ occurrences, severity }) => [Number(occurrences), severity]),
        [[1, 'warning']],
      );
  });
});
