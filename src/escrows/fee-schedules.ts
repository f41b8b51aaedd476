import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import type { FeeBand, Schedule } from './fee.js';

interface Dated extends Schedule {
  /** Milliseconds; what the cache holds must be plain. */
  effectiveFrom: number;
}

const cacheKey = ['escrows', 'fee-schedules'];

type StoredBands = string | FeeBand[];

/** MariaDB keeps JSON as text, MySQL hands it over read. */
export const readBands = (stored: StoredBands): FeeBand[] =>
  typeof stored === 'string' ? (JSON.parse(stored) as FeeBand[]) : stored;

async function loadSchedules(): Promise<Dated[]> {
  const rows = await query<{ version: number; bands: StoredBands; effectiveFrom: Date }>(
    `SELECT version, bands, effective_from AS effectiveFrom FROM fee_schedules
     WHERE status = 'SCHEDULED' ORDER BY effective_from DESC, version DESC`,
  );
  return rows.map(({ version, bands, effectiveFrom }) => ({
    version: Number(version),
    bands: readBands(bands),
    effectiveFrom: effectiveFrom.getTime(),
  }));
}

const schedules = (): Promise<Dated[]> => cache.remember(cacheKey, 60, loadSchedules);

/** To be called after a commit that dated or cancelled a schedule. */
export const forgetFeeSchedules = (): Promise<void> => cache.forget(...cacheKey);

/** The schedule by which a deal of this moment is priced: of those that have begun, the latest. */
export async function scheduleInForce(at: Date): Promise<Schedule> {
  const found = (await schedules()).find(({ effectiveFrom }) => effectiveFrom <= at.getTime());
  if (!found) throw new Error(`No fee schedule was in force at ${at.toISOString()}.`);
  return found;
}

/** The schedule that a deal has kept. @throws Error for a version that no deal can have. */
export async function scheduleByVersion(version: number): Promise<Schedule> {
  const isIt = (each: Schedule) => each.version === version;
  const found = (await schedules()).find(isIt) ?? (await loadSchedules()).find(isIt);
  if (!found) throw new Error(`There is no fee schedule of version ${version}.`);
  return found;
}
