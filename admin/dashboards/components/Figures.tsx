import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import type { HomeData } from './home-data';

/** A figure as a link to its rows, or plain for people who may not open them. */
export const Linked: FC<{ href: string | null; children: ReactNode }> = ({ href, children }) =>
  href ? (
    <Link to={href} style={{ color: 'inherit', textDecorationColor: '#a9c5bc', textUnderlineOffset: 4 }}>
      {children}
    </Link>
  ) : (
    <>{children}</>
  );

interface Props {
  title: string;
  /** Which rows it counts, where the title alone would leave that open. */
  counts?: string;
  value: ReactNode;
  tone?: string;
  note: ReactNode;
}

export const Figure: FC<Props> = ({ title, counts, value, tone, note }) => (
  <section style={cardStyle}>
    <h2 style={{ ...softText, fontSize: 13, fontWeight: 600 }}>{title}</h2>
    <p
      style={{
        fontSize: 28,
        fontWeight: 700,
        lineHeight: 1.2,
        margin: '8px 0 6px',
        color: tone ?? '#12261f',
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      }}
    >
      {value}
    </p>
    <p style={{ ...softText, fontSize: 13, lineHeight: 1.4 }}>{note}</p>
    {counts && <p style={{ ...softText, fontSize: 12, lineHeight: 1.4, marginTop: 4 }}>{counts}</p>}
  </section>
);

/** Today beside yesterday; both days open their rows. */
export const Figures: FC<{ data: HomeData }> = ({ data: { today, yesterday, alerts } }) => {
  const { t, number, money } = useFormats();
  const percent = (share: number | null) =>
    share === null ? '–' : `${number(Math.round(share * 1_000) / 10)} %`;
  const figure = (key: 'sales' | 'revenue' | 'success_rate', format: (value: number | null) => string) => (
    <Figure
      title={t(`home.${key}`)}
      counts={t(`home.counts.${key}`)}
      value={<Linked href={today[key].href}>{format(today[key].value)}</Linked>}
      note={
        <Linked href={yesterday[key].href}>
          {t('home.against_yesterday', { value: format(yesterday[key].value) })}
        </Linked>
      }
    />
  );
  return (
    <div
      style={{
        display: 'grid',
        gap: 16,
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 190px), 1fr))',
      }}
    >
      {figure('sales', (value) => number(value ?? 0))}
      {figure('revenue', (value) => money(value ?? 0))}
      {figure('success_rate', percent)}
      <Figure
        title={t('home.alerts')}
        value={<Linked href={alerts.href}>{number(alerts.value)}</Linked>}
        tone={alerts.value > 0 ? '#8c1d1d' : undefined}
        note={t(alerts.value > 0 ? 'home.alerts_wait' : 'home.alerts_calm')}
      />
    </div>
  );
};
