import { useTranslation } from 'adminjs';
import React, { type FC } from 'react';
import { LiveMark } from '../../shared/components/LiveMark';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { cardStyle, softText } from '../../shared/components/styles';
import { ProcessCards } from './ProcessCards';
import { QueueCard } from './QueueCard';
import { useQueueDesk } from './use-queue-desk';

const steps = ['pause', 'drain', 'resume'] as const;

/** What to do with a queue that is stuck, and what is safe about it. */
const Guide: FC = () => {
  const { t } = useFormats();
  return (
    <details style={{ ...cardStyle, fontSize: 14, lineHeight: 1.6 }}>
      <summary style={{ cursor: 'pointer', fontWeight: 600 }}>{t('queueDesk.guide')}</summary>
      <ol style={{ listStyle: 'decimal', paddingLeft: 20, marginTop: 10 }}>
        {steps.map((step) => (
          <li key={step} style={{ marginBottom: 6 }}>
            {t(`queueDesk.guide_${step}`)}
          </li>
        ))}
      </ol>
      <p>{t('queueDesk.nothing_lost')}</p>
    </details>
  );
};

/** The processes of the shop and its queues: who is in trouble with Redis, what is stuck, and the way out. */
const QueueDesk: FC = () => {
  const { data, message, live, look } = useQueueDesk();
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  usePageTitle(t('pages.queueDesk'));
  return (
    <main
      style={{
        padding: 'clamp(12px, 2.5vw, 32px)',
        display: 'grid',
        gap: 16,
        gridTemplateColumns: 'minmax(0, 1fr)',
      }}
    >
      <header>
        <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'baseline' }}>
          <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25 }}>{t('pages.queueDesk')}</h1>
          <LiveMark live={live} />
        </div>
        <p style={{ ...softText, lineHeight: 1.5, maxWidth: 720 }}>{t('queueDesk.help')}</p>
      </header>
      {message && <p role="alert">{translateMessage(message)}</p>}
      {data?.redis === 'down' && (
        <p role="alert" style={{ ...cardStyle, borderColor: '#eeb4b4', color: '#8c1d1d', fontWeight: 600 }}>
          {t('queueDesk.redis_down')}
        </p>
      )}
      {data && (
        <>
          <h2 style={{ fontSize: 18, fontWeight: 700 }}>{t('queueDesk.processes')}</h2>
          <ProcessCards kinds={data.kinds} minutes={data.error_minutes} />
          <h2 style={{ fontSize: 18, fontWeight: 700 }}>{t('queueDesk.queues')}</h2>
          <Guide />
          {data.queues.map((queue) => (
            <QueueCard key={queue.id} queue={queue} mayManage={data.may_manage} look={look} />
          ))}
        </>
      )}
    </main>
  );
};

export default QueueDesk;
