import { z } from 'zod';
import { system } from '../platform/actor.js';
import { raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { Withdrawal } from './withdrawal.entity.js';

const name = 'watch-withdrawals';
const hourMs = 3_600_000;
const bite = 200;

/** Those that wait for somebody: for staff to decide or to send, or for the bank's word. */
const overdueIds = (moment: Date): Promise<{ id: string }[]> =>
  query(
    `SELECT id FROM withdrawals WHERE status IN ('REQUESTED', 'APPROVED', 'SENT') AND status_since < ?
     ORDER BY status_since LIMIT ?`,
    [new Date(moment.getTime() - config.WITHDRAWAL_ALERT_HOURS * hourMs), bite],
  );

/** Money that is under way to a bank and does not arrive is worse than money that waits for us. */
const severityOf = ({ status }: Withdrawal) => (status === 'SENT' ? 'critical' : 'warning');

/** Puts withdrawals that stand still before staff; the next step closes the alert. */
const watch = defineJob({
  name,
  queue: 'maintenance',
  schema: z.object({}).loose(),
  async handle(_payload, attempt) {
    for (const { id } of await overdueIds(clock.now()))
      await attempt.inTransaction(system(name), async (uow) => {
        const withdrawal = await uow.lock(Withdrawal, { id });
        const hours = Math.floor((uow.now.getTime() - withdrawal.statusSince.getTime()) / hourMs);
        if (hours < config.WITHDRAWAL_ALERT_HOURS) return;
        const details = { number: withdrawal.number, status: withdrawal.status, hours };
        const severity = severityOf(withdrawal);
        await raiseAlert(uow, { kind: 'withdrawal_overdue', subject: id, severity, details });
      });
  },
});

export const withdrawalJobs: Job[] = [watch];

export const withdrawalSchedule: ScheduledTask[] = [{ name, cron: '15 * * * *', job: watch }];
