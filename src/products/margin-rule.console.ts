import { z } from 'zod';
import { isDuplicate } from '../platform/database.js';
import { conflict, invalid } from '../platform/errors.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { customerTypes } from '../users/index.js';
import { ProductCategory } from './category.entity.js';
import { MarginRule, marginScopes, scopeKeyOf } from './margin-rule.entity.js';
import { forgetMarginRules } from './margin-rules.js';
import { Product } from './product.entity.js';
import { unknownReference } from './product.errors.js';
import { amount, reason, version } from './product.forms.js';
import { lockVersion, saveChanges, type Changes } from './versioned.js';

export const SaveMarginRule = z.strictObject({
  scope: z.enum(marginScopes),
  categoryId: idParam.nullable(),
  productId: idParam.nullable(),
  customerType: z.enum(customerTypes),
  marginBps: z.int().min(0).max(50_000),
  marginAmount: amount,
  roundUpToAmount: z.int().min(1).max(100_000),
  active: z.boolean(),
  /** The version that was looked at; null for a rule that does not exist yet. */
  version: version.nullable(),
  reason,
});
export type SaveMarginRule = z.infer<typeof SaveMarginRule>;

type Rule = Omit<SaveMarginRule, 'version' | 'reason'>;

/** A rule names the subject of its scope and nothing else; the last resort of every price stays in force. */
async function assertSoundRule(uow: UnitOfWork, rule: Rule): Promise<void> {
  const subjects = { categoryId: rule.scope === 'category', productId: rule.scope === 'product' };
  for (const [path, wanted] of Object.entries(subjects)) {
    const given = rule[path as keyof typeof subjects] !== null;
    if (given !== wanted) throw invalid([{ path, code: wanted ? 'required' : 'unfit_for_scope' }]);
  }
  if (rule.scope === 'global' && !rule.active)
    throw invalid([{ path: 'active', code: 'global_margin_stays' }]);
  if (rule.categoryId && !(await uow.find(ProductCategory, { id: rule.categoryId })))
    throw unknownReference('categoryId');
  if (rule.productId && !(await uow.find(Product, { id: rule.productId })))
    throw unknownReference('productId');
}

async function insertRule(uow: UnitOfWork, scopeKey: string, rule: Rule): Promise<MarginRule> {
  const row = Object.assign(new MarginRule(), rule, { id: newId(), scopeKey, version: 1 });
  try {
    await uow.insert(MarginRule, { ...row });
  } catch (error) {
    if (isDuplicate(error, 'margin_rules_scope')) throw conflict('changed_meanwhile');
    throw error;
  }
  return row;
}

async function write(
  uow: UnitOfWork,
  rule: Rule,
  seen: number | null,
): Promise<{ row: MarginRule; changes: Partial<Changes> | null }> {
  const scopeKey = scopeKeyOf(rule.scope, rule.categoryId ?? rule.productId, rule.customerType);
  const present = await uow.find(MarginRule, { scopeKey });
  if ((present === null) !== (seen === null)) throw conflict('changed_meanwhile');
  if (!present || seen === null)
    return { row: await insertRule(uow, scopeKey, rule), changes: { after: { ...rule } } };
  const row = await lockVersion(uow, MarginRule, present.id, seen);
  return { row, changes: await saveChanges(uow, MarginRule, row, rule) };
}

/**
 * Sets the margin of the whole shop, a category or a product for one customer type, for a stated reason.
 * @throws DomainError `changed_meanwhile` (409), `invalid_input` (422).
 */
export async function saveMarginRule(uow: UnitOfWork, input: SaveMarginRule): Promise<MarginRule> {
  authorize(uow.actor, 'margins.write');
  const { version: seen, reason: why, ...rule } = SaveMarginRule.parse(input);
  await assertSoundRule(uow, rule);
  const { row, changes } = await write(uow, rule, seen);
  if (changes)
    await recordActivity(uow, {
      action: 'margin_rule.saved',
      subjectType: 'margin_rule',
      subjectId: row.id,
      reason: why,
      ...changes,
    });
  uow.afterCommit(forgetMarginRules);
  return row;
}
