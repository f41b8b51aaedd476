import type { Action, ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import type { Permission } from '../../src/staff/index.js';
import { Components } from '../components.js';
import { may, type Viewer } from '../viewer.js';
import type { FormAction } from './form-action.js';
import type { Policy } from './policy.js';
import type { Row } from './present.js';
import { notesOn } from './record-notes.js';
import { filterRefused } from './where.js';
import { formHandler } from './run-form.js';

export type ActionTable = Record<string, Partial<Action<ActionResponse>>>;

/** Which permission each action of a resource needs; null means closed to everybody. */
export function rulesOf(policy: Policy): Record<string, Permission | null> {
  const forms = Object.entries(policy.actions ?? {}).map(([name, action]) => [name, action.permission]);
  return {
    list: policy.read,
    show: policy.read,
    search: policy.read,
    new: policy.create?.permission ?? null,
    edit: policy.edit?.permission ?? null,
    delete: null,
    bulkDelete: null,
    ...(Object.fromEntries(forms) as Record<string, Permission>),
  };
}

const rule = (permission: Permission | null) => (context: ActionContext) =>
  permission !== null && may(context.currentAdmin, permission);

const known = /^(page|perPage|sortBy|direction|filters\..{1,60})$/;

const mostOf: Record<string, number> = { page: 1_000, perPage: 100 };

/** A page number or size within reason; anything else counts as not asked for. */
function isSensible([key, value]: [string, string]): boolean {
  const most = mostOf[key];
  return most === undefined || (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= most);
}

/** Whether the policy has a rule for this filter; asked before the framework looks the name up in plain objects. */
function hasRule(policy: Policy, key: string): boolean {
  const name = /^filters\.(\w+)(?:~~(?:from|to))?$/.exec(key)?.[1];
  return !key.startsWith('filters.') || (name !== undefined && Object.hasOwn(policy.filters, name));
}

/**
 * Keeps only what lists understand, as plain text: odd queries are ignored instead of breaking the framework.
 * @throws ValidationError for a filter without a rule, because an ignored filter would show everything.
 */
const tidyQuery =
  (policy: Policy) =>
  (request: ActionRequest): ActionRequest => {
    const texts = Object.entries((request.query ?? {}) as Row).filter(
      (entry): entry is [string, string] =>
        known.test(entry[0]) && typeof entry[1] === 'string' && entry[1].length <= 300,
    );
    if (!texts.every(([key]) => hasRule(policy, key))) throw filterRefused();
    return { ...request, query: Object.fromEntries(texts.filter(isSensible)) };
  };

/** Looks into the one property that is meant for it, whatever the caller names; without one, the newest rows come. */
const searchQuery = (policy: Policy) => (request: ActionRequest) => {
  const property = policy.searchBy ?? policy.title;
  const { query, ...params } = request.params;
  const isSearchable = Object.hasOwn(policy.filters, property) && query !== undefined;
  return {
    ...request,
    query: isSearchable ? { searchProperty: property } : {},
    params: isSearchable ? { ...params, query } : params,
  } as ActionRequest;
};

/** What the browser draws over a list: tabs for the words of one column, and a search box. */
const listTools = ({ tabs, searchBy, fields, filters }: Policy) => {
  if (!tabs) return { searchBy };
  const filter = filters[tabs];
  const values = typeof filter === 'object' ? Object.keys(filter.clauses) : (fields[tabs]?.values ?? []);
  return { searchBy, tabs: { property: tabs, values } };
};

const closed: Partial<Action<ActionResponse>> = { isAccessible: () => false, isVisible: false };

function formEntry(
  name: string,
  action: FormAction,
  type: 'record' | 'resource',
): Partial<Action<ActionResponse>> {
  const offered = (context: ActionContext) =>
    !action.offered || !context.record || action.offered(context.record.params as Row);
  return {
    actionType: type,
    component: action.component ?? Components.ActionForm,
    icon: action.icon ?? 'Edit',
    variant: action.variant ?? 'default',
    custom: { inPage: action.inPage ?? false },
    isAccessible: rule(action.permission),
    isVisible: offered,
    handler: formHandler(name, action, type === 'record'),
  };
}

function showEntry(policy: Policy): Partial<Action<ActionResponse>> {
  const { story } = policy;
  const after = async (response: ActionResponse, _request: ActionRequest, context: ActionContext) => {
    if (!context.record) return response;
    const [row, viewer] = [context.record.params as Row, context.currentAdmin as Viewer];
    const [loaded, notes] = await Promise.all([story?.load(row, viewer), notesOn(policy, row, viewer)]);
    const record = { ...(response['record'] as Row), ...notes, ...(story ? { story: loaded } : {}) };
    return { ...response, record };
  };
  return {
    isAccessible: rule(policy.read),
    component: story?.component ?? Components.RecordCard,
    ...(story || policy.subject || policy.money ? { after } : {}),
  };
}

/** The whole table of actions of a resource; what the policy does not name is closed, by the built-in names too. */
export function actionsFor(policy: Policy): ActionTable {
  const custom = Object.entries(policy.actions ?? {}).map(
    ([name, action]) => [name, formEntry(name, action, 'record')] as const,
  );
  return {
    list: {
      isAccessible: rule(policy.read),
      before: tidyQuery(policy),
      component: Components.RecordList,
      custom: listTools(policy),
    },
    search: { isAccessible: rule(policy.read), before: searchQuery(policy) },
    show: showEntry(policy),
    new: policy.create
      ? { ...formEntry('new', policy.create, 'resource'), icon: 'Plus', variant: 'primary' }
      : { ...closed, actionType: 'resource' },
    edit: policy.edit ? formEntry('edit', policy.edit, 'record') : { ...closed, actionType: 'record' },
    delete: closed,
    bulkDelete: closed,
    ...Object.fromEntries(custom),
  };
}
