import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { goesLiveTooLate } from './discount.errors.js';
import { DiscountRule, DiscountVersion } from './discount-rule.entity.js';
import { versionStates, type VersionEvent } from './discount-version.states.js';
import { about, discountReason } from './draft-rule.js';
import { forgetLiveRules } from './live-rules.js';

export const ChangeVersion = z.strictObject({ versionId: idParam, reason: discountReason });
export type ChangeVersion = z.infer<typeof ChangeVersion>;

/** Locks the rule before its version, so that two changes of one rule follow each other. */
async function lockWithRule(uow: UnitOfWork, versionId: string): Promise<DiscountVersion> {
  const found = await uow.find(DiscountVersion, { id: versionId });
  if (found) await uow.lock(DiscountRule, { id: found.ruleId });
  return uow.lock(DiscountVersion, { id: versionId });
}

async function change(
  uow: UnitOfWork,
  version: DiscountVersion,
  event: VersionEvent,
  { reason, set = {} }: { reason: string; set?: Partial<DiscountVersion> },
): Promise<DiscountVersion> {
  const before = { status: version.status };
  const { ruleId, version: number } = version;
  await uow.move(versionStates, DiscountVersion, version, event, {
    reason,
    set,
    payload: { rule_id: ruleId, version: number },
  });
  await recordActivity(uow, {
    action: `discount_version.${event}`,
    ...about(version, reason),
    before,
    after: { status: version.status },
  });
  uow.afterCommit(forgetLiveRules);
  return version;
}

const ended = (uow: UnitOfWork) => ({ inForceOf: null, endedAt: uow.now });

/** What ran until now ends with the moment in which its successor begins. */
async function endPredecessor(uow: UnitOfWork, { ruleId }: DiscountVersion, reason: string): Promise<void> {
  const inForce = await uow.lockIfAny(DiscountVersion, { inForceOf: ruleId });
  if (inForce) await change(uow, inForce, 'end', { reason, set: ended(uow) });
}

async function begin(uow: UnitOfWork, version: DiscountVersion, reason: string): Promise<DiscountVersion> {
  versionStates.next(version.status, 'go_live');
  await endPredecessor(uow, version, reason);
  const set = { inForceOf: version.ruleId, liveFrom: version.liveFrom ?? uow.now, liveAt: uow.now };
  return change(uow, version, 'go_live', { reason, set });
}

/**
 * Goes live at the moment that was set for it, unless that was called off or moved since the version was found due.
 * @throws as `goLive`.
 */
export async function beginScheduled(uow: UnitOfWork, versionId: string): Promise<void> {
  const version = await lockWithRule(uow, versionId);
  if (version.liveFrom !== null && version.liveFrom <= uow.now) await begin(uow, version, 'scheduled');
}

export const GoLive = ChangeVersion.extend({
  /** Empty for now. */
  at: z.date().optional(),
});
export type GoLive = z.infer<typeof GoLive>;

const farthestDays = 366;

/**
 * Lets an approved version run from now on, or from a moment within a year; the version that runs until then ends.
 * @throws DomainError 409 `illegal_transition`; 422 `discount_goes_live_too_late`.
 */
export async function goLive(uow: UnitOfWork, input: GoLive): Promise<DiscountVersion> {
  authorize(uow.actor, 'discounts.write');
  const { versionId, reason, at } = GoLive.parse(input);
  if (!at || at <= uow.now) return begin(uow, await lockWithRule(uow, versionId), reason);
  if (at.getTime() > uow.now.getTime() + farthestDays * 86_400_000) throw goesLiveTooLate();
  const version = await uow.lock(DiscountVersion, { id: versionId });
  versionStates.next(version.status, 'go_live');
  await uow.update(DiscountVersion, { id: versionId }, { liveFrom: at });
  const after = { live_from: at.toISOString() };
  await recordActivity(uow, { action: 'discount_version.scheduled', ...about(version, reason), after });
  return Object.assign(version, { liveFrom: at });
}

/** Takes a moment back at which a version should have gone live; it stays approved. */
export async function callOff(uow: UnitOfWork, input: ChangeVersion): Promise<DiscountVersion> {
  authorize(uow.actor, 'discounts.write');
  const { versionId, reason } = ChangeVersion.parse(input);
  const version = await uow.lock(DiscountVersion, { id: versionId });
  versionStates.next(version.status, 'go_live');
  await uow.update(DiscountVersion, { id: versionId }, { liveFrom: null });
  await recordActivity(uow, { action: 'discount_version.called_off', ...about(version, reason) });
  return Object.assign(version, { liveFrom: null });
}

const step = (event: VersionEvent, set: (uow: UnitOfWork) => Partial<DiscountVersion> = () => ({})) =>
  async function changeVersion(uow: UnitOfWork, input: ChangeVersion): Promise<DiscountVersion> {
    authorize(uow.actor, 'discounts.write');
    const { versionId, reason } = ChangeVersion.parse(input);
    const version = await lockWithRule(uow, versionId);
    return change(uow, version, event, { reason, set: set(uow) });
  };

/**
 * Stops a version at once: sales that are being written are waited for, and none is given it afterwards, whatever price
 * was shown. @throws DomainError 409 `illegal_transition`.
 */
export const pause = step('pause');

/** Lets a paused version go on. @throws as `pause`. */
export const resume = step('resume');

/** Ends a version for good; what was granted stays good until it runs out. @throws as `pause`. */
export const end = step('end', ended);

/** Puts a version away that never ran. @throws as `pause`. */
export const discard = step('discard', (uow) => ({ endedAt: uow.now, liveFrom: null }));
