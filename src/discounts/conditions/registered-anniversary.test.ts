import assert from 'node:assert/strict';
import { someFacts } from '../../../test/factories/discounts.js';
import { registeredAnniversary } from './registered-anniversary.js';

const noon = (date: string) => new Date(`${date}T12:00:00+07:00`);
const onTheDay = { days_before: 0, days_after: 0, years: 1 };

describe('the condition registered_anniversary', () => {
  const holds = (registeredOn: string, date: string, args: object = {}) =>
    registeredAnniversary.judge({ ...onTheDay, ...args }, someFacts({ registeredOn }), noon(date)).holds;

  it('holds on the day of the year on which somebody came, but not on the day itself', () => {
    const days = ['2030-05-04', '2031-05-03', '2031-05-04', '2031-05-05', '2035-05-04'];
    assert.deepEqual(
      days.map((date) => holds('2030-05-04', date)),
      [false, false, true, false, true],
    );
  });

  it('holds after so many years at the earliest', () => {
    assert.deepEqual(
      ['2032-05-04', '2033-05-04'].map((date) => holds('2030-05-04', date, { years: 3 })),
      [false, true],
    );
  });

  it('holds on 28 February of common years for who came on the 29th', () => {
    assert.deepEqual(
      ['2029-02-28', '2029-03-01', '2032-02-28', '2032-02-29'].map((date) => holds('2028-02-29', date)),
      [true, false, false, true],
    );
  });

  it('asks for ranges of days of earlier years, one for each', () => {
    const { sql, params } = registeredAnniversary.where({ ...onTheDay, years: 30 }, noon('2032-02-29'));
    assert.equal(sql.split(' OR ').length, 1);
    assert.deepEqual(params, ['2000-02-29', '2000-02-29']);
  });
});
