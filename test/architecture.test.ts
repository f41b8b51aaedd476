import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { auditChecks } from '../src/audit.js';
import { fulfilmentStates, shipmentStates } from '../src/fulfilments/index.js';
import { paymentStates } from '../src/payments/index.js';
import { hasCopy, locales } from '../src/platform/i18n.js';
import { fromRoot } from '../src/platform/root.js';
import { approvalStates } from '../src/staff/index.js';
import { transactionStates } from '../src/transactions/index.js';
import { userStates } from '../src/users/index.js';
import { schedule } from '../src/schedule.js';
import { jobs } from '../src/jobs.js';
import { translationsOf } from '../admin/locale.js';

interface Source {
  /** From the root of the project: `src/users/user.doors.ts`. */
  file: string;
  text: string;
}

const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/testing/');

function scriptsIn(folder: string): Source[] {
  return readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(fromRoot(file), 'utf8') }));
}

/** The hand-written sources below a folder, tests left out. */
const sourcesIn = (folder: string): Source[] => scriptsIn(folder).filter(({ file }) => !isTest(file));

/** What a source imports, relative paths resolved from the root. */
const importsOf = ({ file, text }: Source): string[] =>
  ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? path.posix.join(path.posix.dirname(file), fileName) : fileName,
    );

/** `src/users/user.doors.ts` → `users`; nothing for files that compose the whole. */
const domainOf = (file: string): string | undefined => /^src\/([a-z-]+)\//.exec(file)?.[1];

const src = sourcesIn('src');
const admin = sourcesIn('admin');

/** The line of domains, as CONTRIBUTING tells it; the pages stand at its end. */
function line(): string[] {
  const [, told = ''] =
    /`(platform(?: ← \w+)+)`/.exec(readFileSync(fromRoot('CONTRIBUTING.md'), 'utf8')) ?? [];
  return [...told.split(' ← '), 'pages'];
}

describe('the line of domains', () => {
  const order = line();
  const composers = ['cli', 'demo'];

  it('S2.291 has every folder of src in it', () => {
    const folders = readdirSync(fromRoot('src'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    const names = folders.map(({ name }) => name);
    assert.deepEqual(names.sort(), [...order, ...composers].sort());
  });

  it('S3.1 is followed by every import: leftward only, and through the index', () => {
    const domains = src.filter(({ file }) => order.includes(domainOf(file) ?? ''));
    assert.ok(domains.length > 100);
    const wrong = domains.flatMap((source) => {
      const own = domainOf(source.file) ?? '';
      return importsOf(source)
        .filter(
          (target) =>
            !target.startsWith(`src/${own}/`) && /^(src|admin|test|sandbox|migrations)\//.test(target),
        )
        .filter((target) => {
          const other = domainOf(target) ?? '';
          const isLeft = order.includes(other) && order.indexOf(other) < order.indexOf(own);
          const isOpen = other === 'platform' || target === `src/${other}/index.js`;
          return !isLeft || !isOpen;
        })
        .map((target) => `${source.file} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('is the one that the linter holds', () => {
    const [, list = ''] =
      /const domains = \[([^\]]+)\]/.exec(readFileSync(fromRoot('eslint.config.js'), 'utf8')) ?? [];
    const linted = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
    assert.deepEqual(
      linted.filter((name) => name !== 'pages'),
      order.filter((name) => name !== 'pages'),
    );
  });
});

describe('who may touch what', () => {
  const users = (sources: Source[], what: RegExp) =>
    sources.filter(({ text }) => what.test(text)).map(({ file }) => file);
  const importers = (sources: Source[], name: string) =>
    sources.filter((source) => importsOf(withoutTypes(source)).includes(name)).map(({ file }) => file);
  const withoutTypes = ({ file, text }: Source): Source => ({
    file,
    text: text.replaceAll(/^import type [^;]+;/gm, ''),
  });

  it('only the settings read the environment', () => {
    const allowed = ['src/platform/config.ts', 'src/platform/keys-dir.ts'];
    assert.deepEqual(users(src, /process\.env\b/).sort(), allowed);
  });

  it('only the queues know Bull, and only the sockets Socket.IO', () => {
    assert.deepEqual(importers([...src, ...admin], 'bull'), ['src/platform/queues.ts']);
    assert.deepEqual(importers([...src, ...admin], 'socket.io'), ['src/platform/sockets.ts']);
  });

  it('only the platform opens connections', () => {
    const sources = [...src, ...admin];
    assert.deepEqual(importers(sources, 'ioredis'), ['src/platform/redis.ts']);
    assert.deepEqual([...importers(sources, 'mysql2'), ...importers(sources, 'mysql2/promise')], []);
    assert.deepEqual(users(sources, /new DataSource\(/), ['src/platform/database.ts']);
  });

  it('only providers call out', () => {
    const server = [...src, ...admin.filter(({ file }) => !file.includes('/components/'))];
    assert.deepEqual(importers(server, 'undici'), ['src/platform/provider-call.ts']);
    assert.deepEqual(users(server, /\bfetch\(/), []);
  });

  it('migrations stand on nothing of ours', () => {
    const foreign = sourcesIn('migrations').flatMap((source) =>
      importsOf(source).filter((target) => target !== 'typeorm'),
    );
    assert.deepEqual(foreign, []);
  });

  it('the console has a room only where the shop has one', () => {
    const own = ['shared', 'dashboards', 'locale'];
    const rooms = readdirSync(fromRoot('admin'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    const lost = rooms.filter(({ name }) => !own.includes(name) && !existsSync(fromRoot('src', name)));
    assert.deepEqual(
      lost.map(({ name }) => name),
      [],
    );
  });

  it('no source is longer than 250 lines', () => {
    const long = [...src, ...admin, ...sourcesIn('sandbox')]
      .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 250);
    assert.deepEqual(long, []);
  });

  it('no test file keeps a hook outside its stories, where it would act on those of all other files', () => {
    const tests = ['src', 'admin', 'sandbox', 'migrations', 'test']
      .flatMap(scriptsIn)
      .filter(({ file }) => file.endsWith('.test.ts'));
    const loose = tests.filter(({ text }) => /^(before|after)(Each)?\(/m.test(text));
    assert.ok(tests.length > 100);
    assert.deepEqual(
      loose.map(({ file }) => file),
      [],
    );
  });
});

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

const treeOf = ({ file, text }: Source) => ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);

const textOf = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined;

const propertyOf = (node: ts.ObjectLiteralExpression, name: string): string | undefined => {
  const found = node.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name);
  return found && ts.isPropertyAssignment(found) ? textOf(found.initializer) : undefined;
};

/** Literals that stand as the first argument of `new DomainError(…)` or `conflict(…)`. */
function problemCodesIn(source: Source): string[] {
  const codes: string[] = [];
  walk(treeOf(source), (node) => {
    const isMaker =
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      ['DomainError', 'conflict'].includes(node.expression.getText());
    const code = isMaker ? textOf(node.arguments?.[0]) : undefined;
    if (code) codes.push(code);
  });
  return codes;
}

/** Codes of `{ path, code }`, and of issues that schemas raise by themselves. */
function fieldCodesIn(source: Source): string[] {
  const codes: (string | undefined)[] = [];
  walk(treeOf(source), (node) => {
    if (!ts.isObjectLiteralExpression(node)) return;
    const names = node.properties.map((each) => each.name?.getText());
    if (names.includes('path')) codes.push(propertyOf(node, 'code'));
    if (propertyOf(node, 'code') === 'custom') codes.push(propertyOf(node, 'message'));
  });
  return codes.flatMap((code) => (code && code !== 'custom' ? [code] : []));
}

/** The kinds of issues that zod knows; unknown keys go by a name of our own. */
const schemaCodes = [
  ...['invalid_type', 'too_big', 'too_small', 'invalid_format', 'not_multiple_of', 'unknown_key'],
  ...['invalid_union', 'invalid_key', 'invalid_value', 'required', 'invalid'],
];

const missing = (keys: string[]): string[] =>
  [...new Set(keys)].flatMap((key) =>
    locales.filter((locale) => !hasCopy(locale, key)).map((locale) => `${locale}: ${key}`),
  );

describe('what people read', () => {
  it('has a title and a detail for every refusal, in both languages', () => {
    const codes = [...src, ...admin].flatMap(problemCodesIn);
    assert.ok(codes.length > 40);
    const keys = codes.flatMap((code) => [`problems.${code}.title`, `problems.${code}.detail`]);
    assert.deepEqual(missing(keys), []);
  });

  it('has a sentence for everything that can be wrong with a field', () => {
    // What is wrong with a setting is told to operators, in the words of the schema itself.
    const doors = src.filter(({ file }) => file !== 'src/platform/config.ts');
    const codes = [...schemaCodes, ...doors.flatMap(fieldCodesIn)];
    assert.ok(codes.length > 20);
    assert.deepEqual(missing(codes.map((code) => `fields.${code}`)), []);
  });

  it('never checks a field by a rule without a code', () => {
    const silent = src.filter((source) => {
      let without = false;
      walk(treeOf(source), (node) => {
        if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
        without ||= node.expression.name.text === 'refine' && node.arguments.length < 2;
      });
      return without;
    });
    assert.deepEqual(
      silent.map(({ file }) => file),
      [],
    );
  });

  it('names every state for customers', () => {
    const shown: [string, readonly string[]][] = [
      ['transaction.statuses', transactionStates.states],
      ['fulfilment.statuses', fulfilmentStates.states],
      ['fulfilment.shipment_statuses', shipmentStates.states],
      ['fulfilment.collection_statuses', shipmentStates.states],
      ['user.status', userStates.states],
    ];
    assert.deepEqual(
      missing(shown.flatMap(([place, states]) => states.map((state) => `${place}.${state}`))),
      [],
    );
  });

  it('names every state of every noun for staff', () => {
    const machines = [
      approvalStates,
      transactionStates,
      paymentStates,
      fulfilmentStates,
      shipmentStates,
      userStates,
    ];
    for (const locale of locales) {
      const values = translationsOf(locale)['values'] as Record<string, string>;
      const nameless = machines.flatMap(({ noun, states }) =>
        states.filter((state) => !values[state]).map((state) => `${locale}: ${noun} ${state}`),
      );
      assert.deepEqual(nameless, []);
    }
  });
});

describe('the lists that compose the whole', () => {
  it('name each job once, and schedule none that is not listed', () => {
    const names = jobs.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      schedule.filter((task) => 'job' in task && !names.includes(task.job.name)).map(({ name }) => name),
      [],
    );
    assert.equal(new Set(schedule.map(({ name }) => name)).size, schedule.length);
  });

  it('name each promise of the audit once', () => {
    const names = auditChecks.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });
});

/** What MariaDB understands and MySQL 8 does not. */
const notMySql: [string, RegExp][] = [
  ['RETURNING', /\bRETURNING\b(?! VARCHAR| CHAR)/i],
  ['IF NOT EXISTS on anything but a table', /(INDEX|COLUMN|KEY|TRIGGER|CONSTRAINT)\s+IF\s+(NOT\s+)?EXISTS/i],
  ['CREATE OR REPLACE TABLE', /CREATE\s+OR\s+REPLACE\s+(TABLE|TRIGGER|INDEX)/i],
  ['a type of its own', /\b\w+\s+(UUID|INET4|INET6|XMLTYPE)\b(?!\()/],
  ['a default that is a bare call', /DEFAULT\s+(UUID|UTC_TIMESTAMP|NOW|SYSDATE)\s*\(/i],
  ['a default for JSON or TEXT', /\b(JSON|TEXT|BLOB)\b[^,]*\bDEFAULT\s+(?!NULL)['\d]/i],
  ['PERSISTENT columns', /\bPERSISTENT\b/i],
  ['sequences', /\b(CREATE SEQUENCE|NEXTVAL|NEXT VALUE FOR)\b/i],
  ['system versioning', /WITH(OUT)? SYSTEM VERSIONING|PERIOD FOR/i],
];

/** What MySQL 8 understands and MariaDB does not. */
const notMariaDb: [string, RegExp][] = [
  ['row aliases of an upsert', /VALUES\s*\([^)]*\)\s*AS\s+\w+\s+ON\s+DUPLICATE/i],
  ['arrows into JSON', /\w->>?'\$/],
  ['INVISIBLE indexes', /\bINDEX\b[^,;]*\bINVISIBLE\b/i],
  ['functional indexes', /KEY\s+\w+\s*\(\s*\(/i],
  ['utf8mb4_0900 collations', /utf8mb4_0900/i],
];

describe('the SQL', () => {
  const schema = sourcesIn('migrations');
  const find = (sources: Source[], rules: [string, RegExp][]) =>
    sources.flatMap(({ file, text }) =>
      rules.filter(([, rule]) => rule.test(text)).map(([what]) => `${file}: ${what}`),
    );

  it('of the migrations is understood by MySQL 8 and by MariaDB', () => {
    assert.deepEqual(find(schema, [...notMySql, ...notMariaDb]), []);
  });

  it('of the shop is understood by both', () => {
    assert.deepEqual(
      find([...src, ...admin], [notMySql[0], notMySql[1], ...notMariaDb] as typeof notMySql),
      [],
    );
  });

  it('keeps every table in InnoDB with a key and four-byte letters', () => {
    const tables = schema.flatMap(({ text }) => [
      ...text.matchAll(/CREATE TABLE (\w+) \(([\s\S]*?)\n\s*\)([^`]*)`/g),
    ]);
    assert.ok(tables.length > 25);
    for (const [, name, columns = '', options = ''] of tables) {
      assert.match(columns, /PRIMARY KEY/, name);
      assert.match(options, /ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci/, name);
    }
  });

  it('keeps money in whole rupiah and no instant without milliseconds', () => {
    const text = schema.map((each) => each.text).join('\n');
    const amounts = [...text.matchAll(/^\s+(\w*_amount) (\w+)/gm)];
    assert.ok(amounts.length > 20);
    assert.deepEqual(
      amounts.filter(([, , type]) => type !== 'BIGINT').map(([, name]) => name),
      [],
    );
    assert.doesNotMatch(text, /\b(FLOAT|DOUBLE|DECIMAL|TIMESTAMP)\b/);
    assert.doesNotMatch(text, /_at DATETIME(?!\(3\))/);
  });
});
