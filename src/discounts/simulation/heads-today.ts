import { query } from '../../platform/database.js';
import { countHeads, sampleCustomers } from '../heads.js';
import type { Definition, Who } from '../definition.js';
import { readStored } from '../live-rules.js';
import type { DiscountSimulation } from './simulation.entity.js';
import type { SharedHeads, SimulatedSample, SimulationResult } from './simulation.result.js';

interface Live {
  ruleId: string;
  name: string;
  definition: Definition;
}

/** More live rules than these are not compared: each costs a count over all customers. */
const mostCompared = 10;

async function liveRules(except: string): Promise<Live[]> {
  const rows = await query<Omit<Live, 'definition'> & { definition: string | Definition }>(
    `SELECT r.id AS ruleId, r.name, v.definition FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.status = 'LIVE' AND r.id <> ? ORDER BY v.live_at DESC LIMIT ?`,
    [except, mostCompared],
  );
  return rows.map((row) => ({ ...row, definition: readStored(row.definition) }));
}

/** Everybody whom a definition takes: its conditions and its lowest tier, as conditions alone. */
function everybodyOf({ who, tiers }: Definition): Who {
  const lowest = tiers?.steps[0]?.threshold;
  if (!tiers || lowest === undefined) return who;
  const least: Who =
    tiers.measure === 'lifetime_spend'
      ? { code: 'lifetime_spend', args: { amount: lowest } }
      : { code: 'order_count', args: { least: lowest } };
  return { all: [who, least] };
}

/** Rules that run today, with the people whom both would take. */
async function sharedHeads({ ruleId, definition }: DiscountSimulation, at: Date): Promise<SharedHeads[]> {
  const shared: SharedHeads[] = [];
  for (const other of await liveRules(ruleId)) {
    const both: Definition = { ...definition, who: { all: [definition.who, everybodyOf(other.definition)] } };
    const heads = await countHeads(both, at);
    if (heads > 0) shared.push({ ruleId: other.ruleId, name: other.name, heads });
  }
  return shared.sort((one, other) => other.heads - one.heads);
}

const toSample = ({
  userId,
  name,
  tier,
  verdict,
}: Awaited<ReturnType<typeof sampleCustomers>>[number]): SimulatedSample => ({
  userId,
  name,
  tier,
  verdict,
});

/** How many people qualify today, some of them with the reasons, and who qualifies for other rules as well. */
export async function headsOf(
  simulation: DiscountSimulation,
  at: Date,
): Promise<Pick<SimulationResult, 'headsToday' | 'samples' | 'sharedHeads'>> {
  const { definition } = simulation;
  const [headsToday, samples, shared] = await Promise.all([
    countHeads(definition, at),
    sampleCustomers(definition, at, 10),
    sharedHeads(simulation, at),
  ]);
  return { headsToday, samples: samples.map(toSample), sharedHeads: shared };
}
