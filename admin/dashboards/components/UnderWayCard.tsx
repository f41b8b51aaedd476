import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { cardStyle } from '../../shared/components/styles';
import type { Counted } from './home-data';

/** What waits for a customer, a supplier or a courier, as counts that open their lists. */
export const UnderWayCard: FC<{ rows: (Counted & { key: string })[] }> = ({ rows }) => {
  const { t, number } = useFormats();
  return (
    <section style={cardStyle}>
      <h2 style={{ fontSize: 15, fontWeight: 700, marginBottom: 8 }}>{t('home.pending')}</h2>
      <dl style={{ fontSize: 14 }}>
        {rows.map(({ key, value, href }) => (
          <div
            key={key}
            style={{
              display: 'flex',
              justifyContent: 'space-between',
              padding: '9px 0',
              borderTop: '1px solid #e6eeeb',
            }}
          >
            <dt>{t(`home.${key}`)}</dt>
            <dd style={{ fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
              {href ? (
                <Link
                  to={href}
                  style={{ color: '#0f6b5c' }}
                  aria-label={`${t(`home.${key}`)}: ${number(value)}`}
                >
                  {number(value)}
                </Link>
              ) : (
                number(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
