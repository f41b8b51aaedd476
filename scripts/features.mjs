// Checks docs/features.md: every requirement once, a known verdict, and for each built one a test that names it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ id: string, what: string, verdict: string, proof: string }} Row */

const root = fileURLToPath(new URL('..', import.meta.url));
const verdicts = new Set(['built', 'mapped', 'refused', 'not yet']);
/** How many requirements each of the five sources has; a lost row is noticed. */
const expected = { S0: 76, S1: 31, S2: 324, S3: 111, S4: 58 };

/**
 * Rows of the table: `| S4.57 | what | verdict | proof or reason |`.
 * @param {string} markdown
 * @returns {Row[]}
 */
export function readRows(markdown) {
  return [...markdown.matchAll(/^\| (S\d\.\d+) \| (.*?) \| (.*?) \| (.*?) \|$/gm)].map(
    ([, id, what, verdict, proof]) => ({ id, what, verdict: verdict.trim(), proof: proof.trim() }),
  );
}

/**
 * @param {string} folder
 * @returns {Generator<string>}
 */
function* testFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', '.data', '.git', 'coverage', 'admin-assets'].includes(entry.name)) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* testFiles(file);
    else if (/\.test\.(ts|mjs)$/.test(entry.name)) yield file;
  }
}

/** Requirement ids that stand in titles of tests, with the files they stand in. */
export function provedIds(folder = root) {
  const proved = new Map();
  for (const file of testFiles(folder)) {
    for (const [, title] of readFileSync(file, 'utf8').matchAll(/\b(?:describe|it)\(\s*[`'"]([^\n]*)/g)) {
      for (const [id] of title.matchAll(/\bS\d\.\d+\b/g)) {
        proved.set(id, (proved.get(id) ?? new Set()).add(path.relative(folder, file)));
      }
    }
  }
  return proved;
}

/**
 * Everything that is wrong with the table, in words.
 * @param {Row[]} rows
 * @param {Map<string, Set<string>>} proved
 */
export function problemsOf(rows, proved) {
  const problems = [];
  const seen = new Set();
  for (const { id, verdict, proof } of rows) {
    if (seen.has(id)) problems.push(`${id} stands twice`);
    seen.add(id);
    if (!verdicts.has(verdict)) problems.push(`${id} has the unknown verdict "${verdict}"`);
    if (verdict === 'built' && !proved.has(id)) problems.push(`${id} is called built, but no test names it`);
    if ((verdict === 'mapped' || verdict === 'refused') && proof === '')
      problems.push(`${id} lacks a word of why`);
  }
  for (const id of proved.keys()) {
    const row = rows.find((each) => each.id === id);
    if (!row) problems.push(`${id} is named by a test, but not in the table`);
    else if (row.verdict === 'not yet') problems.push(`${id} is proved by a test, but called not yet`);
  }
  for (const [source, count] of Object.entries(expected)) {
    const found = rows.filter(({ id }) => id.startsWith(`${source}.`)).length;
    if (found !== count) problems.push(`${source} has ${found} rows instead of ${count}`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = readRows(readFileSync(path.join(root, 'docs/features.md'), 'utf8'));
  const problems = problemsOf(rows, provedIds());
  for (const problem of problems) console.error(problem);
  const count = (/** @type {string} */ verdict) => rows.filter((row) => row.verdict === verdict).length;
  console.log([...verdicts].map((verdict) => `${count(verdict)} ${verdict}`).join(', '));
  process.exitCode = problems.length > 0 ? 1 : 0;
}
