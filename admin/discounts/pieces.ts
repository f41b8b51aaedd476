import {
  conditions,
  effects,
  effectsOf,
  measures,
  occasions,
  periods,
  type Definition,
} from '../../src/discounts/index.js';
import { query } from '../../src/platform/database.js';
import { categoryOptions } from '../products/options.js';
import type { Option, Pieces } from './components/studio-data.js';

/** What the form of a rule offers beside the registries; the definition's own schema holds them to it. */
const channels = ['inbox', 'email'];
const placeholders = ['name', 'discount', 'code', 'until'];

const optionsOf = (rows: { id: string; name: string }[]): Option[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

const segmentOptions = async (): Promise<Option[]> =>
  optionsOf(
    await query<{ id: string; name: string }>('SELECT id, name FROM segments ORDER BY name LIMIT 300'),
  );

/** The products that the effects of a definition are narrowed to; all others are found by typing. */
async function productOptions(definition: Definition | undefined): Promise<Option[]> {
  const ids = (definition ? effectsOf(definition) : []).flatMap(({ args }) =>
    Array.isArray(args['product_ids']) ? args['product_ids'].map(String) : [],
  );
  if (ids.length === 0) return [];
  return optionsOf(
    await query<{ id: string; name: string }>('SELECT id, name_id AS name FROM products WHERE id IN (?)', [
      ids,
    ]),
  );
}

/** Everything of which a rule may be made, out of the registries: a new piece needs no line here. */
export async function piecesFor(definition: Definition | undefined): Promise<Pieces> {
  const [categories, segments, products] = await Promise.all([
    categoryOptions(),
    segmentOptions(),
    productOptions(definition),
  ]);
  return {
    conditions: conditions.map(({ code, fields }) => ({ code, fields })),
    effects: effects.map(({ code, fields, occasions: when }) => ({ code, fields, occasions: when })),
    occasions,
    periods,
    measures,
    channels,
    placeholders,
    categories,
    segments,
    products,
  };
}
