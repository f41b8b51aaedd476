import React, { type FC } from 'react';
import { Facts } from '../../shared/components/Facts';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import type { KindState, ProcessState } from './queue-desk-data';

/** One process: where it runs, when it was last heard of, and how it gets on with Redis. */
const Process: FC<{ process: ProcessState; minutes: number }> = ({ process, minutes }) => {
  const { t, age, instant, number } = useFormats();
  const errors =
    process.redis_errors === 0
      ? t('queueDesk.no_errors', { minutes })
      : t('queueDesk.errors', { count: number(process.redis_errors), minutes, what: process.redis_error });
  return (
    <li style={{ borderTop: '1px solid #e6eeeb', padding: '12px 0 4px' }} data-testid="process">
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center', marginBottom: 8 }}>
        <span style={{ fontWeight: 600, fontSize: 14, overflowWrap: 'anywhere' }}>
          {process.host} · {process.pid}
        </span>
        <StateBadge value={process.state} resourceId="WorkQueue" />
      </div>
      <Facts
        rows={[
          [t('queueDesk.redis'), t(process.redis_up ? 'queueDesk.reached' : 'queueDesk.away')],
          [t('queueDesk.redis_errors'), errors],
          [t('queueDesk.seen'), age(process.seen_at)],
          [t('queueDesk.started'), instant(process.started_at)],
        ]}
      />
    </li>
  );
};

const KindCard: FC<{ kind: KindState; minutes: number }> = ({
  kind: { kind, condition, processes },
  minutes,
}) => {
  const { t } = useFormats();
  return (
    <section
      style={{ ...cardStyle, minWidth: 0 }}
      data-testid={`kind-${kind}`}
      aria-label={t(`queueDesk.${kind}`)}
    >
      <header style={{ display: 'flex', gap: 10, alignItems: 'center', marginBottom: 4 }}>
        <h3 style={{ fontSize: 15, fontWeight: 700 }}>{t(`queueDesk.${kind}`)}</h3>
        <StateBadge value={condition} resourceId="WorkQueue" />
      </header>
      <p style={{ ...softText, fontSize: 13, lineHeight: 1.5, marginBottom: 10 }}>
        {t(`queueDesk.${kind}_does`)}
      </p>
      {processes.length === 0 ? (
        <p style={{ fontSize: 14, fontWeight: 600, color: '#8c1d1d' }}>{t('queueDesk.nobody')}</p>
      ) : (
        <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {processes.map((process) => (
            <Process key={process.id} process={process} minutes={minutes} />
          ))}
        </ul>
      )}
    </section>
  );
};

/** The processes of the shop by their kind, each with how it stands with Redis. */
export const ProcessCards: FC<{ kinds: KindState[]; minutes: number }> = ({ kinds, minutes }) => (
  <div
    style={{
      display: 'grid',
      gap: 12,
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    }}
  >
    {kinds.map((kind) => (
      <KindCard key={kind.kind} kind={kind} minutes={minutes} />
    ))}
  </div>
);
