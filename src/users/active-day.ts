import { Column, Entity } from 'typeorm';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import { IdColumn, Row } from '../platform/row.js';

/** A Jakarta day on which a customer was here, by the app or in a browser; one row however often. */
@Entity('active_days')
export class ActiveDay extends Row {
  @IdColumn() userId!: string;
  @Column({ type: 'date' }) wibDate!: string;
}

/** Who has been noted today by this process; emptied when the day changes. */
const noted = { date: '', ids: new Set<string>() };

function isNoted(userId: string, date: string): boolean {
  if (noted.date !== date) Object.assign(noted, { date, ids: new Set() });
  return noted.ids.has(userId);
}

/** Notes that a customer was here today: one small statement at their first request, nothing at the others. */
export async function noteActiveDay(userId: string): Promise<void> {
  const now = clock.now();
  const date = jakartaDate(now);
  if (isNoted(userId, date)) return;
  await query(
    `INSERT INTO active_days (id, user_id, wib_date, created_at) VALUES (?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE active_days.user_id = active_days.user_id`,
    [newId(), userId, date, now],
  );
  noted.ids.add(userId);
}
