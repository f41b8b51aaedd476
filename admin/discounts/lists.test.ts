import assert from 'node:assert/strict';
import { aDesk, performAtDesk, useConsole } from '../../test/console.js';
import { aDefinition, aLiveRule } from '../../test/factories/discounts.js';
import { giftsOfRule, recipientsOfGift } from '../../src/discounts/index.js';

const reason = 'Permintaan maaf';

describe('a form that takes a list', () => {
  useConsole();

  it('carries as many customers as a list may hold, to the last letter', async () => {
    const support = await aDesk('support');
    const { ruleId, versionId } = await aLiveRule(aDefinition({ when: 'manual', limits: { per: 'month' } }));
    const mails = Array.from({ length: 10_000 }, (_, at) => `pelanggan.nomor.${at}@surat.contoh.test`);
    const give = (list: string) =>
      performAtDesk(support, 'DiscountVersion', versionId, 'giveDiscount', { list, reason });
    const given = await give(mails.map((mail) => `${mail},Pelanggan Uji,Kota Bandung`).join('\n'));
    assert.equal(given.body.notice?.message, 'done_giveDiscount', given.text.slice(0, 500));
    const [gift] = await giftsOfRule(ruleId);
    const [last] = await recipientsOfGift(gift?.id ?? '', { skip: 9_999, take: 1 });
    assert.deepEqual([gift?.totalCount, last?.named], [10_000, mails.at(-1)]);
    const tooLong = await give('x'.repeat(1_000_001));
    assert.equal(tooLong.body.record?.errors?.['list']?.message, 'field_too_big');
  });
});
