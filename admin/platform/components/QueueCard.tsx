import type { ActionJSON, ActionProps } from 'adminjs';
import React, { useRef, useState, type CSSProperties, type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import ActionForm from '../../shared/components/ActionForm';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText, unseen } from '../../shared/components/styles';
import type { QueueState } from './queue-desk-data';

type Deed = 'pauseQueue' | 'drainQueue' | 'resumeQueue';

const deedsOf = ({ status }: QueueState): Deed[] =>
  status === 'RUNNING' ? ['pauseQueue'] : ['drainQueue', 'resumeQueue'];

const button = (chosen: boolean): CSSProperties => ({
  font: 'inherit',
  fontSize: 14,
  fontWeight: 600,
  minHeight: 40,
  padding: '8px 16px',
  borderRadius: 8,
  border: `1px solid ${chosen ? '#0f6b5c' : '#b7c6c0'}`,
  background: chosen ? '#e2f1ed' : '#fff',
  color: chosen ? '#0b5548' : '#2f403a',
  cursor: 'pointer',
});

const Figure: FC<{ name: string; children: ReactNode; bad?: boolean }> = ({
  name,
  children,
  bad = false,
}) => (
  <div style={{ minWidth: 0 }}>
    <dt style={{ ...softText, fontSize: 12 }}>{name}</dt>
    <dd
      style={{
        fontSize: 18,
        fontWeight: 700,
        lineHeight: 1.5,
        fontVariantNumeric: 'tabular-nums',
        color: bad ? '#8c1d1d' : undefined,
      }}
    >
      {children}
    </dd>
  </div>
);

const linkStyle: CSSProperties = { color: 'inherit', textDecoration: 'underline' };

const Figures: FC<{ queue: QueueState }> = ({ queue }) => {
  const { t, number, age } = useFormats();
  return (
    <dl
      style={{
        display: 'grid',
        gap: '12px 16px',
        gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))',
        marginTop: 12,
      }}
    >
      <Figure name={t('queueDesk.waiting')}>
        <Link to={queue.waiting_href} style={linkStyle}>
          {number(queue.waiting)}
        </Link>
      </Figure>
      <Figure name={t('queueDesk.running')}>{number(queue.running)}</Figure>
      <Figure name={t('queueDesk.delayed')}>{number(queue.delayed)}</Figure>
      <Figure name={t('queueDesk.dead')} bad={queue.dead > 0}>
        <Link to={queue.dead_href} style={linkStyle}>
          {number(queue.dead)}
        </Link>
      </Figure>
      <Figure name={t('queueDesk.in_redis')}>{queue.in_redis === null ? '–' : number(queue.in_redis)}</Figure>
      <Figure name={t('queueDesk.oldest')}>{queue.oldest_at ? age(queue.oldest_at) : '–'}</Figure>
    </dl>
  );
};

/** Who paused it and why, and whether Redis was emptied since. */
const Pause: FC<{ queue: QueueState }> = ({ queue }) => {
  const { t, age, instant } = useFormats();
  if (queue.status !== 'PAUSED' || queue.paused_at === null) return null;
  return (
    <p style={{ fontSize: 14, lineHeight: 1.5, marginTop: 10, overflowWrap: 'anywhere' }}>
      {t('queueDesk.paused_by', { who: queue.paused_by ?? '–', age: age(queue.paused_at) })} “
      {queue.pause_reason}”.
      {queue.drained_at && <> {t('queueDesk.drained', { at: instant(queue.drained_at) })}</>}
    </p>
  );
};

/** One queue: what is in it, and what may be done with it. */
export const QueueCard: FC<{ queue: QueueState; mayManage: boolean; look: () => Promise<void> }> = ({
  queue,
  mayManage,
  look,
}) => {
  const { t, word } = useFormats();
  const [chosen, setChosen] = useState<Deed | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const deeds = deedsOf(queue);
  const open = chosen && deeds.includes(chosen) ? chosen : null;
  const close = () => {
    setChosen(null);
    heading.current?.focus();
  };
  const name = word(queue.name);
  return (
    <section style={{ ...cardStyle, minWidth: 0 }} data-testid={`queue-${queue.name}`} aria-label={name}>
      <header style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
        <h3 ref={heading} tabIndex={-1} style={{ fontSize: 16, fontWeight: 700 }}>
          {name}
        </h3>
        <StateBadge value={queue.status} resourceId="WorkQueue" />
      </header>
      <Pause queue={queue} />
      <Figures queue={queue} />
      {mayManage && (
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginTop: 14 }}>
          {deeds.map((deed) => (
            <button
              key={deed}
              type="button"
              style={button(open === deed)}
              aria-expanded={open === deed}
              onClick={() => setChosen(open === deed ? null : deed)}
            >
              {t(`resources.WorkQueue.actions.${deed}`)}
              <span style={unseen}> {name}</span>
            </button>
          ))}
        </div>
      )}
      {open && (
        <div style={{ marginTop: 16, borderTop: '1px solid #e6eeeb', paddingTop: 16 }}>
          <ActionForm
            key={open}
            action={{ name: open, variant: open === 'drainQueue' ? 'danger' : 'primary' } as ActionJSON}
            resource={{ id: 'WorkQueue' } as ActionProps['resource']}
            record={{ id: queue.id } as NonNullable<ActionProps['record']>}
            {...({} as Omit<ActionProps, 'action' | 'resource' | 'record'>)}
            inline={{
              done: () => {
                close();
                void look();
              },
              cancel: close,
            }}
          />
        </div>
      )}
    </section>
  );
};
