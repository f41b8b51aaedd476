import { In } from 'typeorm';
import { database } from '../platform/database.js';

import { InputSchema } from './input-schema.entity.js';

/** Versions never change, so what was read once stays right for as long as the process lives. */
const known = new Map<string, InputSchema>();
const mostKnown = 1_000;

async function load(ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await database()
    .getRepository(InputSchema)
    .findBy({ id: In(ids) });
  if (known.size + rows.length > mostKnown) known.clear();
  for (const row of rows) known.set(row.id, row);
}

/** The given versions by id, in one query for those not yet known. */
export async function inputSchemasById(ids: string[]): Promise<Map<string, InputSchema>> {
  await load([...new Set(ids)].filter((id) => !known.has(id)));
  return new Map(
    ids.flatMap((id) => {
      const schema = known.get(id);
      return schema ? [[id, schema] as const] : [];
    }),
  );
}

export async function inputSchemaById(id: string): Promise<InputSchema | null> {
  return (await inputSchemasById([id])).get(id) ?? null;
}
