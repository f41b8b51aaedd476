import type { EntityClass } from '../../src/platform/database.js';
import type { Permission } from '../../src/staff/index.js';
import type { Viewer } from '../viewer.js';
import type { FormAction } from './form-action.js';
import type { MoneyTrail } from './record-notes.js';

/** How a value looks and behaves on screen; decides components, presentation and sorting. */
export type FieldKind =
  | 'text'
  | 'code'
  /** A code that is said in words. */
  | 'word'
  | 'long-text'
  | 'money'
  | 'signed-money'
  | 'number'
  | 'instant'
  | 'day'
  | 'state'
  | 'choice'
  | 'flag'
  | 'json'
  | 'reference'
  | 'permil'
  /** A list of days of the week, of which Monday is 1. */
  | 'weekdays'
  /** A minute of the day. */
  | 'minute'
  | 'masked';

export interface Field {
  kind: FieldKind;
  /** Needed to read this field besides the right to read the resource. */
  permission?: Permission;
  /** Id of the resource that a reference points to. */
  to?: string;
  /** The words of a state or choice. */
  values?: readonly string[];
}

/** How a list may be narrowed by a field; what has no rule here cannot be asked for. */
export type FilterKind =
  'exact' | 'prefix' | 'state' | 'flag' | 'days' | 'instants' | { clauses: Record<string, string> };

export type MenuGroup = 'sales' | 'marketing' | 'catalogue' | 'finance' | 'customers' | 'system';

/** Values that are worked out, not stored; shown like columns, but neither searched nor sorted by. */
export interface Derived {
  fields: Record<string, Field>;
  /** The values of these rows, by id. Must hold nothing that a reader of the table may not see. */
  load: (ids: string[]) => Promise<Map<string, Record<string, unknown>>>;
}

export interface Story {
  component: string;
  /** What the show page needs besides the row itself; sees only what the viewer may see. */
  load: (row: Record<string, unknown>, viewer: Viewer) => Promise<Record<string, unknown>>;
}

/**
 * Everything that the console may do with one table. What is not named here does not exist for the console:
 * columns are neither sent nor searched, actions are closed.
 */
export interface Policy {
  menu: MenuGroup;
  icon?: string;
  /** Property by which people recognise a row. */
  title: string;
  /** Needed for list, show and search. */
  read: Permission;
  /** Every readable column. */
  fields: Record<string, Field>;
  /** Columns that never leave the server; together with `fields` they must name every column of the table. */
  hidden: readonly string[];
  list: readonly string[];
  show?: readonly string[];
  filters: Record<string, FilterKind>;
  /** Columns with an index behind them; everything else is not sortable. */
  sorts: readonly string[];
  /** Property that the search box over a list looks into, by prefix. */
  searchBy?: string;
  /** Property whose states are offered as tabs over the list. */
  tabs?: string;
  derived?: Derived;
  story?: Story;
  /** What approvals call such a record: with it, its page tells what waits for a second person. */
  subject?: string;
  /** The way to the journals that touched a record, for its page. */
  money?: (row: Record<string, unknown>) => MoneyTrail;
  /** Writing goes through use cases only. */
  create?: FormAction;
  edit?: FormAction;
  actions?: Record<string, FormAction>;
}

/** Stored and derived fields together: everything that is shown. */
export const shownFields = ({ fields: stored, derived }: Policy): Record<string, Field> => ({
  ...stored,
  ...derived?.fields,
});

export interface ConsoleResource {
  entity: EntityClass;
  policy: Policy;
}

/** A quick way to say that columns are of one kind. */
export const fields = (kind: FieldKind, ...names: string[]): Record<string, Field> =>
  Object.fromEntries(names.map((name) => [name, { kind }]));

export const state = (values: readonly string[]): Field => ({ kind: 'state', values });
export const choice = (values: readonly string[]): Field => ({ kind: 'choice', values });
export const reference = (to: string): Field => ({ kind: 'reference', to });
