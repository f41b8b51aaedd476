import { z } from 'zod';
import { clock } from '../../src/platform/clock.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import { discountPerformance, lastDays, type DiscountPerformance } from '../../src/reports/index.js';
import type { LoadPage } from '../pages.js';
import { may, mayKnowCosts } from '../viewer.js';
import type { ResultsData } from './components/results-data.js';

const usualDays = 30;
/** Longer than a year nobody compares, and the statement would grow with the shop. */
const mostDays = 366;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && z.iso.date().safeParse(text).success;

/** What was asked for, put in order and cut to a year; anything odd counts as not asked for. */
function periodIn({ from, to }: Record<string, string>): { from: string; to: string } {
  const now = clock.now();
  const [one, other] = [isDay(from) ? from : lastDays(usualDays, now)[0], isDay(to) ? to : jakartaDate(now)];
  const [first = other, last] = [one, other].sort();
  const earliest = new Date(Date.parse(last ?? other) - mostDays * 86_400_000).toISOString().slice(0, 10);
  return { from: first < earliest ? earliest : first, to: last ?? other };
}

const hrefOf = ({ kind, id }: Pick<DiscountPerformance, 'kind' | 'id'>): string =>
  kind === 'rule' ? `/admin/pages/discountStudio?rule=${id}` : `/admin/resources/Voucher/records/${id}/show`;

/** What rules and vouchers brought and cost in a period, one table for both. */
export const resultsPage: LoadPage = async (asked, viewer) => {
  const period = periodIn(asked);
  const rows = await discountPerformance(period);
  const [maySeeVouchers, maySeeMargins] = [may(viewer, 'vouchers.read'), mayKnowCosts(viewer)];
  const data: ResultsData = {
    ...period,
    rows: rows.map(({ marginAmount, ...row }) => ({
      ...row,
      ...(maySeeMargins ? { marginAmount } : {}),
      href: row.kind === 'rule' || maySeeVouchers ? hrefOf(row) : null,
    })),
  };
  return { ...data };
};
