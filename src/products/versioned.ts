import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { conflict } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

interface Versioned extends ObjectLiteral {
  id: string;
  version: number;
}

export interface Changes {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** Locks the row that a person has been looking at. @throws DomainError `changed_meanwhile` (409) if it is newer. */
export async function lockVersion<T extends Versioned>(
  uow: UnitOfWork,
  entity: EntityTarget<T>,
  id: string,
  version: number,
): Promise<T> {
  const row = await uow.lock(entity, { id } as FindOptionsWhere<T>);
  if (row.version !== version) throw conflict('changed_meanwhile');
  return row;
}

/** Writes what differs and counts the version up; answers the difference, or null when nothing did. */
export async function saveChanges<T extends Versioned>(
  uow: UnitOfWork,
  entity: EntityTarget<T>,
  row: T,
  wanted: Partial<T>,
): Promise<Changes | null> {
  const differing = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && row[key] !== value,
  );
  if (differing.length === 0) return null;
  const before = Object.fromEntries(differing.map(([key]) => [key, row[key] as unknown]));
  const after = Object.fromEntries(differing) as Partial<T>;
  const set = { ...after, version: row.version + 1 };
  await uow.update(entity, { id: row.id } as Partial<T>, set);
  Object.assign(row, set);
  return { before, after };
}
