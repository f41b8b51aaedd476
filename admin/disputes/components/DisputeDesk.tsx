import { Box } from '@adminjs/design-system';
import { ApiClient, useCurrentAdmin, type ActionProps, type RecordJSON } from 'adminjs';
import React, { useCallback, useEffect, useState, type FC } from 'react';
import { Link } from 'react-router-dom';
import { MoneyCard, type MoneyLine } from '../../shared/components/MoneyCard';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { CaseLog } from './CaseLog';
import { ChatPanel } from './ChatPanel';
import { DealCard } from './DealCard';
import { DecisionCard } from './DecisionCard';
import { EvidenceBoard } from './EvidenceBoard';
import { NextCase } from './NextCase';
import { PartyCards } from './PartyCards';
import { SimilarCard } from './SimilarCard';
import { UrgencyChip, urgencyNow } from './UrgencyChip';
import { VerdictPanel } from './VerdictPanel';
import type { CaseRow, DeskStory } from './desk-data';

type CaseRecord = RecordJSON & { story?: DeskStory; money?: MoneyLine[] };

const api = new ApiClient();

/** The case as the page was given it, and as it is after something was done here. */
function useFreshCase(given: RecordJSON | undefined): [CaseRecord | undefined, () => void] {
  const [record, setRecord] = useState(given as CaseRecord | undefined);
  useEffect(() => setRecord(given as CaseRecord | undefined), [given]);
  const refresh = useCallback(() => {
    if (!given) return;
    void api
      .recordAction({ resourceId: 'Dispute', recordId: given.id, actionName: 'show' })
      .then(({ data }) => setRecord(data.record as CaseRecord));
  }, [given?.id]);
  return [record, refresh];
}

const open = new Set(['OPEN', 'AWAITING_EVIDENCE', 'UNDER_REVIEW', 'ESCALATED', 'APPEALED']);

/** Where the case stands, how pressing it is, whose it is, and what is at stake. */
const CaseHead: FC<{ row: CaseRow; title: string; isMine: boolean }> = ({ row, title, isMine }) => {
  const { t, word, money, instant } = useFormats();
  const isOpen = open.has(String(row['status']));
  const isWaiting = row['answerBy'] !== null;
  return (
    <header style={{ marginBottom: 16 }}>
      <Box flex style={{ gap: '8px 16px', alignItems: 'center', flexWrap: 'wrap' }}>
        <StateBadge value={String(row['status'])} resourceId="Dispute" />
        {isOpen && (
          <UrgencyChip
            urgency={urgencyNow(String(row['slaAt']), isWaiting)}
            slaAt={String(row['slaAt'])}
            answerBy={row['answerBy'] as string | null}
          />
        )}
        {isOpen && (
          <span style={{ ...softText, fontSize: 13 }} data-testid="case-owner">
            {isMine
              ? t('dispute.on_my_desk')
              : t(row['assigneeId'] ? 'dispute.on_other_desk' : 'dispute.on_no_desk')}
          </span>
        )}
        {row['escalatedAt'] && (
          <span style={{ ...softText, fontSize: 13 }}>
            {t('dispute.escalated', { at: instant(String(row['escalatedAt']), false) })}
          </span>
        )}
        <Link to="/admin/pages/disputeDesk" style={{ color: '#0f6b5c', fontSize: 13, fontWeight: 600 }}>
          {t('dispute.to_queue')}
        </Link>
        <span style={{ fontSize: 22, fontWeight: 700, marginLeft: 'auto', whiteSpace: 'nowrap' }}>
          {money(row['heldAmount'] ?? 0)}
        </span>
      </Box>
      <p style={{ fontSize: 16, marginTop: 6, overflowWrap: 'anywhere' }}>
        <strong style={{ fontWeight: 700 }}>{word(String(row['category']), 'Dispute')}</strong> · {title}
      </p>
    </header>
  );
};

/** What is read stands in one wide column; what is decided stays in sight beside it, and above it on small screens. */
const layout = `
  .case-desk { display: grid; gap: 16px; align-items: start }
  .case-verdict { order: -1 }
  @media (min-width: 1100px) {
    .case-desk { grid-template-columns: minmax(0, 1.25fr) minmax(360px, 1fr) }
    .case-verdict { order: 0; position: sticky; top: 16px; max-height: calc(100vh - 96px); overflow-y: auto }
  }`;

const column = { display: 'grid', gap: 16, alignContent: 'start', minWidth: 0 } as const;

/** The one screen at which a case is judged: both sides' word, the chat, the terms, the people, the money, the verdict. */
const DisputeDesk: FC<ActionProps> = ({ record: given, resource }) => {
  const [record, refresh] = useFreshCase(given);
  const [person] = useCurrentAdmin();
  const story = record?.story;
  if (!record || !story?.deal) return null;
  const row = record.params as CaseRow;
  const isMine = row['assigneeId'] !== null && row['assigneeId'] === person?.['id'];
  return (
    <Box>
      <style>{layout}</style>
      <CaseHead row={row} title={story.deal.escrow.title} isMine={isMine} />
      <div className="case-desk">
        <div style={column}>
          <EvidenceBoard row={row} evidence={story.evidence} parties={story.parties} />
          <ChatPanel
            roomId={story.deal.escrow.id}
            lastSequence={Number(story.room?.lastSequence ?? 0)}
            sealHash={story.room?.sealHash ?? null}
            sealed={Number(story.room?.sealedSequence ?? 0)}
          />
          <DealCard deal={story.deal} />
          <PartyCards parties={story.parties} />
          <SimilarCard similar={story.similar} />
          <CaseLog steps={story.timeline} />
        </div>
        <div className="case-verdict" style={column}>
          <VerdictPanel
            resource={resource}
            record={record}
            bar={story.bar}
            isMine={isMine}
            onDone={refresh}
          />
          {!open.has(String(row['status'])) && <NextCase />}
          <DecisionCard row={row} decisions={story.decisions} />
          {record.money && <MoneyCard entries={record.money} />}
        </div>
      </div>
    </Box>
  );
};

export default DisputeDesk;
