import assert from 'node:assert/strict';
import { aDefinition, aPriceRule, someFacts } from '../../../test/factories/discounts.js';
import { newId } from '../../platform/ids.js';
import type { CartLine } from '../../vouchers/index.js';
import { readDefinition } from '../check-definition.js';
import type { Definition } from '../definition.js';
import { explainRule, type ExplainCase } from './explain-rule.js';
import type { KnownRule } from './rules-then.js';

const facts = someFacts();

const aRule = (definition: Definition, budgetLeftAmount: number | null = null): KnownRule => ({
  ...{ ruleId: newId(), versionId: newId(), version: 1, name: 'Aturan uji' },
  ...{ definition: readDefinition(definition), isLive: true, budgetLeftAmount },
});

const line = (costAmount: number): CartLine => ({
  ...{ productId: newId(), categoryId: newId(), quantity: 1 },
  ...{ unitAmount: 100_000, totalAmount: 100_000, costAmount },
});

const asked = (values: Partial<ExplainCase> = {}): ExplainCase => ({
  ...{ facts, at: new Date('2032-03-04T05:00:00Z'), cart: [line(50_000)], given: [], grants: new Map() },
  ...values,
});

type Given = NonNullable<ExplainCase['given']>[number];

const byAnother = (amount: number, group: string | null): Given => ({
  ...{ source: 'rule', sourceId: newId(), amount },
  explanation: {
    ...{ kind: 'FIXED', percent_bps: 0, base_amount: 100_000, promised_amount: amount, given_amount: amount },
    ...{ limited_by: 'none', stacking_group: group, priority: 100 },
  },
});

const inGroup = (stacking_group: string): Definition =>
  aPriceRule({ effect: { code: 'price', args: { kind: 'FIXED', amount: 1_000, stacking_group } } });

const obstacle = (rule: KnownRule, question: ExplainCase) => explainRule(rule, question).hindrance?.code;

describe('why a rule gave nothing', () => {
  it('names another discount only where the sale had one of the same group', () => {
    const rule = aRule(inGroup('akhir-pekan'));
    assert.equal(obstacle(rule, asked({ given: [byAnother(5_000, 'akhir-pekan')] })), 'better_in_group');
    assert.equal(obstacle(rule, asked({ given: [byAnother(5_000, 'lain')] })), 'changed_since');
    assert.equal(obstacle(aRule(aPriceRule()), asked({ given: [byAnother(5_000, null)] })), 'changed_since');
  });

  it('says that something has changed where the sale had no discount at all', () => {
    assert.equal(obstacle(aRule(aPriceRule()), asked()), 'changed_since');
    assert.equal(obstacle(aRule(aPriceRule()), asked({ given: null })), undefined);
  });

  it('says that nothing was left where the others had taken all the room above the floor', () => {
    const tight = { cart: [line(95_000)], given: [byAnother(5_000, null)] };
    assert.equal(obstacle(aRule(aPriceRule()), asked(tight)), 'nothing_left');
  });

  it('holds what is left of the budget against what would have come off', () => {
    assert.equal(obstacle(aRule(aPriceRule(), 999), asked({ given: null })), 'budget');
    assert.equal(obstacle(aRule(aPriceRule(), 1_000), asked({ given: null })), undefined);
  });

  it('tells a voucher that waits from one that was had, and who is held out from both', () => {
    const rule = aRule(aDefinition({ limits: { per: 'year' } }));
    const having = (status: 'GRANTED' | 'USED' | 'HELD_OUT') =>
      obstacle(rule, asked({ grants: new Map([[`${rule.ruleId}.Y2032`, status]]) }));
    assert.deepEqual(
      [having('GRANTED'), having('USED'), having('HELD_OUT')],
      ['granted_unused', 'already_granted', 'held_out'],
    );
  });
});
