import { median, type Figures, type Variant } from './measure.js';

interface Target {
  of: string;
  /** The least share of the first variant's rate; none where only the times are bounded. */
  ratio?: number;
  /** How many times the first variant's p99 its own may be. */
  p99?: number;
}

interface Plan {
  clients: number;
  rounds: number;
  seconds: number;
  /** The share of the first variant's rate that the others are held against. */
  target?: Target;
}

/** A process that has just started is still compiling its hot paths, and two of them share the clients. */
const warmUpSeconds = 8;

const whole = (value: number) => value.toFixed(value < 10 ? 1 : 0);

function row(name: string, figures: Figures[], ratios: number[]): Record<string, string> {
  const column = (of: (each: Figures) => number) => whole(median(figures.map(of)));
  return {
    variant: name,
    'per second': column(({ perSecond }) => perSecond),
    'p50 ms': column(({ p50 }) => p50),
    'p99 ms': column(({ p99 }) => p99),
    ratio: median(ratios).toFixed(2),
    'ratios of rounds': ratios.map((ratio) => ratio.toFixed(2)).join(' '),
  };
}

/**
 * Measures all variants in turn inside each round, because a machine that others use as well changes from minute to
 * minute, and prints the median of the rounds' ratios to the first variant.
 */
export async function compare(title: string, variants: Variant[], plan: Plan): Promise<void> {
  const measured = new Map<string, Figures[]>(variants.map(({ name }) => [name, []]));
  for (const { run } of variants) await run(plan.clients, warmUpSeconds);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { name, run } of variants) measured.get(name)?.push(await run(plan.clients, plan.seconds));
  }
  const yardstick = [...measured.values()][0] ?? [];
  const ratiosOf = (figures: Figures[]) =>
    figures.map(({ perSecond }, round) => perSecond / (yardstick[round]?.perSecond ?? NaN));
  console.log(`\n${title}, ${plan.clients} clients, ${plan.rounds} rounds of ${plan.seconds} s in turn`);
  console.table([...measured].map(([name, figures]) => row(name, figures, ratiosOf(figures))));
  if (plan.target) judge(plan.target, measured, yardstick);
}

type Figure = (figures: Figures) => number;

/** The median over the rounds of a figure's ratio to the first variant's. */
const ratioOf = (figures: Figures[], yardstick: Figures[], figure: Figure): number =>
  median(figures.map((each, round) => figure(each) / figure(yardstick[round] ?? each)));

function judge({ of, ratio, p99 }: Target, measured: Map<string, Figures[]>, yardstick: Figures[]): void {
  const figures = measured.get(of) ?? [];
  const rate = ratioOf(figures, yardstick, ({ perSecond }) => perSecond);
  if (ratio !== undefined) say(`${of} at least ${ratio.toFixed(2)} of the first`, rate, rate >= ratio);
  if (p99 === undefined) return;
  const slowest = ratioOf(figures, yardstick, (each) => each.p99);
  say(`p99 of ${of} at most ${p99} times the first's`, slowest, slowest <= p99);
}

/** A verdict on a figure that was to be reached. */
export function say(target: string, reached: number, isMet: boolean): void {
  console.log(`Target: ${target}; reached ${reached.toFixed(2)}: ${isMet ? 'met' : 'not met'}.`);
}
