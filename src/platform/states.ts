import { conflict } from './errors.js';

type Moves<State extends string, Event extends string> = Record<State, Partial<Record<Event, State>>>;

/** The whole life of a noun: which event leads from which state to which. */
export interface StateMachine<State extends string, Event extends string> {
  readonly noun: string;
  readonly states: readonly State[];
  readonly moves: Moves<State, Event>;
  /** Table and key column of the history rows. */
  readonly history: { table: string; key: string };
  /** @throws DomainError `illegal_transition` (409) when the table has no such move. */
  next(from: State, event: Event): State;
  can(from: State, event: Event): boolean;
  /** Terminal states have no way out. */
  isFinal(state: State): boolean;
}

/**
 * Declares a state table; the database enum, the history and the events all follow from it.
 * History goes to the shared `state_changes` unless the noun keeps a log of its own.
 */
export function defineStates<State extends string, Event extends string>(
  noun: string,
  moves: Moves<State, Event>,
  history = { table: 'state_changes', key: 'subject_id' },
): StateMachine<State, Event> {
  const states = Object.keys(moves) as State[];
  return {
    noun,
    states,
    moves,
    history,
    next(from, event) {
      const to = moves[from]?.[event];
      if (!to) throw conflict('illegal_transition', { noun, from, event });
      return to;
    },
    can: (from, event) => moves[from]?.[event] !== undefined,
    isFinal: (state) => Object.keys(moves[state]).length === 0,
  };
}
