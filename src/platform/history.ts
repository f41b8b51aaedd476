import type { ObjectLiteral } from 'typeorm';
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

/** A row whose `status` moves along a table. */
export interface Stateful<State extends string> extends ObjectLiteral {
  id: string;
  status: State;
}

export interface MoveOptions<T> {
  reason?: string;
  /** Columns that change together with the state. */
  set?: Partial<T>;
  /** Figures the subscribers need besides the id. */
  payload?: Record<string, unknown>;
}

export interface BeginOptions {
  reason?: string;
  payload?: Record<string, unknown>;
  /** False where another row's event tells the same. */
  isTold?: boolean;
}

/** One step along a state table; `from` is null for the first. */
export interface Step {
  from: string | null;
  to: string;
  event: string;
  reason?: string | undefined;
}

/**
 * The steps by which a row came to the state in which it is first written: one to where it is, or from the beginning of
 * the table along the events.
 * @throws Error when the events lead elsewhere, a fault of the caller.
 */
export function firstSteps<State extends string, Event extends string>(
  { noun, states, next }: StateMachine<State, Event>,
  status: State,
  events: string | [string, ...Event[]],
): Step[] {
  if (typeof events === 'string') return [{ from: null, to: status, event: events }];
  const [opening, ...later] = events;
  let state = states[0] ?? status;
  const steps: Step[] = [{ from: null, to: state, event: opening }];
  for (const event of later) {
    const from = state;
    state = next(from, event);
    steps.push({ from, to: state, event });
  }
  if (state !== status) throw new Error(`A ${noun} that begins as ${status} cannot have come to ${state}.`);
  return steps;
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
