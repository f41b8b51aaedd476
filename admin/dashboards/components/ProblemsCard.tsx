import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import type { Problem } from './home-data';

/** Sales that will not end well by themselves, longest waiting first. */
export const ProblemsCard: FC<{ problems: Problem[] | null }> = ({ problems }) => {
  const { t, money, age } = useFormats();
  if (problems === null) return null;
  return (
    <section style={cardStyle}>
      <h2 style={{ fontSize: 15, fontWeight: 700, marginBottom: 12 }}>{t('home.problems')}</h2>
      {problems.length === 0 && <p style={softText}>{t('home.problems_none')}</p>}
      <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {problems.map((problem) => (
          <li key={problem.id} style={{ borderTop: '1px solid #e6eeeb' }}>
            <Link
              to={`/admin/resources/Transaction/records/${problem.id}/show`}
              style={{
                display: 'flex',
                flexWrap: 'wrap',
                gap: '4px 12px',
                alignItems: 'center',
                padding: '10px 0',
                color: 'inherit',
                textDecoration: 'none',
                lineHeight: 1.4,
              }}
            >
              <strong style={{ color: '#0f6b5c' }}>{problem.number}</strong>
              <StateBadge value={problem.status} resourceId="Transaction" />
              {problem.since && (
                <span style={{ ...softText, fontSize: 13 }}>
                  {t('home.since', { age: age(problem.since) })}
                </span>
              )}
              <span style={{ marginLeft: 'auto', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
                {money(problem.amount)}
              </span>
              <span style={{ flexBasis: '100%', fontSize: 13 }}>{t(`home.problem_${problem.problem}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
