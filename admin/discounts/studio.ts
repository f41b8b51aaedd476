import {
  DiscountRule,
  DiscountVersion,
  fewestCompared,
  findVersion,
  outcomeOf,
  versionsOfRule,
  type VersionStatus,
} from '../../src/discounts/index.js';
import { database, query } from '../../src/platform/database.js';
import { idPattern } from '../../src/platform/ids.js';
import type { Locale } from '../../src/platform/i18n.js';
import type { LoadPage } from '../pages.js';
import { may, mayKnowCosts } from '../viewer.js';
import type { ShownOutcome } from './components/outcome-data.js';
import type { OpenRule, ShelfRule, StudioData } from './components/studio-data.js';
import { piecesFor } from './pieces.js';
import { showVersions, lineOf } from './shown-version.js';
import { newestSimulations } from './simulations.js';

/** One shop has tens of rules; more than this nobody looks through. */
const mostRules = 200;

export const localeOf = ({ lang }: Record<string, string>): Locale => (lang === 'en' ? 'en' : 'id');

const running: VersionStatus[] = ['LIVE', 'PAUSED'];

interface Granted {
  granted: number;
  amount: number;
}

/** What the rules have granted so far; those held out got nothing. */
async function grantedBy(ruleIds: string[]): Promise<Map<string, Granted>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await query<{ id: string; granted: string; amount: string }>(
    `SELECT rule_id AS id, SUM(granted_count) AS granted, SUM(granted_amount) AS amount
     FROM discount_run_rules WHERE rule_id IN (?) GROUP BY rule_id`,
    [ruleIds],
  );
  return new Map(
    rows.map(({ id, granted, amount }) => [id, { granted: Number(granted), amount: Number(amount) }]),
  );
}

/** Of each rule the version that runs, else the newest; with the newest where that is another one. */
function inFront(
  versions: DiscountVersion[],
): { shown: DiscountVersion; next: DiscountVersion | null } | null {
  const newest = versions[0];
  if (!newest) return null;
  const shown = versions.find(({ status }) => running.includes(status)) ?? newest;
  const next = newest !== shown && newest.status !== 'ENDED' ? newest : null;
  return { shown, next };
}

async function loadShelf(locale: Locale): Promise<ShelfRule[]> {
  const rules = await database()
    .getRepository(DiscountRule)
    .find({ order: { id: 'DESC' }, take: mostRules });
  const ids = rules.map(({ id }) => id);
  const versions = ids.length === 0 ? [] : await versionsOf(ids);
  const fronts = rules.flatMap((rule) => {
    const front = inFront(versions.filter(({ ruleId }) => ruleId === rule.id));
    return front ? [{ rule, ...front }] : [];
  });
  const [shown, granted] = await Promise.all([
    showVersions(
      fronts.map((front) => front.shown),
      locale,
    ),
    grantedBy(ids),
  ]);
  return fronts.flatMap(({ rule, next }, index) => {
    const version = shown[index];
    if (!version) return [];
    const { granted: count = 0, amount = 0 } = granted.get(rule.id) ?? {};
    const { id, name, note } = rule;
    return [
      { id, name, note, shown: version, next: next && lineOf(next), granted: count, granted_amount: amount },
    ];
  });
}

const versionsOf = (ruleIds: string[]): Promise<DiscountVersion[]> =>
  database()
    .getRepository(DiscountVersion)
    .createQueryBuilder('version')
    .where('version.rule_id IN (:...ruleIds)', { ruleIds })
    .orderBy('version.version', 'DESC')
    .getMany();

const withoutMargin = <T extends { marginAmount: number }>({ marginAmount: _margin, ...rest }: T) => rest;

/** What came of a version; what was earned with it only for whoever may know what goods cost. */
async function showOutcome(versionId: string, knowsCosts: boolean): Promise<ShownOutcome> {
  const { forecast, happened, compared } = await outcomeOf(versionId);
  const outcome = { forecast, happened, compared, fewest: fewestCompared };
  if (knowsCosts) return outcome;
  return {
    ...outcome,
    forecast: forecast && withoutMargin(forecast),
    happened: withoutMargin(happened),
    compared: compared.filter(({ measure }) => measure !== 'margin'),
  };
}

/** @throws DomainError 404 for a version that never was. */
async function loadOpen(
  id: string,
  otherId: string | undefined,
  locale: Locale,
  knowsCosts: boolean,
): Promise<OpenRule> {
  const { rule, version } = await findVersion(id);
  const versions = await versionsOfRule(rule.id);
  const other = versions.find((each) => each.id === otherId && each.id !== id);
  const both = other ? [version, other] : [version];
  const shown = await showVersions(both, locale, await newestSimulations(both, knowsCosts));
  const [first, second = null] = shown;
  if (!first) throw new Error('A version was found and not shown.');
  const { name, note } = rule;
  const outcome = version.liveAt ? await showOutcome(version.id, knowsCosts) : null;
  return { id: rule.id, name, note, version: first, versions: versions.map(lineOf), outcome, other: second };
}

const idIn = (text: string | undefined): string | undefined =>
  text !== undefined && idPattern.test(text) ? text : undefined;

/** A rule that is named without a version shows its newest. */
const newestOf = async (ruleId: string | undefined): Promise<string | undefined> =>
  ruleId === undefined ? undefined : (await versionsOfRule(ruleId))[0]?.id;

/** All rules, or the one that the address names; reads only. */
export const studioPage: LoadPage = async (asked, viewer) => {
  const locale = localeOf(asked);
  const version = idIn(asked['version']) ?? (await newestOf(idIn(asked['rule'])));
  const open = version ? await loadOpen(version, idIn(asked['with']), locale, mayKnowCosts(viewer)) : null;
  const data: StudioData = {
    pieces: await piecesFor(open ? (await findVersion(open.version.id)).version.definition : undefined),
    shelf: open || asked['new'] !== undefined ? null : await loadShelf(locale),
    open,
    may_write: may(viewer, 'discounts.write'),
    may_give: may(viewer, 'discounts.give'),
  };
  return { ...data };
};
