import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aField, gameFields } from '../../test/factories/products.js';
import { DomainError } from '../platform/errors.js';
import { readInputs } from './inputs.js';

const phone = { fields: [aField()], joinTemplate: '{{phone}}' };
const game = { fields: gameFields, joinTemplate: '{{user_id}}{{zone_id}}' };

function problems(work: () => unknown): Record<string, string> {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof DomainError, String(error));
    assert.equal(error.code, 'invalid_input');
    return Object.fromEntries((error.fields ?? []).map(({ path, code }) => [path, code]));
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

describe('readInputs', () => {
  it('S4.31 joins user id and zone id into the customer number', () => {
    const read = readInputs(game, { user_id: '123456789', zone_id: '1234' });
    assert.deepEqual(read, {
      inputs: { user_id: '123456789', zone_id: '1234' },
      customerNo: '1234567891234',
    });
  });

  it('S4.31 splits what players paste from the game when the zone is empty', () => {
    for (const pasted of ['123456789 (1234)', ' 123456789(1234) ', '123456789  (1234)']) {
      const without: Record<string, string>[] = [{}, { zone_id: '' }, { zone_id: '  ' }];
      for (const rest of without) {
        const { inputs } = readInputs(game, { user_id: pasted, ...rest });
        assert.deepEqual(inputs, { user_id: '123456789', zone_id: '1234' });
      }
    }
  });

  it('does not overwrite a zone that was typed', () => {
    const found = problems(() => readInputs(game, { user_id: '123456789 (1234)', zone_id: '5678' }));
    assert.deepEqual(found, { 'inputs.user_id': 'too_big' });
  });

  for (const spelling of [
    '081234567890',
    '0812-3456-7890',
    '+62 812 3456 7890',
    '62812 3456 7890',
    '81234567890',
    '0062 812-3456-7890',
  ]) {
    it(`sends ${spelling} to the supplier as 081234567890`, () => {
      assert.equal(readInputs(phone, { phone: spelling }).customerNo, '081234567890');
    });
  }

  it('refuses numbers that are no Indonesian mobile numbers', () => {
    for (const bad of ['0211234567', '0812', '+14155552671', 'halo', '0841234567890']) {
      assert.ok(problems(() => readInputs(phone, { phone: bad }))['inputs.phone'], bad);
    }
  });

  it('strips spaces and dashes inside digits, and only the ends of text', () => {
    const schema = {
      fields: [
        aField({ key: 'meter', type: 'digits', regex: '^\\d{11}$', min_length: 11, max_length: 11 }),
        aField({
          key: 'riot_id',
          type: 'text',
          regex: '^[^#]{3,16}#\\w{3,5}$',
          min_length: 5,
          max_length: 22,
        }),
      ],
      joinTemplate: '{{meter}}|{{riot_id}}',
    };
    const { customerNo } = readInputs(schema, { meter: ' 1234 5678-90–1 ', riot_id: '  Budi Jaya#ID1 ' });
    assert.equal(customerNo, '12345678901|Budi Jaya#ID1');
  });

  it('names every field that is missing, unknown, too short or of a wrong form', () => {
    assert.deepEqual(
      problems(() => readInputs(game, { user_id: '12' })),
      { 'inputs.user_id': 'too_small', 'inputs.zone_id': 'required' },
    );
    assert.deepEqual(
      problems(() => readInputs(game, { user_id: '12345678x', zone_id: '1234' })),
      { 'inputs.user_id': 'invalid_format' },
    );
    assert.deepEqual(
      problems(() => readInputs(game, { user_id: '123456', zone_id: '123', server: 'x' })),
      { 'inputs.server': 'unknown_key' },
    );
  });

  it('accepts only the options of a select', () => {
    const options = ['os_asia', 'os_usa'].map((value) => ({ value, label: { id: value, en: value } }));
    const select = aField({
      key: 'server',
      type: 'select',
      regex: '^.*$',
      min_length: 1,
      max_length: 9,
      options,
    });
    const schema = { fields: [select], joinTemplate: '{{server}}' };
    assert.equal(readInputs(schema, { server: 'os_asia' }).customerNo, 'os_asia');
    assert.deepEqual(
      problems(() => readInputs(schema, { server: 'os_euro' })),
      { 'inputs.server': 'invalid_value' },
    );
  });

  it('leaves an optional question unanswered', () => {
    const schema = { fields: [aField({ required: false })], joinTemplate: '{{phone}}' };
    assert.deepEqual(readInputs(schema, { phone: ' ' }), { inputs: {}, customerNo: '' });
  });

  it('asks nothing for a product without questions, and takes nothing', () => {
    assert.deepEqual(readInputs(null, {}), { inputs: {}, customerNo: null });
    assert.deepEqual(
      problems(() => readInputs(null, { phone: '081234567890' })),
      { 'inputs.phone': 'unknown_key' },
    );
  });

  it('anchors patterns and shows them no more than the longest answer allowed', () => {
    const loose = {
      fields: [aField({ type: 'text', regex: '\\d+', min_length: 1, max_length: 20 })],
      joinTemplate: '{{phone}}',
    };
    assert.deepEqual(
      problems(() => readInputs(loose, { phone: 'x1' })),
      { 'inputs.phone': 'invalid_format' },
    );
    const runaway = aField({ type: 'text', regex: '^(a+)+$', min_length: 1, max_length: 20 });
    const hostile = `${'a'.repeat(50_000)}!`;
    assert.deepEqual(
      problems(() => readInputs({ fields: [runaway], joinTemplate: '{{phone}}' }, { phone: hostile })),
      { 'inputs.phone': 'too_big' },
    );
  });

  it('takes keys such as __proto__ for what they are: unknown', () => {
    const inputs = JSON.parse('{"__proto__": "x", "phone": "081234567890"}') as Record<string, string>;
    assert.deepEqual(
      problems(() => readInputs(phone, inputs)),
      { 'inputs.__proto__': 'unknown_key' },
    );
  });

  it('does not read an answer as a template', () => {
    const schema = {
      fields: [
        aField({ key: 'a', type: 'text', regex: '^.*$', min_length: 1, max_length: 20 }),
        aField({ key: 'b', type: 'text', regex: '^.*$', min_length: 1, max_length: 20 }),
      ],
      joinTemplate: '{{a}}{{b}}',
    };
    assert.equal(readInputs(schema, { a: '{{b}}$&', b: 'x' }).customerNo, '{{b}}$&x');
  });

  it('answers any text with a value or a refusal, never with a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (user_id, zone_id) => {
        try {
          const { inputs } = readInputs(game, { user_id, zone_id });
          assert.match(inputs['user_id'] ?? '', /^\d{6,12}$/);
        } catch (error) {
          assert.ok(error instanceof DomainError);
        }
      }),
    );
  });
});
