import assert from 'node:assert/strict';
import { someFacts } from '../../../test/factories/discounts.js';
import { birthdayWithin } from './birthday-within.js';

const born = (birthMonth: number | null, birthDay: number | null) => someFacts({ birthMonth, birthDay });
const noon = (date: string) => new Date(`${date}T12:00:00+07:00`);
const onTheDay = { days_before: 0, days_after: 0 };

describe('the condition birthday_within', () => {
  const holds = (args: object, date: string, month: number | null, day: number | null) =>
    birthdayWithin.judge({ ...args }, born(month, day), noon(date)).holds;

  it('S1.21 holds on the birthday and not on the days beside it', () => {
    const days = ['2031-03-09', '2031-03-10', '2031-03-11'];
    assert.deepEqual(
      days.map((date) => holds(onTheDay, date, 3, 10)),
      [false, true, false],
    );
  });

  it('holds from so many days before until so many after', () => {
    const args = { days_before: 2, days_after: 1 };
    const days = ['2030-12-29', '2030-12-30', '2031-01-01', '2031-01-02', '2031-01-03'];
    assert.deepEqual(
      days.map((date) => holds(args, date, 1, 1)),
      [false, true, true, true, false],
    );
  });

  it('holds on 28 February of common years for who was born on the 29th', () => {
    assert.deepEqual(
      ['2031-02-28', '2032-02-28', '2032-02-29', '2031-03-01'].map((date) => holds(onTheDay, date, 2, 29)),
      [true, false, true, false],
    );
  });

  it('never holds for an unknown or impossible birthday, and says which', () => {
    const judge = (month: number | null, day: number | null) =>
      birthdayWithin.judge(onTheDay, born(month, day), noon('2031-02-28'));
    assert.deepEqual([judge(null, null).actual, judge(null, null).holds], [{ say: 'unknown' }, false]);
    assert.deepEqual([judge(2, 31).actual, judge(2, 31).holds], [{ say: 'impossible' }, false]);
    assert.equal(judge(2, 31).unlocks, null);
  });

  it('says in how many days it will hold', () => {
    const { unlocks } = birthdayWithin.judge(
      { days_before: 3, days_after: 0 },
      born(3, 20),
      noon('2031-03-10'),
    );
    assert.deepEqual(unlocks, { days: 7 });
  });

  it('belongs to the year of the birthday, on either side of New Year', () => {
    const yearOf = (date: string) =>
      birthdayWithin.feast?.yearOf({ days_before: 5, days_after: 5 }, born(1, 2), noon(date));
    assert.deepEqual(['2030-12-30', '2031-01-05', '2031-03-01'].map(yearOf), [2031, 2031, null]);
  });
});
