import { Box } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { ChatPanel } from '../../disputes/components/ChatPanel';
import { Card } from '../../shared/components/Card';
import { MoneyCard } from '../../shared/components/MoneyCard';
import { StateBadge } from '../../shared/components/StateBadge';
import { Timeline } from '../../shared/components/Timeline';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { CountdownsCard, DisputesCard, PartsCard, TermsCard } from './DealCards';
import { DealFacts } from './DealFacts';
import { address, type DealRecord, type Links } from './escrow-story-data';

const column = { display: 'grid', gap: 16, alignContent: 'start', minWidth: 0 } as const;

/** What the two said, for whoever may read it; for others the way in, of which the two are told. */
const RoomCard: FC<{ roomId: string; room: Links['room'] }> = ({ roomId, room }) => {
  const { t, number } = useFormats();
  if (!room) return null;
  const lastSequence = Number(room.last_sequence);
  if (room.can_read)
    return (
      <>
        <ChatPanel
          roomId={roomId}
          lastSequence={lastSequence}
          sealHash={room.seal_hash}
          sealed={Number(room.sealed_sequence)}
        />
        <Link to={address('Room', roomId)} style={{ color: '#0f6b5c', fontWeight: 600, fontSize: 14 }}>
          {t('story.open_room')}
        </Link>
      </>
    );
  return (
    <Card
      title={t('dispute.chat', { amount: number(lastSequence) })}
      href={address('Room', roomId)}
      open={t('story.open_room')}
    >
      <p style={{ ...softText, fontSize: 14, lineHeight: 1.5 }}>{t('story.come_in_first')}</p>
      {room.may_enter && (
        <p style={{ marginTop: 10 }}>
          <Link to={address('Room', roomId, 'enter')} style={{ color: '#0f6b5c', fontWeight: 600 }}>
            {t('resources.Room.actions.enter')}
          </Link>
        </p>
      )}
    </Card>
  );
};

/** The page of a deal: who, what, how much is held, what runs out next, what was said, the books, and all that happened. */
const EscrowStory: FC<ActionProps> = ({ record: given }) => {
  const { t, money } = useFormats();
  const record = given as DealRecord | undefined;
  const story = record?.story;
  if (!record || !story) return null;
  return (
    <Box>
      <Box flex style={{ gap: 16, alignItems: 'center', flexWrap: 'wrap', marginBottom: 16 }}>
        <StateBadge value={String(record.params['status'])} resourceId="Escrow" />
        <span style={{ fontSize: 22, fontWeight: 700, marginLeft: 'auto', whiteSpace: 'nowrap' }}>
          {t('story.held_now', { amount: money(story.held_amount) })}
        </span>
      </Box>
      <div
        style={{
          display: 'grid',
          gap: 16,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
        }}
      >
        <div style={column}>
          <DisputesCard disputes={story.disputes} />
          <DealFacts record={record} story={story} />
          <CountdownsCard countdowns={story.countdowns} />
          <PartsCard parts={story.parts} />
          <TermsCard terms={story.terms} />
        </div>
        <div style={column}>
          <Card title={t('story.title_timeline')}>
            <Timeline moments={story.timeline} resourceId="Escrow" />
          </Card>
          <RoomCard roomId={record.id} room={story.room} />
          <MoneyCard entries={record.money ?? []} />
        </div>
      </div>
    </Box>
  );
};

export default EscrowStory;
