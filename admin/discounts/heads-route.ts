import type { RequestHandler } from 'express';
import {
  countHeads,
  namesIn,
  readDefinition,
  ruleInWords,
  sampleCustomers,
  sayFigures,
  type Definition,
  type Names,
  type Verdict,
} from '../../src/discounts/index.js';
import { clock } from '../../src/platform/clock.js';
import { query } from '../../src/platform/database.js';
import { DomainError, forbidden } from '../../src/platform/errors.js';
import type { Locale } from '../../src/platform/i18n.js';
import { notice } from '../gate.js';
import { refusalOf } from '../shared/refusal.js';
import { may, type Viewer } from '../viewer.js';
import type { Heads, Reason } from './components/studio-data.js';
import { localeOf } from './studio.js';

interface WithViewer {
  session: { adminUser?: Viewer };
}

/** The conditions that were met, each with what was found, in words; of several ways in, only those that led in. */
function reasonsIn(verdict: Verdict, locale: Locale, names: Names): Reason[] {
  if ('all' in verdict) return verdict.all.flatMap((part) => reasonsIn(part, locale, names));
  if ('any' in verdict)
    return verdict.any.filter(({ holds }) => holds).flatMap((part) => reasonsIn(part, locale, names));
  if ('not' in verdict) return reasonsIn(verdict.not, locale, names);
  const { code, holds, needed, actual } = verdict;
  return [
    {
      holds,
      needed: sayFigures(locale, code, 'needed', needed, names),
      actual: sayFigures(locale, code, 'actual', actual, names),
    },
  ];
}

async function countCustomers(): Promise<number> {
  const [row] = await query<{ total: string }>(
    'SELECT COUNT(DISTINCT person_id) AS total FROM customer_figures WHERE is_open',
  );
  return Number(row?.total ?? 0);
}

async function headsOf(definition: Definition, locale: Locale, viewer: Viewer | undefined): Promise<Heads> {
  const at = clock.now();
  const maySee = may(viewer, 'users.read');
  const [count, customers, names, samples] = await Promise.all([
    countHeads(definition, at),
    countCustomers(),
    namesIn([definition]),
    maySee ? sampleCustomers(definition, at, 10) : [],
  ]);
  return {
    count,
    customers,
    facts: ruleInWords(definition, locale, names, at).filter(({ text }) => text !== ''),
    samples: samples.map(({ userId, name, verdict }) => ({
      id: userId,
      name,
      href: `/admin/resources/User/records/${userId}/show`,
      reasons: reasonsIn(verdict, locale, names),
    })),
  };
}

/**
 * Counts whom a rule would reach that is still being written, and says it in words. Changes nothing; those who may not
 * see customers get no samples.
 */
export const headsRoute: RequestHandler = async (req, res) => {
  const viewer = (req as unknown as WithViewer).session.adminUser;
  res.set('Cache-Control', 'no-store');
  try {
    if (!may(viewer, 'discounts.read')) throw forbidden();
    const locale = localeOf({ lang: String(req.query['lang']) });
    res.json(await headsOf(readDefinition(req.body), locale, viewer));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { message, errors } = refusalOf(error);
    // What is still missing from a half-written rule is an answer, and no failure of the request.
    res.status(error.status === 422 ? 200 : error.status).json({ ...notice(message), errors });
  }
};
