import { system, type Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { dayAfter, jakartaDate } from '../platform/jakarta.js';
import type { Attempt, Job } from '../platform/jobs.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  approveVersion,
  end,
  figuresOf,
  goLive,
  pause,
  runAt,
  runJobs,
  saveDraft,
  simulationJobs,
  startSimulation,
  type DiscountVersion,
} from '../discounts/index.js';
import { createVoucher, moveVoucher } from '../vouchers/index.js';
import { at, goTo } from './movable-clock.js';
import { plannedRules, plannedVouchers, type PlannedRule, type PlannedVoucher } from './promotions.js';
import type { Stage } from './tell-story.js';

const day = 86_400_000;

interface Episode {
  at: Date;
  act: (stage: Stage) => Promise<unknown>;
}

const daysAgo = (now: Date, days: number, minutes = 0): Date =>
  new Date(now.getTime() - days * day + minutes * 60_000);

const voucherNamed = async (name: string) =>
  (await query<{ id: string; status: string }>('SELECT id, status FROM vouchers WHERE name = ?', [name]))[0];

async function draftVoucher({ cast, now }: Stage, planned: PlannedVoucher, moment: Date): Promise<void> {
  const { terms, untilDays, isPersonal } = planned;
  if (await voucherNamed(terms.name)) return;
  await at(moment, cast.staff('catalogue'), (uow) =>
    createVoucher(uow, {
      ...terms,
      validFrom: moment.toISOString(),
      ...(untilDays === undefined ? {} : { validUntil: daysAgo(now, -untilDays).toISOString() }),
      ...(isPersonal ? { users: [cast.ofTier('retail').person.email] } : {}),
      reason: 'Rencana promosi bulanan',
    }),
  );
}

/** What a step leads to; told again, one that was taken changes nothing. */
const stepsBefore: Record<string, string> = {
  go_live: 'DRAFT',
  pause: 'LIVE',
  resume: 'PAUSED',
  end: 'LIVE',
};

const voucherEpisodes = (now: Date, planned: PlannedVoucher): Episode[] => [
  {
    at: daysAgo(now, planned.draftedDaysAgo),
    act: (stage) => draftVoucher(stage, planned, daysAgo(now, planned.draftedDaysAgo)),
  },
  ...planned.steps.map(([ago, event, reason]): Episode => {
    const moment = daysAgo(now, ago, 30);
    return {
      at: moment,
      act: async ({ cast }) => {
        const voucher = await voucherNamed(planned.terms.name);
        if (!voucher || voucher.status !== stepsBefore[event]) return;
        await at(moment, cast.staff('catalogue'), (uow) =>
          moveVoucher(uow, { id: voucher.id, event, reason }),
        );
      },
    };
  }),
];

/** The jobs that keep what rules ask of customers ring nobody in the story either. */
async function followCustomers(uow: UnitOfWork): Promise<void> {
  const rows = await uow.sql<{ id: string }>('SELECT id FROM users');
  const { text, params } = figuresOf(rows.map(({ id }) => id));
  await uow.run(text, params);
}

/** A job that nobody rings in the story is performed where it belongs in time. */
async function perform(job: Job | undefined, payload: object, moment: Date): Promise<void> {
  goTo(moment);
  const attempt: Attempt = {
    ...{ id: newId(), number: 1, isLast: true },
    inTransaction,
    conclude: inTransaction,
    assertOwned: () => Promise.resolve(),
  };
  await job?.handle(payload, attempt);
}

type Version = Pick<DiscountVersion, 'id' | 'status' | 'revision'>;

const versionOf = async (name: string): Promise<Version | undefined> =>
  (
    await query<Version>(
      `SELECT v.id, v.status, v.revision FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
       WHERE r.name = ? ORDER BY v.version DESC LIMIT 1`,
      [name],
    )
  )[0];

const deeds = {
  approve: (uow: UnitOfWork, { id: versionId, revision }: Version, reason: string) =>
    approveVersion(uow, { versionId, revision: Number(revision), reason }),
  go_live: (uow: UnitOfWork, { id: versionId }: Version, reason: string) =>
    goLive(uow, { versionId, reason }),
  pause: (uow: UnitOfWork, { id: versionId }: Version, reason: string) => pause(uow, { versionId, reason }),
  end: (uow: UnitOfWork, { id: versionId }: Version, reason: string) => end(uow, { versionId, reason }),
};

const statusBefore = { approve: 'SIMULATED', go_live: 'APPROVED', pause: 'LIVE', end: 'LIVE' } as const;

async function draftRule(
  { cast }: Stage,
  { name, note, definition }: PlannedRule,
  moment: Date,
): Promise<void> {
  if (await versionOf(name)) return;
  const reason = 'Rencana promosi bulanan';
  await at(moment, cast.staff('catalogue'), (uow) => saveDraft(uow, { name, note, definition, reason }));
}

const windowDays = 14;

async function simulate({ cast, now }: Stage, { name }: PlannedRule, moment: Date): Promise<void> {
  const version = await versionOf(name);
  if (version?.status !== 'DRAFT') return;
  const [to, from] = [daysAgo(moment, 1), daysAgo(moment, windowDays)].map(jakartaDate) as [string, string];
  await inTransaction(system('seed'), followCustomers);
  const { id } = await at(moment < now ? moment : now, cast.staff('catalogue'), (uow) =>
    startSimulation(uow, { versionId: version.id, from, to }),
  );
  await perform(simulationJobs[0], { id }, moment);
}

const ruleEpisodes = (now: Date, planned: PlannedRule): Episode[] => {
  const drafted = daysAgo(now, planned.draftedDaysAgo, 60);
  const simulated = daysAgo(now, planned.simulatedDaysAgo ?? 0, 70);
  return [
    { at: drafted, act: (stage) => draftRule(stage, planned, drafted) },
    ...(planned.simulatedDaysAgo === undefined
      ? []
      : [{ at: simulated, act: (stage: Stage) => simulate(stage, planned, simulated) }]),
    ...planned.steps.map(([ago, event, reason]): Episode => {
      const moment = daysAgo(now, ago, 90);
      return {
        at: moment,
        act: async ({ cast }) => {
          const version = await versionOf(planned.name);
          if (version?.status !== statusBefore[event]) return;
          const by: Actor = event === 'approve' ? cast.staff('owner') : cast.staff('catalogue');
          await at(moment, by, (uow) => deeds[event](uow, version, reason));
        },
      };
    }),
  ];
};

/** The daily task of the last days, each at its own hour. */
function dailyRuns(now: Date): Episode[] {
  const days: string[] = [];
  for (let date = jakartaDate(daysAgo(now, 4)); runAt(date) <= now; date = dayAfter(date)) days.push(date);
  return days.map((date) => ({
    at: runAt(date),
    act: async () => {
      goTo(runAt(date));
      await inTransaction(system('seed'), followCustomers);
      await perform(runJobs[0], { date }, runAt(date));
    },
  }));
}

/** Vouchers and rules in every state, and what the rules have given in the last days. */
export const planPromotions = (now: Date): Episode[] => [
  ...plannedVouchers.flatMap((planned) => voucherEpisodes(now, planned)),
  ...plannedRules.flatMap((planned) => ruleEpisodes(now, planned)),
  ...dailyRuns(now),
];
