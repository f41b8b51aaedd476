import assert from 'node:assert/strict';
import { aDigitalProduct, aField, anInputSchema, gameFields } from '../../test/factories/products.js';
import { system, type Actor } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { toDomainError } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { saveInputSchema, type SaveInputSchema } from './input-schema.console.js';
import { inputSchemaById } from './input-schemas.js';
import { readInputs } from './inputs.js';
import { Product } from './product.entity.js';

const save = (form: SaveInputSchema, actor: Actor = system('test')) =>
  inTransaction(actor, (uow) => saveInputSchema(uow, form));

const form = (values: Partial<SaveInputSchema>): SaveInputSchema => ({
  code: 'rak/isian_baru',
  fields: [aField()],
  joinTemplate: '{{phone}}',
  reason: 'Pemasok minta zona',
  ...values,
});

async function problemsOf(values: Partial<SaveInputSchema>): Promise<Record<string, string>> {
  const thrown: unknown = await save(form(values)).catch((error: unknown) => error);
  const { code, fields } = toDomainError(thrown);
  assert.equal(code, 'invalid_input');
  return Object.fromEntries((fields ?? []).map((field) => [field.path, field.code]));
}

const text = (regex: string) =>
  aField({ type: 'text', regex, placeholder: 'aaa', min_length: 1, max_length: 30 });

describe('saveInputSchema', () => {
  it('S4.31 adds a version that products use from now on, while old orders keep theirs', async () => {
    const old = await anInputSchema();
    const product = await aDigitalProduct({ inputSchemaId: old.id });
    const stranger = await aDigitalProduct();
    const fresh = await save(
      form({ code: old.code, fields: gameFields, joinTemplate: '{{user_id}}{{zone_id}}' }),
    );
    assert.equal(fresh.version, 2);
    const schemaOf = async ({ id }: Product) =>
      (await database().getRepository(Product).findOneByOrFail({ id })).inputSchemaId;
    assert.equal(await schemaOf(product), fresh.id);
    assert.equal(await schemaOf(stranger), stranger.inputSchemaId);

    const kept = await inputSchemaById(old.id);
    assert.equal(readInputs(kept, { phone: '0812 3456 7890' }).customerNo, '081234567890');
    assert.equal((await inputSchemaById(fresh.id))?.joinTemplate, '{{user_id}}{{zone_id}}');
  });

  it('refuses patterns that are not anchored, do not compile or could run away', async () => {
    for (const regex of [
      '\\d+',
      '^(a+)+$',
      '^((a|a))*$',
      '^(a{1,9}){2,}$',
      '^a*a*a*a*a*$',
      '^[a$',
      '^(?:a|b$',
    ])
      assert.deepEqual(
        await problemsOf({ fields: [text(regex)] }),
        { 'fields.0.regex': 'unsafe_pattern' },
        regex,
      );
  });

  it('refuses a schema that refuses its own example', async () => {
    assert.deepEqual(await problemsOf({ fields: [text('^b{3}$')] }), { 'inputs.phone': 'invalid_format' });
  });

  it('refuses a template that forgets, repeats or invents an answer', async () => {
    for (const joinTemplate of ['08', '{{phone}}{{phone}}', '{{phone}}{{zone}}'])
      assert.deepEqual(await problemsOf({ joinTemplate }), { joinTemplate: 'invalid_format' });
  });

  it('refuses answers that would not fit into a customer number', async () => {
    const fields = ['one', 'two'].map((key) => ({ ...text('^a+$'), key, max_length: 61 }));
    assert.deepEqual(await problemsOf({ fields, joinTemplate: '{{one}}{{two}}' }), {
      joinTemplate: 'invalid_format',
    });
  });

  it('is for those who may write products', async () => {
    const viewer: Actor = { kind: 'staff', id: newId(), role: 'viewer', name: 'Pengamat' };
    await assert.rejects(save(form({}), viewer), { code: 'forbidden' });
  });
});

describe('inputSchemaById', () => {
  it('finds nothing under an unknown id', async () => {
    assert.equal(await inputSchemaById(newId()), null);
  });
});
