import { Box, Loader, MessageBox } from '@adminjs/design-system';
import { ApiClient, useCurrentAdmin, useTranslation } from 'adminjs';
import React, { useEffect, useState, type CSSProperties, type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useDeskSignals } from '../../shared/components/desk-signals';
import { useFormats } from '../../shared/components/format';
import { usePageTitle } from '../../shared/components/page-title';
import { cardStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { NextCase } from './NextCase';
import { UrgencyChip, urgencyColour } from './UrgencyChip';
import type { CaseInQueue, QueueData } from './desk-data';

const api = new ApiClient();

type Loaded = QueueData & { forbidden?: boolean };

type Order = 'age' | 'amount';

const urgencies = ['late', 'soon', 'calm', 'waits'] as const;

const pill = (chosen: boolean): CSSProperties => ({
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  padding: '7px 14px',
  borderRadius: 999,
  cursor: 'pointer',
  border: `1px solid ${chosen ? '#0f6b5c' : '#ccd9d4'}`,
  background: chosen ? '#0f6b5c' : '#fff',
  color: chosen ? '#fff' : '#2f403a',
});

/** The queue as it is now, and again whenever a case changes. */
function useQueue(): { data: QueueData | null; problem: string | null } {
  const [data, setData] = useState<QueueData | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async () => {
    const answer = (await api.getPage({ pageName: 'disputeDesk' })).data as unknown as Loaded;
    if (answer.forbidden) return setProblem('forbiddenError');
    setProblem(null);
    setData(answer);
  };
  useEffect(() => {
    load().catch(() => setProblem('serviceAway'));
  }, []);
  useDeskSignals(() => load(), { pollMs: 30_000 });
  return { data, problem };
}

const Counts: FC<{ data: QueueData }> = ({ data }) => {
  const { t, number } = useFormats();
  const figures = [
    ...urgencies.map((urgency) => ({
      key: urgency as string,
      color: urgencyColour(urgency),
      amount: data.cases.filter((each) => each.urgency === urgency).length,
    })),
    { key: 'decided', color: '#1c4b8f', amount: data.rest.decided },
    { key: 'closed', color: '#44544e', amount: data.rest.closed },
  ];
  return (
    <dl
      style={{
        display: 'grid',
        gap: 12,
        gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
        marginBottom: 16,
      }}
    >
      {figures.map(({ key, color, amount }) => (
        <div key={key} style={{ ...cardStyle, padding: '14px 16px' }}>
          <dt style={{ ...softText, fontSize: 13, lineHeight: 1.3 }}>{t(`dispute.count_${key}`)}</dt>
          <dd
            style={{
              fontSize: 26,
              lineHeight: 1.3,
              marginTop: 4,
              fontWeight: 700,
              color: amount > 0 ? color : '#8aa39a',
            }}
          >
            {number(amount)}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const Row: FC<{ entry: CaseInQueue; withJudge: boolean }> = ({ entry, withJudge }) => {
  const { word, money, age, instant } = useFormats();
  return (
    <tr>
      <td style={cell}>
        <UrgencyChip urgency={entry.urgency} slaAt={entry.slaAt} answerBy={entry.answerBy} />
      </td>
      <td style={cell}>
        <Link
          to={`/admin/resources/Dispute/records/${entry.id}/show`}
          style={{ color: '#0f6b5c', fontWeight: 700 }}
        >
          {entry.title}
        </Link>
        <div style={{ ...softText, fontSize: 12 }}>{entry.number}</div>
      </td>
      <td style={cell}>
        {word(entry.category, 'Dispute')}
        <div style={{ ...softText, fontSize: 12 }}>
          {entry.buyerName} ↔ {entry.sellerName}
        </div>
      </td>
      <td style={cell}>
        <StateBadge value={entry.status} resourceId="Dispute" />
      </td>
      {withJudge && <td style={cell}>{entry.assigneeName ?? '–'}</td>}
      <td style={{ ...cell, whiteSpace: 'nowrap' }} title={instant(entry.openedAt)}>
        {age(entry.openedAt)}
      </td>
      <td style={{ ...figure, fontWeight: 600 }}>{money(entry.heldAmount)}</td>
    </tr>
  );
};

interface Shelf {
  title: string;
  cases: CaseInQueue[];
  empty: string;
  withJudge?: boolean;
}

const QueueTable: FC<Shelf> = ({ title, cases, empty, withJudge = false }) => {
  const { t, number } = useFormats();
  return (
    <section style={{ ...cardStyle, marginBottom: 16, overflowX: 'auto' }}>
      <h2 style={{ fontSize: 15, fontWeight: 700, marginBottom: 12 }}>
        {title} <span style={softText}>{number(cases.length)}</span>
      </h2>
      {cases.length === 0 ? (
        <p style={{ ...softText, fontSize: 14 }}>{empty}</p>
      ) : (
        <table style={{ ...table, minWidth: 860 }}>
          <thead>
            <tr>
              {['urgency', 'case', 'complaint', 'state', ...(withJudge ? ['judge'] : []), 'opened'].map(
                (name) => (
                  <th key={name} style={head}>
                    {t(`dispute.head_${name}`)}
                  </th>
                ),
              )}
              <th style={figureHead}>{t('dispute.held')}</th>
            </tr>
          </thead>
          <tbody>
            {cases.map((entry) => (
              <Row key={entry.id} entry={entry} withJudge={withJudge} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const byOrder: Record<Order, (one: CaseInQueue, other: CaseInQueue) => number> = {
  age: () => 0,
  amount: (one, other) => other.heldAmount - one.heldAmount,
};

/** The dispute desk: what is late, what is mine, and the next case with one press. */
const DisputeQueue: FC = () => {
  const { t } = useFormats();
  const { translateMessage, translatePage } = useTranslation();
  const [person] = useCurrentAdmin();
  const [order, setOrder] = useState<Order>('age');
  const { data, problem } = useQueue();
  usePageTitle(translatePage('disputeDesk'));
  if (problem && !data) return <MessageBox message={translateMessage(problem)} variant="danger" />;
  if (!data) return <Loader />;
  const sorted = data.cases.toSorted(byOrder[order]);
  const mine = sorted.filter(({ assigneeId }) => assigneeId === person?.['id']);
  const free = sorted.filter(({ assigneeId }) => assigneeId === null);
  const others = sorted.filter(({ assigneeId }) => assigneeId !== null && assigneeId !== person?.['id']);
  return (
    <Box as="main" p="xl">
      <Box flex style={{ gap: 16, alignItems: 'center', flexWrap: 'wrap', marginBottom: 20 }}>
        <h1 style={{ fontSize: 24, fontWeight: 700 }}>{translatePage('disputeDesk')}</h1>
        <div role="group" aria-label={t('dispute.order')} style={{ display: 'flex', gap: 6 }}>
          {(['age', 'amount'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={order === each}
              onClick={() => setOrder(each)}
              style={pill(order === each)}
            >
              {t(`dispute.order_${each}`)}
            </button>
          ))}
        </div>
        <Link to="/admin/resources/Dispute" style={{ color: '#0f6b5c', fontSize: 14, fontWeight: 600 }}>
          {t('dispute.all_cases')}
        </Link>
        <span style={{ marginLeft: 'auto' }}>
          <NextCase />
        </span>
      </Box>
      <Counts data={data} />
      <QueueTable title={t('dispute.mine')} cases={mine} empty={t('dispute.mine_empty')} />
      <QueueTable title={t('dispute.free')} cases={free} empty={t('dispute.free_empty')} />
      {others.length > 0 && <QueueTable title={t('dispute.others')} cases={others} empty="" withJudge />}
    </Box>
  );
};

export default DisputeQueue;
