import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import type { QueueState } from './home-data';

const figure = { textAlign: 'right', padding: '8px 0', fontVariantNumeric: 'tabular-nums' } as const;

/** Whether work flows: what waits, since when, and what has failed for good. */
export const QueuesCard: FC<{ queues: QueueState[] }> = ({ queues }) => {
  const { t, number, age } = useFormats();
  const isCalm = queues.every(({ waiting, dead }) => waiting.value === 0 && dead.value === 0);
  return (
    <section style={cardStyle}>
      <header style={{ display: 'flex', justifyContent: 'space-between', gap: 12, marginBottom: 8 }}>
        <h2 style={{ fontSize: 15, fontWeight: 700 }}>
          <Link to="/admin/pages/queueDesk" style={{ color: 'inherit' }}>
            {t('home.queues')}
          </Link>
        </h2>
        <a href="/admin/queues-board/" style={{ color: '#0f6b5c', fontSize: 13, fontWeight: 600 }}>
          {t('home.queue_board')}
        </a>
      </header>
      {isCalm && <p style={softText}>{t('home.queues_calm')}</p>}
      {!isCalm && (
        <table style={{ width: '100%', fontSize: 14 }}>
          <thead>
            <tr style={{ ...softText, fontSize: 12 }}>
              <th style={{ textAlign: 'left' }}>{t('home.queue_name')}</th>
              <th style={{ textAlign: 'right' }}>{t('home.queue_waiting')}</th>
              <th style={{ textAlign: 'right' }}>{t('home.queue_oldest')}</th>
              <th style={{ textAlign: 'right' }}>{t('home.queue_dead')}</th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, waiting, dead, oldest_at: oldest }) => (
              <tr key={queue} style={{ borderTop: '1px solid #e6eeeb' }}>
                <td>{queue}</td>
                <td style={figure}>
                  <Link to={waiting.href ?? '#'}>{number(waiting.value)}</Link>
                </td>
                <td style={figure}>{oldest ? age(oldest) : '–'}</td>
                <td style={{ ...figure, color: dead.value > 0 ? '#8c1d1d' : undefined }}>
                  <Link to={dead.href ?? '#'}>{number(dead.value)}</Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
