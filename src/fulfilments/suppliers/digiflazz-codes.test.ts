import assert from 'node:assert/strict';
import { hasCopy, locales } from '../../platform/i18n.js';
import { newsOfFailure, responseCodes } from './digiflazz-codes.js';

const made = '00 01 02 03 50 51 52 53 54 55 57 58 59 60 70 71 72 73 74 84 85 99';
const notMade = '40 41 42 43 44 45 47 49 56 61 62 63 64 65 66 67 68 69 80 81 82 83 86 87 88';

const codes = (line: string) => line.split(' ');
const codesWhere = (test: (rc: string) => boolean) =>
  Object.keys(responseCodes).filter(test).sort().join(' ');

describe('response codes', () => {
  it('say for each code whether a transaction was made', () => {
    assert.equal(
      codesWhere((rc) => responseCodes[rc]?.made === true),
      made,
    );
    assert.equal(
      codesWhere((rc) => responseCodes[rc]?.made === false),
      notMade,
    );
    assert.equal(
      codesWhere((rc) => responseCodes[rc]?.made === null),
      '46',
    );
  });

  it('never end an order for a reason that is ours to mend', () => {
    for (const rc of codes('40 41 42 43 44 45 47 56 61 64 65 67 80 81 82 83 86 88'))
      assert.equal(newsOfFailure(rc), 'blocked', rc);
  });

  it('ask once more about a time-out', () => {
    for (const rc of codes('01 50 70')) assert.equal(newsOfFailure(rc), 'doubtful', rc);
    assert.equal(newsOfFailure('85'), 'limited');
  });

  it('take a used reference for neither success nor failure', () => {
    for (const rc of codes('46 49')) assert.equal(newsOfFailure(rc), 'contested', rc);
  });

  it('take a failure with the code of a success, of a pending one or with a new code for unknown', () => {
    for (const rc of ['00', '03', '99', '3', '0', '77', 'toString'])
      assert.equal(newsOfFailure(rc), 'unknown', rc);
  });

  it('have words for every reason a customer or staff can meet', () => {
    for (const { meaning, group } of Object.values(responseCodes)) {
      if (['success', 'pending', 'reference_taken'].includes(group)) continue;
      const place = group === 'operator_alarm' ? 'blocks' : 'failures';
      for (const locale of locales) assert.ok(hasCopy(locale, `fulfilment.${place}.${meaning}`), meaning);
    }
  });
});
