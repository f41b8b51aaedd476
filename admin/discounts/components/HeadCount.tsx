import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { Section } from './Field';
import type { Heads } from './studio-data';
import type { HeadsNow } from './use-heads';

const Samples: FC<{ samples: Heads['samples'] }> = ({ samples }) => {
  const { t } = useFormats();
  if (samples.length === 0) return null;
  return (
    <details style={{ marginTop: 12, fontSize: 14 }} data-testid="samples">
      <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
        {t('studio.samples', { count: samples.length })}
      </summary>
      <ol style={{ margin: '8px 0 0', padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
        {samples.map(({ id, name, href, reasons }) => (
          <li key={id} style={{ borderTop: '1px solid #e6eeeb', paddingTop: 8, lineHeight: 1.45 }}>
            {href ? <Link to={href}>{name}</Link> : name}
            {reasons.map(({ needed, actual }, index) => (
              <div key={index} style={{ ...softText, fontSize: 13 }}>
                {actual || needed}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
};

/** Whom the rule would reach today: how many, and some of them with the reason. */
export const HeadCount: FC<{ now: HeadsNow; complete: boolean }> = ({ now, complete }) => {
  const { t, number } = useFormats();
  const { heads, busy, away, problems } = now;
  const isStale = busy || !complete || Object.keys(problems).length > 0;
  const note = () => {
    if (away) return t('studio.heads_away');
    if (!complete) return t('studio.heads_unchosen');
    if (Object.keys(problems).length > 0) return t('studio.heads_problems');
    return busy ? t('studio.heads_busy') : t('studio.heads_today');
  };
  return (
    <Section title={t('studio.heads')}>
      <div role="status" aria-live="polite" aria-busy={busy} style={{ minHeight: 64 }}>
        {heads && (
          <p
            data-testid="heads"
            style={{ fontSize: 30, fontWeight: 700, lineHeight: 1.2, color: isStale ? '#5b6f68' : '#0b5548' }}
          >
            {number(heads.count)}
            <span style={{ fontSize: 14, fontWeight: 400, color: '#5b6f68' }}>
              {' '}
              {t('studio.heads_of', { customers: number(heads.customers) })}
            </span>
          </p>
        )}
        <p style={{ ...softText, fontSize: 13, lineHeight: 1.45 }}>{note()}</p>
      </div>
      {heads && !isStale && <Samples samples={heads.samples} />}
    </Section>
  );
};
