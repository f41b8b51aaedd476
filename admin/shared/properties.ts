import type { PropertyType } from 'adminjs';
import { Components } from '../components.js';
import { shownFields, type Field, type FieldKind, type FilterKind, type Policy } from './policy.js';

type PropertyOptions = {
  type?: PropertyType;
  reference?: string;
  isSortable: boolean;
  isTitle?: boolean;
  isVisible?: { list: boolean; show: boolean; edit: boolean; filter: boolean };
  availableValues?: { value: string; label: string }[];
  components: Record<string, string>;
  custom: Record<string, unknown>;
};

const valueComponents: Record<FieldKind, string> = {
  text: Components.TextValue,
  code: Components.CodeValue,
  word: Components.WordValue,
  'long-text': Components.TextValue,
  money: Components.MoneyValue,
  'signed-money': Components.MoneyValue,
  number: Components.TextValue,
  instant: Components.InstantValue,
  day: Components.InstantValue,
  state: Components.StateValue,
  choice: Components.ChoiceValue,
  flag: Components.FlagValue,
  json: Components.JsonValue,
  reference: Components.ReferenceValue,
  permil: Components.TextValue,
  weekdays: Components.TextValue,
  minute: Components.TextValue,
  masked: Components.MaskedValue,
};

function filterComponent(filter: FilterKind | undefined, kind: FieldKind): Record<string, string> {
  if (kind === 'reference') return { filter: Components.ReferenceFilter };
  if (filter === 'days' || filter === 'instants') return { filter: Components.DaysFilter };
  if (filter === 'state' || filter === 'flag' || typeof filter === 'object') {
    return { filter: Components.ChoiceFilter };
  }
  return {};
}

function choicesOf(field: Field | undefined, filter: FilterKind | undefined): readonly string[] {
  if (typeof filter === 'object') return Object.keys(filter.clauses);
  return filter === 'flag' ? ['true', 'false'] : (field?.values ?? []);
}

function optionsOf(policy: Policy, name: string): PropertyOptions {
  const field = shownFields(policy)[name];
  const filter = policy.filters[name];
  const kind = field?.kind ?? 'text';
  const component = valueComponents[kind];
  return {
    type: kind === 'reference' && field?.to ? 'reference' : 'string',
    ...(field?.to ? { reference: field.to } : {}),
    isSortable: policy.sorts.includes(name),
    isTitle: policy.title === name,
    components: { list: component, show: component, ...filterComponent(filter, kind) },
    custom: { kind, choices: choicesOf(field, filter) },
  };
}

/** How AdminJS draws each field of a policy. Virtual filters are properties without a column. */
export const propertiesFor = (policy: Policy): Record<string, PropertyOptions> =>
  Object.fromEntries(
    [...new Set(['id', ...Object.keys(shownFields(policy)), ...Object.keys(policy.filters)])].map((name) => [
      name,
      optionsOf(policy, name),
    ]),
  );
