import { z } from 'zod';
import { isDuplicate } from '../platform/database.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { readDefinition } from './check-definition.js';
import type { Definition } from './definition.js';
import { draftChanged, ruleNameTaken, unsoundDefinition } from './discount.errors.js';
import { DiscountRule, DiscountVersion } from './discount-rule.entity.js';
import { versionStates } from './discount-version.states.js';

export const discountReason = z.string().trim().min(3).max(500);

const name = z.string().trim().min(3).max(80);
const note = z.string().trim().max(500).default('');

/** A new rule, the next version of one, or a draft written anew. */
export const SaveDraft = z.union([
  z.strictObject({ name, note, definition: z.unknown(), reason: discountReason }),
  z.strictObject({ ruleId: idParam, definition: z.unknown(), reason: discountReason }),
  z.strictObject({
    versionId: idParam,
    /** Of the draft that was looked at. */
    revision: z.int().min(1),
    definition: z.unknown(),
    reason: discountReason,
  }),
]);
export type SaveDraft = z.input<typeof SaveDraft>;

export const about = (version: DiscountVersion, reason: string) => ({
  subjectType: 'discount_version',
  subjectId: version.id,
  reason,
});

async function insertRule(uow: UnitOfWork, values: { name: string; note: string }): Promise<string> {
  const id = newId();
  try {
    await uow.insert(DiscountRule, { id, ...values });
  } catch (error) {
    throw isDuplicate(error, 'discount_rules_name') ? ruleNameTaken() : error;
  }
  return id;
}

/** Versions count without gaps; whoever makes one waits at the rule. */
async function nextVersion(uow: UnitOfWork, ruleId: string): Promise<number> {
  await uow.lock(DiscountRule, { id: ruleId });
  const [newest] = await uow.sql<{ version: number | null }>(
    'SELECT MAX(version) AS version FROM discount_versions WHERE rule_id = ?',
    [ruleId],
  );
  return Number(newest?.version ?? 0) + 1;
}

/**
 * All versions of a rule grant at the same occasion, because one goes on where another stood; what was put away as a draft
 * does not count. The rule is locked by then. @throws DomainError 422 `unsound_discount`
 */
async function assertOccasion(
  uow: UnitOfWork,
  { id, ruleId }: Pick<DiscountVersion, 'id' | 'ruleId'>,
  { when }: Definition,
): Promise<void> {
  const others = await uow.sql(
    `SELECT id FROM discount_versions WHERE rule_id = ? AND id <> ? AND occasion <> ?
       AND (status <> 'ENDED' OR live_at IS NOT NULL) LIMIT 1`,
    [ruleId, id, when],
  );
  if (others.length > 0) throw unsoundDefinition([{ path: 'when', code: 'occasion_of_other_versions' }]);
}

interface NewVersion {
  ruleId: string;
  definition: Definition;
  copiedFrom: number | null;
  reason: string;
}

/** Columns that a definition fills beside itself. */
const columnsOf = (definition: Definition) => ({
  definition,
  occasion: definition.when,
  budgetAmount: definition.limits.budget_amount ?? null,
});

async function insertDraft(uow: UnitOfWork, { ruleId, definition, copiedFrom, reason }: NewVersion) {
  const draft = Object.assign(new DiscountVersion(), {
    id: newId(),
    ruleId,
    version: await nextVersion(uow, ruleId),
    ...columnsOf(definition),
    status: 'DRAFT' as const,
    revision: 1,
    inForceOf: null,
    copiedFrom,
    liveFrom: null,
    liveAt: null,
    endedAt: null,
    budgetUsedAmount: 0,
    simulatedCostAmount: null,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  await assertOccasion(uow, draft, definition);
  await uow.insert(DiscountVersion, { ...draft });
  uow.begin(versionStates, draft, 'draft', { reason });
  const after = { rule_id: ruleId, version: draft.version, copied_from: copiedFrom, definition };
  await recordActivity(uow, { action: 'discount_version.drafted', ...about(draft, reason), after });
  return draft;
}

/** @throws DomainError 409 `discount_draft_changed` unless it can be edited and is as the person saw it. */
export async function lockVersion(uow: UnitOfWork, id: string, revision: number): Promise<DiscountVersion> {
  const version = await uow.lock(DiscountVersion, { id });
  if (version.revision !== revision) throw draftChanged();
  return version;
}

const untouched = ['DRAFT', 'SIMULATED', 'APPROVED'];

async function rewrite(
  uow: UnitOfWork,
  { versionId, revision, reason }: { versionId: string; revision: number; reason: string },
  definition: Definition,
): Promise<DiscountVersion> {
  const found = await uow.find(DiscountVersion, { id: versionId });
  if (found) await uow.lock(DiscountRule, { id: found.ruleId });
  const draft = await lockVersion(uow, versionId, revision);
  if (!untouched.includes(draft.status)) throw draftChanged();
  await assertOccasion(uow, draft, definition);
  const before = { definition: draft.definition };
  const set = { ...columnsOf(definition), revision: revision + 1, liveFrom: null, simulatedCostAmount: null };
  if (draft.status === 'DRAFT') await uow.update(DiscountVersion, { id: draft.id, revision }, set);
  else await uow.move(versionStates, DiscountVersion, draft, 'edit', { reason, set });
  await recordActivity(uow, {
    action: 'discount_version.edited',
    ...about(draft, reason),
    before,
    after: { definition },
  });
  return Object.assign(draft, set);
}

/**
 * Keeps what staff wrote as a draft, which changes nothing yet. What was simulated or approved is a draft again; what has
 * been live stays as it is, and gets a next version.
 * @throws DomainError 422 `unsound_discount`; 409 `discount_draft_changed`, `discount_name_taken`.
 */
export async function saveDraft(uow: UnitOfWork, input: SaveDraft): Promise<DiscountVersion> {
  authorize(uow.actor, 'discounts.write');
  const wish = SaveDraft.parse(input);
  const definition = readDefinition(wish.definition);
  if ('versionId' in wish) return rewrite(uow, wish, definition);
  const { reason } = wish;
  const ruleId = 'ruleId' in wish ? wish.ruleId : await insertRule(uow, { name: wish.name, note: wish.note });
  return insertDraft(uow, { ruleId, definition, copiedFrom: null, reason });
}

/** A new draft that says what an earlier version said. @throws DomainError 404 for a version that never was. */
export async function revert(
  uow: UnitOfWork,
  { versionId, reason }: { versionId: string; reason: string },
): Promise<DiscountVersion> {
  authorize(uow.actor, 'discounts.write');
  const { ruleId, version, definition } = await uow.lock(DiscountVersion, { id: versionId });
  return insertDraft(uow, {
    ruleId,
    definition: readDefinition(definition),
    copiedFrom: version,
    reason: discountReason.parse(reason),
  });
}
