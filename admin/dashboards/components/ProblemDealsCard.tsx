import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import type { DealsData } from './deals-data';

const row = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 12px',
  alignItems: 'center',
  padding: '10px 0',
  color: 'inherit',
  textDecoration: 'none',
  lineHeight: 1.4,
} as const;

/** Deals that will not end well by themselves, longest waiting first. */
export const ProblemDealsCard: FC<{ problems: DealsData['problems'] }> = ({ problems }) => {
  const { t, money, age } = useFormats();
  if (problems === null) return null;
  return (
    <section style={{ ...cardStyle, minWidth: 0 }}>
      <h2 style={{ fontSize: 15, fontWeight: 700, marginBottom: 12 }}>{t('deals.problems')}</h2>
      {problems.length === 0 && <p style={softText}>{t('deals.problems_none')}</p>}
      <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {problems.map((deal) => (
          <li key={deal.id} style={{ borderTop: '1px solid #e6eeeb' }}>
            <Link to={`/admin/resources/Escrow/records/${deal.id}/show`} style={row}>
              <strong style={{ color: '#0f6b5c' }}>{deal.number}</strong>
              <StateBadge value={deal.status} resourceId="Escrow" />
              <span style={{ ...softText, fontSize: 13 }}>{t('home.since', { age: age(deal.since) })}</span>
              <span style={{ marginLeft: 'auto', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
                {money(deal.amount)}
              </span>
              <span style={{ flexBasis: '100%', fontSize: 13 }}>
                {t(`deals.problem_${deal.problem}`)} · {deal.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
