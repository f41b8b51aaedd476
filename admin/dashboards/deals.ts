import { clock } from '../../src/platform/clock.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import {
  ageBands,
  ageing,
  dealMonths,
  dealQuality,
  dealSeries,
  heldNow,
  lastDays,
  problemDeals,
  type AgeingRow,
  type DayDeals,
  type MonthDeals,
  type ProblemDeal,
} from '../../src/reports/index.js';
import type { LoadPage } from '../pages.js';
import { may } from '../viewer.js';
import type { Counted, DealsData } from './components/deals-data.js';
import { listOf } from './links.js';

const chartDays = 30;
const chartMonths = 12;
const mostProblems = 10;

const lastDayOf = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

const during = (column: string, from: string, to: string): Record<string, string> => ({
  [`${column}~~from`]: from,
  [`${column}~~to`]: to,
});

/** The lists behind figures of a period; whoever may see the page but not the rows gets figures alone. */
function linksFor(maySee: boolean, maySeeUsers: boolean) {
  const link = (resource: string, filters: Record<string, string>) =>
    maySee ? listOf(resource, filters) : null;
  return {
    opened: (from: string, to: string) => link('Escrow', during('createdAt', from, to)),
    held: (from: string, to: string) => link('Escrow', during('heldAt', from, to)),
    released: (from: string, to: string) =>
      link('Escrow', { ...during('settledAt', from, to), status: 'RELEASED' }),
    settled: (from: string, to: string) =>
      link('Escrow', { ...during('settledAt', from, to), status: 'RELEASED,REFUNDED,SPLIT' }),
    fees: (from: string, to: string) => link('EscrowPart', during('settledAt', from, to)),
    heldNow: () => link('EscrowPart', { status: 'HELD,DELIVERED,DISPUTED' }),
    active: (day: string) => (maySeeUsers ? listOf('ActiveDay', during('wibDate', day, day)) : null),
    open: (status: string, range: Record<string, string>) => link('Escrow', { status, ...range }),
    disputed: (from: string, to: string) =>
      link('Escrow', { ...during('heldAt', from, to), disputed: 'ever' }),
  };
}
type Links = ReturnType<typeof linksFor>;

const presentDay = (links: Links) => (day: DayDeals) => ({
  period: day.date,
  opened: { value: day.openedCount, href: links.opened(day.date, day.date) },
  released: { value: day.releasedCount, href: links.released(day.date, day.date) },
  fee: { value: day.feeAmount, href: links.fees(day.date, day.date) },
  active: { value: day.activeUserCount, href: links.active(day.date) },
});

function presentMonth(links: Links) {
  return ({ month, ...figures }: MonthDeals) => {
    const [from, to] = [`${month}-01`, lastDayOf(month)];
    return {
      period: month,
      opened: { value: figures.openedCount, href: links.opened(from, to) },
      released: { value: figures.releasedCount, href: links.released(from, to) },
      fee: { value: figures.feeAmount, href: links.fees(from, to) },
    };
  };
}

/** An age counts days before today, the list wants dates: the oldest band has no beginning. */
function rangeOfAge(index: number): Record<string, string> {
  const now = clock.now();
  const dayAgo = (days: number) => lastDays(days + 1, now)[0] ?? '';
  const band = ageBands[index];
  if (!band) return {};
  const upTo = { 'statusSince~~to': dayAgo(band.from) };
  return band.to === null ? upTo : { 'statusSince~~from': dayAgo(band.to), ...upTo };
}

const presentAgeing =
  (links: Links) =>
  ({ status, counts }: AgeingRow) => ({
    status,
    ages: counts.map((value, index): Counted => ({ value, href: links.open(status, rangeOfAge(index)) })),
  });

const presentProblem = ({ since, ...deal }: ProblemDeal) => ({ ...deal, since: since.toISOString() });

/** How escrow does: what it earns, how many deals there are, how old they are, and which need a person. */
export const dealsPage: LoadPage = async (_query, viewer) => {
  const links = linksFor(may(viewer, 'escrows.read'), may(viewer, 'users.read'));
  const [days, months, held, ages, quality, problems] = await Promise.all([
    dealSeries(chartDays),
    dealMonths(chartMonths),
    heldNow(),
    ageing(),
    dealQuality(chartDays),
    may(viewer, 'escrows.read') ? problemDeals(mostProblems) : null,
  ]);
  const [first, today] = [days[0]?.date ?? '', jakartaDate(clock.now())];
  const data: DealsData = {
    day: today,
    days: days.map(presentDay(links)),
    months: months.map(presentMonth(links)),
    held: { value: held.amount, href: links.heldNow() },
    held_parts: held.parts,
    ages: ages.map(presentAgeing(links)),
    quality: {
      days: chartDays,
      held: { value: quality.heldCount, href: links.held(first, today) },
      disputed: { value: quality.disputedCount, href: links.disputed(first, today) },
      dispute_rate: quality.disputeRateBps === null ? null : quality.disputeRateBps / 10_000,
      settled: { value: quality.settledCount, href: links.settled(first, today) },
      median_seconds: quality.medianSeconds,
    },
    problems: problems?.map(presentProblem) ?? null,
  };
  return { ...data };
};
