import { namesIn, ruleInWords, type DiscountVersion } from '../../src/discounts/index.js';
import { clock } from '../../src/platform/clock.js';
import type { Locale } from '../../src/platform/i18n.js';
import type { ShownSimulation, ShownVersion, VersionLine } from './components/studio-data.js';

const textOf = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export const lineOf = (version: DiscountVersion): VersionLine => ({
  id: version.id,
  version: version.version,
  status: version.status,
  copied_from: version.copiedFrom,
  live_from: textOf(version.liveFrom),
  live_at: textOf(version.liveAt),
  ended_at: textOf(version.endedAt),
  created_at: version.createdAt.toISOString(),
});

type Simulations = ReadonlyMap<string, ShownSimulation>;

/** Versions as staff read them, with all names looked up at once. */
export async function showVersions(
  versions: DiscountVersion[],
  locale: Locale,
  simulations: Simulations = new Map(),
): Promise<ShownVersion[]> {
  const names = await namesIn(versions.map(({ definition }) => definition));
  return versions.map((version) => ({
    ...lineOf(version),
    revision: version.revision,
    definition: version.definition,
    facts: ruleInWords(version.definition, locale, names, clock.now()).filter(({ text }) => text !== ''),
    simulation: simulations.get(version.id) ?? null,
    budget_amount: version.budgetAmount,
    budget_used_amount: version.budgetUsedAmount,
  }));
}
