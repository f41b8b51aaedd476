import { actorId, type Actor } from './actor.js';
import { currentRequestId } from './context.js';
import { newId } from './ids.js';
import type { StateMachine } from './states.js';

export type HistoryRow = Record<string, unknown>;

/** One step along a state table; `from` is null for the first. */
export interface Step {
  from: string | null;
  to: string;
  event: string;
  reason?: string | undefined;
}

/** The line of a row's history that says what happened to it, when, and by whom. */
export function historyRow(
  { noun, history: { table, key } }: StateMachine<string, string>,
  id: string,
  { from, to, event, reason }: Step,
  { actor, now }: { actor: Actor; now: Date },
): HistoryRow {
  return {
    id: newId(),
    [key]: id,
    ...(table === 'state_changes' ? { noun } : {}),
    from_status: from,
    to_status: to,
    event,
    reason: reason ?? null,
    actor_kind: actor.kind,
    actor_id: actorId(actor),
    request_id: currentRequestId(),
    created_at: now,
  };
}
