import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isCutOff, reopensAt } from './cut-off.js';

const jakarta = (time: string, date = '2026-11-21') => new Date(`${date}T${time}+07:00`);
const night = { cutOffStart: '23:00', cutOffEnd: '01:00' };
const noon = { cutOffStart: '12:00', cutOffEnd: '13:30' };

const twoDigits = (value: number) => String(value).padStart(2, '0');
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${twoDigits(hours)}:${twoDigits(minutes)}`);
const anyMoment = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('isCutOff', () => {
  it('closes at the first minute and opens at the last, across midnight', () => {
    assert.equal(isCutOff(night, jakarta('22:59:59.999')), false);
    assert.equal(isCutOff(night, jakarta('23:00:00')), true);
    assert.equal(isCutOff(night, jakarta('23:59:59.999')), true);
    assert.equal(isCutOff(night, jakarta('00:00:00')), true);
    assert.equal(isCutOff(night, jakarta('00:59:59.999')), true);
    assert.equal(isCutOff(night, jakarta('01:00:00')), false);
  });

  it('closes within one day', () => {
    assert.equal(isCutOff(noon, jakarta('11:59:59.999')), false);
    assert.equal(isCutOff(noon, jakarta('12:00:00')), true);
    assert.equal(isCutOff(noon, jakarta('13:29:59.999')), true);
    assert.equal(isCutOff(noon, jakarta('13:30:00')), false);
  });

  it('counts hours in Jakarta, not in UTC', () => {
    assert.equal(isCutOff(night, new Date('2026-11-21T16:30:00Z')), true);
    assert.equal(isCutOff(night, new Date('2026-11-21T23:30:00Z')), false);
  });

  it('knows no cut-off when the ends are equal or empty', () => {
    fc.assert(
      fc.property(anyTime, anyMoment, (time, moment) => {
        assert.equal(isCutOff({ cutOffStart: time, cutOffEnd: time }, moment), false);
        assert.equal(isCutOff({ cutOffStart: null, cutOffEnd: null }, moment), false);
        assert.equal(isCutOff({ cutOffStart: time, cutOffEnd: null }, moment), false);
      }),
    );
  });
});

describe('reopensAt', () => {
  it('names tonight before midnight as after it', () => {
    const expected = jakarta('01:00:00', '2026-11-22').toISOString();
    assert.equal(reopensAt(night, jakarta('23:30:00'))?.toISOString(), expected);
    assert.equal(reopensAt(night, jakarta('00:30:00', '2026-11-22'))?.toISOString(), expected);
  });

  it('is silent while open', () => {
    assert.equal(reopensAt(night, jakarta('01:00:00')), null);
    assert.equal(reopensAt({ cutOffStart: null, cutOffEnd: null }, jakarta('00:00:00')), null);
  });

  it('is the first open instant after a closed one', () => {
    fc.assert(
      fc.property(anyTime, anyTime, anyMoment, (cutOffStart, cutOffEnd, moment) => {
        const opens = reopensAt({ cutOffStart, cutOffEnd }, moment);
        if (!isCutOff({ cutOffStart, cutOffEnd }, moment)) return assert.equal(opens, null);
        assert.ok(opens && opens > moment && opens.getTime() - moment.getTime() <= 86_400_000);
        assert.equal(isCutOff({ cutOffStart, cutOffEnd }, opens), false);
        assert.equal(isCutOff({ cutOffStart, cutOffEnd }, new Date(opens.getTime() - 1)), true);
      }),
    );
  });
});
