import type { z } from 'zod';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Approval, Observation } from './approval.entity.js';
import type { Act } from './ceilings.js';
import type { Permission } from './permissions.js';

/** A deed that can be put before a second person; declared beside the use case that does it. */
export interface ApprovalKind<Payload = unknown> {
  act: Act;
  /** Needed by whoever asks and by whoever decides, besides the right to decide at all. */
  permission: Permission;
  schema: z.ZodType<Payload>;
  /** Does it; called in the unit of work of the decision, right after the request has become APPROVED. */
  perform(uow: UnitOfWork, payload: Payload, approval: Approval): Promise<unknown>;
  /** What the deed books later, where that is not done with it; previews show it as if it were now. */
  foresee?(uow: UnitOfWork, payload: Payload): Promise<unknown>;
  /** Figures that the decision rests on; compared with those of now before somebody decides. */
  observe?(uow: UnitOfWork, payload: Payload): Promise<Observation>;
}

/** Declares a kind; the payload's type follows from its schema. */
export const defineApproval = <Payload>(kind: ApprovalKind<Payload>): ApprovalKind =>
  kind as unknown as ApprovalKind;

const registry = new Map<string, ApprovalKind>();

/** Called once at start with the list in `src/approvals.ts`. */
export function registerApprovals(kinds: ApprovalKind[]): void {
  for (const kind of kinds) registry.set(kind.act, kind);
}

/** @throws Error for a kind that nobody declared: a fault of ours, never of the person. */
export function approvalKind(act: string): ApprovalKind {
  const kind = registry.get(act);
  if (!kind) throw new Error(`Nobody has said how to do ${act} once it is approved.`);
  return kind;
}
