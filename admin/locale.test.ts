import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import AdminJS from 'adminjs';
import { locales as frameworkLocales } from 'adminjs';
import { alertKinds } from '../src/platform/alerts.js';
import { locales } from '../src/platform/i18n.js';
import { fromRoot } from '../src/platform/root.js';
import { staffRoles } from '../src/staff/index.js';
import { consoleResources } from './resources.js';
import { consoleLocale, keyOfCode, translationsOf } from './locale.js';
import type { FormAction } from './shared/form-action.js';
import { shownFields, type Policy } from './shared/policy.js';

type Tree = { [key: string]: string | Tree };

const keysOf = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );

const indonesian = translationsOf('id');
const english = translationsOf('en');
const known = new Set(keysOf(indonesian));

const textAt = (tree: Tree, key: string): string =>
  String(
    key
      .split('.')
      .reduce<string | Tree | undefined>(
        (node, part) => (typeof node === 'object' ? node[part] : undefined),
        tree,
      ),
  );

const hasOne = (...keys: string[]) => keys.some((key) => known.has(key));

const actionsOf = ({ create, edit, actions }: Policy): [string, FormAction][] => [
  ...(create ? [['new', create] as [string, FormAction]] : []),
  ...(edit ? [['edit', edit] as [string, FormAction]] : []),
  ...Object.entries(actions ?? {}),
];

describe('the copy of the console', () => {
  it('says the same things in both languages', () => {
    const [first, second] = locales.map((locale) => keysOf(translationsOf(locale)).sort());
    assert.deepEqual(first, second);
  });

  it('keeps the same figures in both languages', () => {
    const figures = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    for (const key of known) {
      assert.deepEqual(figures(textAt(indonesian, key)), figures(textAt(english, key)), key);
    }
  });

  it('names a journal by what was booked, also where a deed of staff has the same code', () => {
    for (const tree of [indonesian, english]) {
      const code = 'withdrawal/sent';
      const [booked, done] = [`resources.LedgerJournal.values.${code}`, `values.${code}`];
      assert.ok(keysOf(tree).includes(booked));
      assert.notEqual(textAt(tree, booked), textAt(tree, done));
    }
  });

  it('has Indonesian for every word of the framework', () => {
    assert.ok(AdminJS.VERSION);
    const missing = keysOf(frameworkLocales.en as unknown as Tree).filter((key) => !known.has(key));
    assert.deepEqual(missing, []);
  });

  it('names every resource and every field of it', () => {
    for (const { entity, policy } of consoleResources) {
      assert.ok(known.has(`labels.${entity.name}`), entity.name);
      const names = new Set([...Object.keys(shownFields(policy)), ...Object.keys(policy.filters)]);
      for (const name of names) {
        assert.ok(
          hasOne(`resources.${entity.name}.properties.${name}`, `properties.${name}`),
          `${entity.name}.${name}`,
        );
      }
      assert.ok(known.has(`labels.${policy.menu}`), policy.menu);
      assert.ok(known.has(`resources.${entity.name}.one`), `${entity.name}: one`);
      if (policy.searchBy)
        assert.ok(known.has(`resources.${entity.name}.hints.search`), `${entity.name}: search`);
    }
  });

  it('has a word for every state and choice', () => {
    for (const { entity, policy } of consoleResources) {
      const words = [
        ...Object.values(policy.fields).flatMap(({ values }) => values ?? []),
        ...Object.values(policy.filters).flatMap((filter) =>
          typeof filter === 'object' ? Object.keys(filter.clauses) : [],
        ),
      ];
      for (const word of words)
        assert.ok(
          hasOne(`resources.${entity.name}.values.${keyOfCode(word)}`, `values.${keyOfCode(word)}`),
          `${entity.name}: ${word}`,
        );
    }
    for (const role of staffRoles) assert.ok(known.has(`resources.StaffAccount.values.${role}`), role);
  });

  it('names every action, what it asks for, and what it has done', async () => {
    for (const { entity, policy } of consoleResources) {
      for (const [name, action] of actionsOf(policy)) {
        assert.ok(
          hasOne(`resources.${entity.name}.actions.${name}`, `actions.${name}`),
          `${entity.name}.${name}`,
        );
        assert.ok(
          hasOne(`resources.${entity.name}.messages.done_${name}`, `messages.done_${name}`),
          `${entity.name}.${name} done`,
        );
        const fields = typeof action.fields === 'function' ? await action.fields(null) : action.fields;
        for (const field of fields) {
          assert.ok(
            hasOne(`resources.${entity.name}.properties.${field.name}`, `properties.${field.name}`),
            `${entity.name}.${field.name}`,
          );
        }
      }
    }
  });

  it('has a word for every kind of alert', () => {
    for (const kind of alertKinds) assert.ok(known.has(`resources.AlertNote.values.${kind}`), kind);
  });

  it('has every text that the browser code asks for by name', () => {
    const files = readdirSync(fromRoot('admin'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /components\/\w+\.tsx$/.test(file),
    );
    const asked = files.flatMap((file) =>
      [...readFileSync(fromRoot('admin', file), 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)].map(
        ([, key]) => key ?? '',
      ),
    );
    assert.ok(asked.length > 40);
    assert.deepEqual(
      asked.filter((key) => !known.has(key)),
      [],
    );
  });

  it('starts in Indonesian and lets the browser remember another choice', () => {
    const locale = consoleLocale() as unknown as {
      language: string;
      detection: { order: string[]; caches: string[] };
    };
    assert.equal(locale.language, 'id');
    assert.ok(!locale.detection.order.includes('navigator'));
    assert.deepEqual(locale.detection.caches, ['localStorage']);
  });
});
