import { grantStates, listRules, type GrantStatus } from '../../src/discounts/index.js';
import { query } from '../../src/platform/database.js';
import { idPattern } from '../../src/platform/ids.js';
import type { LoadPage } from '../pages.js';
import { may } from '../viewer.js';
import type { GrantsData, ShownGrant } from './components/grants-data.js';
import { findCustomer } from './why.js';

const perPage = 50;

interface Row extends Omit<ShownGrant, 'valid_until' | 'created_at'> {
  valid_until: Date | null;
  created_at: Date;
}

interface Wish {
  ruleId: string | null;
  personId: string | null;
  status: string | null;
  after: string | null;
}

/** Grants lie in the order of their key, so a page begins after the key at which the last one ended. */
const keyOf = (row: Row): string => [row.rule_id, row.period_key, row.person_id].join('~');

async function readGrants({ ruleId, personId, status, after }: Wish): Promise<Row[]> {
  const [lastRule = '', lastPeriod = '', lastPerson = ''] = (after ?? '').split('~');
  const conditions: [string, unknown[]][] = [
    ...(ruleId ? [['g.rule_id = ?', [ruleId]] as [string, unknown[]]] : []),
    ...(personId ? [['g.person_id = ?', [personId]] as [string, unknown[]]] : []),
    ...(status ? [['g.status = ?', [status]] as [string, unknown[]]] : []),
    ...(after
      ? [
          [
            '(g.rule_id > ? OR (g.rule_id = ? AND (g.period_key > ? OR (g.period_key = ? AND g.person_id > ?))))',
            [lastRule, lastRule, lastPeriod, lastPeriod, lastPerson],
          ] as [string, unknown[]],
        ]
      : []),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.map(([text]) => text).join(' AND ')}` : '';
  return query<Row>(
    `SELECT g.rule_id, v.id AS version_id, r.name AS rule, g.version, g.period_key, g.person_id, g.user_id, u.name,
       g.kind, g.tier, g.amount, g.used_amount, g.status, g.transaction_id AS sale_id, g.valid_until, g.created_at
     FROM (SELECT * FROM discount_grants g ${where}
           ORDER BY g.rule_id, g.period_key, g.person_id LIMIT ${perPage}) g
     JOIN discount_rules r ON r.id = g.rule_id
     JOIN discount_versions v ON v.rule_id = g.rule_id AND v.version = g.version
     LEFT JOIN users u ON u.id = g.user_id
     ORDER BY g.rule_id, g.period_key, g.person_id`,
    conditions.flatMap(([, params]) => params),
  );
}

const present = (row: Row): ShownGrant => ({
  ...row,
  version: Number(row.version),
  tier: row.tier === null ? null : Number(row.tier),
  amount: Number(row.amount),
  used_amount: Number(row.used_amount),
  valid_until: row.valid_until?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
});

const statusIn = (text: string | undefined): string =>
  grantStates.states.includes(text as GrantStatus) ? (text ?? '') : '';

/** A customer whom nobody knows has no grants; all grants are no answer to a name that was mistyped. */
const nobody = '-';

async function personOf(customer: string): Promise<string | null> {
  return customer === '' ? null : ((await findCustomer(customer))?.personId ?? nobody);
}

/** What was granted to whom and what became of it, page by page along the key. */
export const grantsPage: LoadPage = async (wanted, viewer) => {
  const asked = {
    rule: idPattern.test(wanted['rule'] ?? '') ? (wanted['rule'] ?? '') : '',
    customer: (wanted['customer'] ?? '').trim().slice(0, 120),
    status: statusIn(wanted['status']),
  };
  const [rules, rows] = await Promise.all([
    listRules(),
    readGrants({
      ruleId: asked.rule || null,
      personId: await personOf(asked.customer),
      status: asked.status || null,
      after: wanted['after'] ?? null,
    }),
  ]);
  const last = rows.at(-1);
  const data: GrantsData = {
    asked,
    rules: rules.map(({ id, name }) => ({ value: id, label: name })),
    statuses: [...grantStates.states],
    grants: rows.map(present),
    next: last && rows.length === perPage ? keyOf(last) : null,
    may_take_back: may(viewer, 'discounts.give'),
  };
  return { ...data };
};
