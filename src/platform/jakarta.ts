/** Jakarta has no summer time; a fixed offset also works where zone tables are not loaded. */
export const jakartaOffsetMs = 7 * 3_600_000;

/** The local date in Jakarta, `2026-01-02`: reports, quotas and closings bucket by it. */
export const jakartaDate = (moment: Date): string =>
  new Date(moment.getTime() + jakartaOffsetMs).toISOString().slice(0, 10);

/** The instant at which a Jakarta day begins. */
export const jakartaMidnight = (date: string): Date => new Date(`${date}T00:00:00+07:00`);

/** Minutes since local midnight in Jakarta, 0 to 1439. */
export function jakartaMinuteOfDay(moment: Date): number {
  const local = new Date(moment.getTime() + jakartaOffsetMs);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** `21 Nov 2026 16.30 WIB` for people; `medium` adds the seconds, where several things happen in one minute. */
export function formatJakarta(
  moment: Date,
  locale: 'id' | 'en' = 'id',
  timeStyle: 'short' | 'medium' = 'short',
): string {
  const format = new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'Asia/Jakarta',
    dateStyle: 'medium',
    timeStyle,
  });
  return `${format.format(moment)} WIB`;
}

/** The day after a local date. */
export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
