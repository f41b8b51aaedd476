import assert from 'node:assert/strict';
import { someFacts } from '../../../test/factories/discounts.js';
import { newId } from '../../platform/ids.js';
import { kycLevels } from '../../users/index.js';
import { city } from './city.js';
import { customerType } from './customer-type.js';
import { conditions } from './index.js';
import { kycLevel } from './kyc-level.js';
import { segment } from './segment.js';

const now = new Date('2031-03-10T12:00:00+07:00');

describe('the condition customer_type', () => {
  it('holds for customers of the type', () => {
    const holds = (type: string) =>
      customerType.judge({ type }, someFacts({ customerType: 'reseller' }), now).holds;
    assert.deepEqual(['retail', 'reseller'].map(holds), [false, true]);
  });
});

describe('the condition city', () => {
  const judge = (own: string | null) =>
    city.judge({ cities: ['Bandung', 'Solo'] }, someFacts({ city: own }), now);

  it('holds in one of the cities, however they are written', () => {
    assert.deepEqual(
      ['BANDUNG', 'solo', 'Medan'].map((own) => judge(own).holds),
      [true, true, false],
    );
  });

  it('does not hold where the city is unknown, and says how to tell', () => {
    assert.deepEqual([judge(null).holds, judge(null).unlocks?.['say']], [false, 'unknown']);
  });
});

describe('the condition kyc_level', () => {
  it('holds from its level on', () => {
    const holds = (level: (typeof kycLevels)[number]) =>
      kycLevel.judge({ least: 'BASIC' }, someFacts({ kycLevel: level }), now).holds;
    assert.deepEqual(kycLevels.map(holds), [false, true, true]);
  });
});

describe('the condition segment', () => {
  it('holds for who stands on the list', () => {
    const [listed, other] = [newId(), newId()];
    const holds = (segment_id: string) =>
      segment.judge({ segment_id }, someFacts({ segmentIds: [listed] }), now).holds;
    assert.deepEqual([listed, other].map(holds), [true, false]);
  });
});

describe('conditions', () => {
  it('have codes of their own, and every field of a form is one of their arguments', () => {
    assert.equal(new Set(conditions.map(({ code }) => code)).size, conditions.length);
    for (const { code, args, fields } of conditions) {
      const refused = args.safeParse({ surely_unknown: 1 });
      assert.equal(refused.success, false, code);
      const known = fields.map(({ name }) => name);
      assert.ok(known.length > 0 && new Set(known).size === known.length, code);
    }
  });
});
