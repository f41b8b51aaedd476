import assert from 'node:assert/strict';
import { isOnWeekday, isWithinHours, jakartaWeekday, timeOf } from './windows.js';

const at = (text: string) => new Date(`${text}+07:00`);
const anyHour = { fromMinute: null, untilMinute: null };
const office = { fromMinute: 9 * 60, untilMinute: 17 * 60 };
const night = { fromMinute: 22 * 60, untilMinute: 2 * 60 };

describe('the windows of a voucher', () => {
  it('count weekdays by the clock in Jakarta, also while it is still yesterday elsewhere', () => {
    assert.equal(jakartaWeekday(at('2026-11-22T00:00:00')), 7);
    assert.equal(jakartaWeekday(at('2026-11-23T00:00:00')), 1);
    assert.equal(jakartaWeekday(new Date('2026-11-22T17:00:00Z')), 1);
    assert.equal(isOnWeekday([1], anyHour, at('2026-11-22T23:59:59')), false);
    assert.equal(isOnWeekday([1], anyHour, at('2026-11-23T00:00:00')), true);
    assert.equal(isOnWeekday(null, anyHour, at('2026-11-22T12:00:00')), true);
  });

  it('are open from their first minute up to, not including, their last', () => {
    assert.equal(isWithinHours(office, at('2026-11-23T08:59:59')), false);
    assert.equal(isWithinHours(office, at('2026-11-23T09:00:00')), true);
    assert.equal(isWithinHours(office, at('2026-11-23T16:59:59')), true);
    assert.equal(isWithinHours(office, at('2026-11-23T17:00:00')), false);
    assert.equal(isWithinHours(anyHour, at('2026-11-23T03:00:00')), true);
  });

  it('may cross midnight, and the early hours belong to the day before', () => {
    assert.equal(isWithinHours(night, at('2026-11-23T23:00:00')), true);
    assert.equal(isWithinHours(night, at('2026-11-24T01:59:00')), true);
    assert.equal(isWithinHours(night, at('2026-11-24T02:00:00')), false);
    const mondays = [1];
    assert.equal(isOnWeekday(mondays, night, at('2026-11-24T01:00:00')), true);
    assert.equal(isOnWeekday(mondays, night, at('2026-11-23T01:00:00')), false);
  });

  it('are written as people read a clock', () => {
    assert.equal(timeOf(0), '00:00');
    assert.equal(timeOf(605), '10:05');
  });
});
