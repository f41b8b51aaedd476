import assert from 'node:assert/strict';
import { setClock } from '../../test/clock.js';
import { moveClock } from '../platform/clock.js';
import { birthColumnsOf, birthDateOf, birthDateSchema } from './birth-date.js';

describe('birthDateSchema', () => {
  afterEach(() => moveClock(0));

  const accepts = (date: string) => birthDateSchema.safeParse(date).success;

  it('takes days that there were, leap days among them', () => {
    for (const date of ['1990-01-31', '2000-02-29', '1996-02-29']) assert.ok(accepts(date), date);
  });

  it('refuses days that no calendar has, and other spellings', () => {
    for (const date of ['1990-02-31', '1999-02-29', '1990-13-01', '1990-00-10', '31-12-1990', '1990-1-1', ''])
      assert.ok(!accepts(date), date);
  });

  it('refuses who would be born today in Jakarta or later, and who would be older than anybody', () => {
    setClock('2026-11-21T23:59:00+07:00');
    assert.ok(accepts('2026-11-20'));
    assert.ok(!accepts('2026-11-21'));
    assert.ok(!accepts('1899-12-31'));
  });
});

describe('birthDateOf', () => {
  it('gives back what was said', () => {
    assert.equal(birthDateOf(birthColumnsOf('1990-02-08')), '1990-02-08');
  });

  it('is empty for what an import brought in part, or wrongly', () => {
    assert.equal(birthDateOf({ birthYear: null, birthMonth: 2, birthDay: 8 }), null);
    assert.equal(birthDateOf({ birthYear: 1990, birthMonth: 2, birthDay: 31 }), null);
  });
});
