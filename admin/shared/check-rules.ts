import type { ResourceOptions, ResourceWithOptions } from 'adminjs';
import { database } from '../../src/platform/database.js';
import { rulesOf } from './actions.js';
import { shownFields, type ConsoleResource, type Policy } from './policy.js';
import { SafeResource } from './safe-resource.js';

function columnProblems({ entity, policy }: ConsoleResource): string[] {
  const columns = database()
    .getMetadata(entity)
    .columns.map(({ propertyName }) => propertyName);
  const ruled = new Set(['id', ...Object.keys(policy.fields), ...policy.hidden]);
  const unruled = columns
    .filter((name) => !ruled.has(name))
    .map((name) => `${entity.name}.${name} has no rule`);
  const invented = Object.keys(policy.fields)
    .filter((name) => !columns.includes(name))
    .map((name) => `${entity.name}.${name} is no column`);
  const both = policy.hidden.filter((name) => Object.hasOwn(policy.fields, name));
  return [...unruled, ...invented, ...both.map((name) => `${entity.name}.${name} is both shown and hidden`)];
}

function mentionProblems(name: string, policy: Policy): string[] {
  const stored = new Set(['id', ...Object.keys(policy.fields)]);
  const shown = new Set(['id', ...Object.keys(shownFields(policy))]);
  const plainFilters = Object.entries(policy.filters).filter(([, kind]) => typeof kind !== 'object');
  const asked = [...policy.sorts, ...plainFilters.map(([key]) => key)];
  const missing = [
    ...[...policy.list, ...(policy.show ?? [])].filter((field) => !shown.has(field)),
    ...asked.filter((field) => !stored.has(field)),
  ];
  return missing.map((field) => `${name} mentions ${field} without a rule`);
}

function actionProblems({ resource, options }: ResourceWithOptions): string[] {
  if (!(resource instanceof SafeResource)) return [`${String(resource)} is not guarded`];
  const rules = rulesOf(resource.policy);
  const actions = Object.entries((options as ResourceOptions).actions ?? {});
  return actions.flatMap(([action, { isAccessible }]) => [
    ...(action in rules ? [] : [`${resource.id()}.${action} has no permission`]),
    ...(typeof isAccessible === 'function' ? [] : [`${resource.id()}.${action} is not guarded`]),
  ]);
}

/** The console does not start while anything in it lacks a rule. @throws Error naming each of them. */
export function assertRules(resources: ConsoleResource[], built: ResourceWithOptions[]): void {
  const problems = [
    ...resources.flatMap(columnProblems),
    ...resources.flatMap(({ entity, policy }) => mentionProblems(entity.name, policy)),
    ...built.flatMap(actionProblems),
  ];
  if (problems.length > 0) throw new Error(`The console has gaps in its rules:\n${problems.join('\n')}`);
}
