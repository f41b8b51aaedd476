import { z } from 'zod';
import { isDuplicate } from '../../platform/database.js';
import { idParam } from '../../platform/http/paging.js';
import { newId } from '../../platform/ids.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { authorize, recordActivity } from '../../staff/index.js';
import { segmentNameTaken } from '../discount.errors.js';
import { discountReason } from '../draft-rule.js';
import { Segment, SegmentMember } from '../facts/facts.entity.js';
import { accountsNamed } from '../gifts/accounts-named.js';
import { readList } from '../gifts/gift-list.js';

/** One customer on each line: e-mail address, phone number or id. */
const list = z.string().max(1_000_000);

export const NewSegment = z.strictObject({
  name: z.string().trim().min(3).max(80),
  list,
  reason: discountReason,
});
export type NewSegment = z.infer<typeof NewSegment>;

export const ReplaceMembers = z.strictObject({ segmentId: idParam, list, reason: discountReason });
export type ReplaceMembers = z.infer<typeof ReplaceMembers>;

/** Rows of one statement. */
const bite = 1_000;

interface Matched {
  userIds: string[];
  /** What names no customer, as it is looked up, in the order of the list. */
  unmatched: string[];
}

/** Whom a list names; a customer who stands on it by address and by number counts once. */
async function matchList(uow: UnitOfWork, text: string): Promise<Matched> {
  const names = readList(text).map(({ key }) => key);
  const [userIds, unmatched] = [new Set<string>(), [] as string[]];
  for (let from = 0; from < names.length; from += bite) {
    const some = names.slice(from, from + bite);
    const accounts = await accountsNamed(uow, some);
    for (const name of some) {
      const account = accounts.get(name);
      if (account) userIds.add(account.id);
      else unmatched.push(name);
    }
  }
  return { userIds: [...userIds], unmatched };
}

async function writeMembers(uow: UnitOfWork, segmentId: string, { userIds }: Matched): Promise<void> {
  const rows = userIds.map((userId) => ({ segmentId, userId }));
  for (let from = 0; from < rows.length; from += bite)
    await uow.insert(SegmentMember, rows.slice(from, from + bite));
}

const countsOf = ({ userIds, unmatched }: Matched) => ({
  memberCount: userIds.length,
  unmatchedCount: unmatched.length,
  unmatched: unmatched.length > 0 ? unmatched.join(', ') : null,
});

const told = ({ memberCount, unmatchedCount }: Pick<Segment, 'memberCount' | 'unmatchedCount'>) => ({
  members: memberCount,
  unmatched: unmatchedCount,
});

/**
 * Keeps a list of customers under a name. Lines that name no customer of the shop are kept beside it, so that whoever
 * uploaded them sees which they are.
 * @throws DomainError 409 `segment_name_taken`; 422 `discount_list_unreadable`, `discount_list_too_long`.
 */
export async function createSegment(uow: UnitOfWork, input: NewSegment): Promise<{ id: string }> {
  authorize(uow.actor, 'discounts.write');
  const { name, list: text, reason } = NewSegment.parse(input);
  const matched = await matchList(uow, text);
  const [id, counts] = [newId(), countsOf(matched)];
  try {
    await uow.insert(Segment, { id, name, ...counts });
  } catch (error) {
    throw isDuplicate(error, 'segments_name') ? segmentNameTaken() : error;
  }
  await writeMembers(uow, id, matched);
  await recordActivity(uow, {
    ...{ action: 'segment.created', subjectType: 'segment', subjectId: id, reason },
    after: { name, ...told(counts) },
  });
  return { id };
}

/**
 * Puts other customers on the list in the place of all that stand there; rules that name it mean the new ones at once.
 * @throws DomainError 404; 422 `discount_list_unreadable`, `discount_list_too_long`.
 */
export async function replaceMembers(uow: UnitOfWork, input: ReplaceMembers): Promise<void> {
  authorize(uow.actor, 'discounts.write');
  const { segmentId, list: text, reason } = ReplaceMembers.parse(input);
  const before = await uow.lock(Segment, { id: segmentId });
  const matched = await matchList(uow, text);
  const counts = countsOf(matched);
  await uow.run('DELETE FROM segment_members WHERE segment_id = ?', [segmentId]);
  await writeMembers(uow, segmentId, matched);
  await uow.update(Segment, { id: segmentId }, counts);
  await recordActivity(uow, {
    ...{ action: 'segment.members_replaced', subjectType: 'segment', subjectId: segmentId, reason },
    before: told(before),
    after: told(counts),
  });
}
