import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { Figure, Linked } from './Figures';
import type { DealsData } from './deals-data';

const grid = {
  display: 'grid',
  gap: 16,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 250px), 1fr))',
} as const;

/** "2 hari 4 jam": two units say enough of a length of time. */
function useLength(): (seconds: number) => string {
  const { t } = useFormats();
  return (seconds) => {
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return t('deals.minutes', { minutes });
    const hours = Math.round(minutes / 60);
    if (hours < 48) return t('deals.hours', { hours });
    return t('deals.days_hours', { days: Math.floor(hours / 24), hours: hours % 24 });
  };
}

/** What people ask first: what was earned today, what is held, and how well it goes. */
export const DealFigures: FC<{ data: DealsData }> = ({ data: { days, held, held_parts, quality } }) => {
  const { t, money, number } = useFormats();
  const length = useLength();
  const [today, yesterday] = [days.at(-1), days.at(-2)];
  if (!today) return null;
  return (
    <div style={grid}>
      <Figure
        title={t('deals.fee_today')}
        value={<Linked href={today.fee.href}>{money(today.fee.value)}</Linked>}
        note={
          <Linked href={yesterday?.fee.href ?? null}>
            {t('home.against_yesterday', { value: money(yesterday?.fee.value ?? 0) })}
          </Linked>
        }
      />
      <Figure
        title={t('deals.released_today')}
        value={<Linked href={today.released.href}>{number(today.released.value)}</Linked>}
        note={
          <Linked href={today.opened.href}>
            {t('deals.opened_today', { count: number(today.opened.value) })}
          </Linked>
        }
      />
      <Figure
        title={t('deals.held_now')}
        value={<Linked href={held.href}>{money(held.value)}</Linked>}
        note={t('deals.held_parts', { count: number(held_parts) })}
      />
      <Figure
        title={t('deals.dispute_rate')}
        value={
          <Linked href={quality.disputed.href}>
            {quality.dispute_rate === null
              ? '–'
              : `${number(Math.round(quality.dispute_rate * 1_000) / 10)} %`}
          </Linked>
        }
        note={
          <Linked href={quality.held.href}>
            {t('deals.of_held', {
              disputed: number(quality.disputed.value),
              held: number(quality.held.value),
              days: quality.days,
            })}
          </Linked>
        }
      />
      <Figure
        title={t('deals.median')}
        value={quality.median_seconds === null ? '–' : length(quality.median_seconds)}
        note={
          <Linked href={quality.settled.href}>
            {t('deals.of_settled', { settled: number(quality.settled.value), days: quality.days })}
          </Linked>
        }
      />
      <Figure
        title={t('deals.active_today')}
        value={<Linked href={today.active.href}>{number(today.active.value)}</Linked>}
        note={
          <Linked href={yesterday?.active.href ?? null}>
            {t('home.against_yesterday', { value: number(yesterday?.active.value ?? 0) })}
          </Linked>
        }
      />
    </div>
  );
};
