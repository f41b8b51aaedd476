import assert from 'node:assert/strict';
import { query } from './database.js';
import { plainError } from './logger.js';

describe('an error in the log', () => {
  it('explains the failure and leaves the values of the statement out', async () => {
    const marker = 'argon2-marker-value';
    const error: unknown = await query('SELECT * FROM no_such_table WHERE secret = ?', [marker]).catch(
      (e: unknown) => e,
    );
    const line = JSON.stringify({ ...plainError(error), stack: undefined });
    assert.match(line, /"code":"ER_/);
    assert.doesNotMatch(line, new RegExp(marker));
  });

  it('keeps the code of the cause', () => {
    const error = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    assert.deepEqual(
      Object.entries(plainError(error)).filter(([key]) => key !== 'stack' && key !== 'code'),
      [
        ['type', 'TypeError'],
        ['message', 'fetch failed'],
        ['cause', 'ECONNREFUSED'],
      ],
    );
  });
});
