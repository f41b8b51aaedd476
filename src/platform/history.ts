import { actorId, type Actor } from './actor.js';
import { currentRequestId } from './context.js';
import { newId } from './ids.js';
import { insertInto, type Statement } from './statements.js';
import type { StateMachine } from './states.js';

type HistoryRow = Record<string, unknown>;

interface By {
  actor: Actor;
  now: Date;
}

/** One step along a state table; `from` is null for the first. */
export interface Step {
  from: string | null;
  to: string;
  event: string;
  reason?: string | undefined;
}

/** The line of a row's history that says what happened to it, when, and by whom. */
function historyRow(
  { noun, history: { table, key } }: StateMachine<string, string>,
  id: string,
  { from, to, event, reason }: Step,
  { actor, now }: By,
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

/** What happened to rows in one unit of work, written together at its end: one INSERT for each table of histories. */
export class Histories {
  private readonly rows = new Map<string, HistoryRow[]>();

  add(machine: StateMachine<string, string>, id: string, step: Step, by: By): void {
    const { table } = machine.history;
    const rows = this.rows.get(table) ?? [];
    this.rows.set(table, [...rows, historyRow(machine, id, step, by)]);
  }

  statements(): Statement[] {
    return [...this.rows].map(([table, rows]) => insertInto(table, rows));
  }
}
