import assert from 'node:assert/strict';
import { daysLater, daysUntilFeast, feastsAround, isLeapYear } from './feasts.js';

const at = (date: string, time = '12:00:00') => new Date(`${date}T${time}+07:00`);
const said = (feasts: { year: number; month: number; day: number }[]) =>
  feasts.map(({ year, month, day }) => `${year}-${month}-${day}`);

describe('feasts', () => {
  it('begin and end with midnight in Jakarta', () => {
    assert.deepEqual(said(feastsAround(at('2031-03-10', '00:00:00'), 0, 0)), ['2031-3-10']);
    assert.deepEqual(said(feastsAround(at('2031-03-10', '23:59:59.999'), 0, 0)), ['2031-3-10']);
    assert.deepEqual(said(feastsAround(new Date('2031-03-10T17:00:00Z'), 0, 0)), ['2031-3-11']);
  });

  it('of 29 February fall on the 28th in common years, and on their own day in leap years', () => {
    assert.deepEqual(said(feastsAround(at('2031-02-28'), 0, 0)), ['2031-2-28', '2031-2-29']);
    assert.deepEqual(said(feastsAround(at('2032-02-28'), 0, 0)), ['2032-2-28']);
    assert.deepEqual(said(feastsAround(at('2032-02-29'), 0, 0)), ['2032-2-29']);
    assert.deepEqual(said(feastsAround(at('2031-03-01'), 0, 0)), ['2031-3-1']);
  });

  it('around a month’s end and New Year keep the year in which they fall', () => {
    assert.deepEqual(said(feastsAround(at('2031-01-01'), 1, 1)), ['2030-12-31', '2031-1-1', '2031-1-2']);
    assert.deepEqual(said(feastsAround(at('2031-04-30'), 1, 0)), ['2031-4-30', '2031-5-1']);
  });

  it('are so many days away, and never come on a day that no calendar has', () => {
    assert.equal(daysUntilFeast(3, 10, at('2031-03-10')), 0);
    assert.equal(daysUntilFeast(3, 9, at('2031-03-10')), 365);
    assert.equal(daysUntilFeast(2, 29, at('2031-02-27')), 1);
    assert.equal(daysUntilFeast(2, 29, at('2031-03-01')), 365);
    assert.equal(daysUntilFeast(2, 31, at('2031-03-10')), null);
    assert.equal(daysUntilFeast(4, 31, at('2031-03-10')), null);
  });

  it('count leap years as the calendar does', () => {
    assert.deepEqual([1900, 2000, 2028, 2030].map(isLeapYear), [false, true, true, false]);
    assert.equal(daysLater('2031-03-01', -1), '2031-02-28');
  });
});
