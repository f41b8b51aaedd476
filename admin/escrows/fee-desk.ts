import { compareSchedules, FeeSchedule, mostCompared, scheduleInForce } from '../../src/escrows/index.js';
import { clock } from '../../src/platform/clock.js';
import { database } from '../../src/platform/database.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import { lastDays } from '../../src/reports/index.js';
import { listOf } from '../dashboards/links.js';
import type { LoadPage } from '../pages.js';
import { may } from '../viewer.js';
import type { ComparedSchedule, FeeDeskData } from './components/fee-desk-data.js';

/** A quarter is what people mean when they ask how things go. */
const usualDays = 90;
const day = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && day.test(text) && !Number.isNaN(Date.parse(text));

/** What was asked for, put in order; anything odd counts as not asked for. */
function periodIn({ from, to }: Record<string, string>): { from: string; to: string } {
  const now = clock.now();
  const last = isDay(to) ? to : jakartaDate(now);
  const first = isDay(from) ? from : (lastDays(usualDays, now)[0] ?? last);
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}

/** Drafts, newest first, before those that have a date; what was put away is over. */
const openSchedules = (): Promise<FeeSchedule[]> =>
  database()
    .getRepository(FeeSchedule)
    .find({ where: [{ status: 'DRAFT' }, { status: 'SCHEDULED' }], order: { status: 'ASC', id: 'DESC' } });

function chosenFrom(schedules: FeeSchedule[], asked: string | undefined, inForce: number): FeeSchedule[] {
  const wanted = (asked ?? '').split(',').filter((id) => id !== '');
  const isUsual = ({ status, version }: FeeSchedule) => status === 'DRAFT' || version === inForce;
  const chosen = schedules.filter((each) => (wanted.length > 0 ? wanted.includes(each.id) : isUsual(each)));
  // The one in force stands first, because the others are held against it.
  return chosen.sort((one, other) => Number(other.version === inForce) - Number(one.version === inForce));
}

const present = (schedule: FeeSchedule, inForce: number): ComparedSchedule => ({
  id: schedule.id,
  name: schedule.name,
  version: schedule.version,
  status: schedule.status,
  in_force: schedule.version === inForce,
  effective_from: schedule.effectiveFrom?.toISOString() ?? null,
  bands: schedule.bands,
});

/** The rows that the desk counts, for those who may open them. */
const dealsOf = ({ from, to }: { from: string; to: string }): string =>
  listOf('Escrow', {
    'heldAt~~from': from,
    'heldAt~~to': to,
    status: 'HELD,DELIVERED,DISPUTED,RELEASED,SPLIT',
  });

/** Schedules side by side over the real deals of a period: nothing is changed by looking. */
export const feeDeskPage: LoadPage = async (query, viewer) => {
  const period = periodIn(query);
  const [schedules, { version }] = await Promise.all([openSchedules(), scheduleInForce(clock.now())]);
  const chosen = chosenFrom(schedules, query['with'], version).slice(0, mostCompared);
  const comparison = await compareSchedules(period, chosen);
  const data: FeeDeskData = {
    ...period,
    most: mostCompared,
    schedules: schedules.map((schedule) => present(schedule, version)),
    chosen: chosen.map(({ id }) => id),
    comparison,
    deals_href: may(viewer, 'escrows.read') ? dealsOf(period) : null,
    may_write: may(viewer, 'fees.write'),
  };
  return { ...data };
};
