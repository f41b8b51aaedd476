import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import type { SimilarOnDesk } from './desk-data';

/** How cases like this one were settled, so that like is judged alike. */
export const SimilarCard: FC<{ similar: SimilarOnDesk }> = ({ similar }) => {
  const { t, word, money, number, day } = useFormats();
  const { nearest, outcomes } = similar;
  const all = outcomes.reduce((sum, { cases }) => sum + cases, 0);
  return (
    <Card title={t('dispute.similar')}>
      {nearest.length === 0 && <p style={{ ...softText, fontSize: 14 }}>{t('dispute.no_similar')}</p>}
      {all > 0 && (
        <p style={{ fontSize: 13, marginBottom: 10, lineHeight: 1.5 }}>
          {outcomes.map(({ outcome, cases }) => `${word(outcome, 'Dispute')}: ${number(cases)}`).join(' · ')}
        </p>
      )}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, fontSize: 13, lineHeight: 1.5 }}>
        {nearest.map((each) => (
          <li key={each.id} style={{ borderTop: '1px solid #e6eeeb', padding: '8px 0' }}>
            <Link
              to={`/admin/resources/Dispute/records/${each.id}/show`}
              style={{ color: '#0f6b5c', fontWeight: 600 }}
            >
              {each.title}
            </Link>{' '}
            · {money(each.amount)}
            <div>
              <strong>{word(each.outcome, 'Dispute')}</strong>{' '}
              {each.outcome === 'SPLIT' && t('dispute.buyer_got', { percent: number(each.buyerPercent) })} –{' '}
              {word(each.ground, 'Dispute')}
            </div>
            <div style={{ ...softText, overflowWrap: 'anywhere' }}>
              {each.reason} · {day(each.closedAt)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
};
