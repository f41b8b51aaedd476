import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import { followClockFile, jakarta, seconds } from './clock.js';

const dayMs = 24 * 60 * 60 * 1000;

describe('the clock file', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'clock-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** How far the clock is ahead in whole days: the only thing these tests say about the time. */
  const daysAhead = (now: () => number) => Math.round((now() - Date.now()) / dayMs);

  it('moves the clock from the start', () => {
    const path = join(dir, 'clock.json');
    writeFileSync(path, JSON.stringify({ offset_ms: 2 * dayMs }));
    const clock = followClockFile(path);
    clock.stop();
    assert.equal(daysAhead(clock.now), 2);
  });

  it('moves nothing while it is missing', () => {
    const clock = followClockFile(join(dir, 'none.json'));
    clock.stop();
    assert.equal(daysAhead(clock.now), 0);
  });

  it('keeps the last offset while it is half written, and follows it afterwards', () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const path = join(dir, 'clock.json');
      writeFileSync(path, JSON.stringify({ offset_ms: dayMs }));
      const clock = followClockFile(path);
      writeFileSync(path, '{"offset_ms":');
      mock.timers.tick(500);
      assert.equal(daysAhead(clock.now), 1);
      writeFileSync(path, JSON.stringify({ offset_ms: 3 * dayMs }));
      mock.timers.tick(500);
      assert.equal(daysAhead(clock.now), 3);
      clock.stop();
    } finally {
      mock.timers.reset();
    }
  });
});

describe('jakarta', () => {
  it('is seven hours ahead of UTC, date included', () => {
    assert.deepEqual(jakarta(Date.UTC(2025, 11, 31, 17, 5)), { date: '2026-01-01', time: '00:05' });
  });
});

describe('seconds', () => {
  it('cuts fractions off', () => assert.equal(seconds(1_999), 1));
});
