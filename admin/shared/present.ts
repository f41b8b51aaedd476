import type { Field, Policy } from './policy.js';
import { may, type Viewer } from '../viewer.js';

export type Row = Record<string, unknown>;

/** The columns that this person may read; always with the id. */
export function readableFields(policy: Policy, viewer: Viewer | undefined): string[] {
  const allowed = ([, field]: [string, Field]) => !field.permission || may(viewer, field.permission);
  const names = Object.entries(policy.fields)
    .filter(allowed)
    .map(([name]) => name);
  return names.includes('id') ? names : ['id', ...names];
}

function presentValue(value: unknown, field: Field | undefined): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return null;
  if (field?.kind === 'json' && typeof value === 'object' && value !== null)
    return JSON.stringify(value, null, 2);
  if (field?.kind === 'weekdays' && Array.isArray(value)) return value.join(',');
  return value ?? null;
}

/** A row as it leaves the server: the readable columns and nothing else. */
export function presentRow(row: Row, policy: Policy, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, presentValue(row[name], policy.fields[name])]));
}
