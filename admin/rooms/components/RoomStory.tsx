import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { ChatPanel } from '../../disputes/components/ChatPanel';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

interface Member {
  id: string;
  role: string;
  name: string;
  delivered_sequence: number;
  read_sequence: number;
}

interface Story {
  can_read: boolean;
  members: Member[];
}

type WithStory = RecordJSON & { story?: Story };

const MembersCard: FC<{ members: Member[] }> = ({ members }) => {
  const { t, word } = useFormats();
  return (
    <Card title={t('story.title_members')}>
      <div style={{ overflowX: 'auto' }}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('story.who')}</th>
              <th style={head}>{t('story.role')}</th>
              <th style={figureHead}>{t('story.delivered_to')}</th>
              <th style={figureHead}>{t('story.read_to')}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                <td style={cell}>{member.name}</td>
                <td style={cell}>{word(member.role, 'Room')}</td>
                <td style={figure}>{member.delivered_sequence}</td>
                <td style={figure}>{member.read_sequence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};

/** A room, who is in it, and for whoever may read it, what was said. */
const RoomStory: FC<ActionProps> = (props) => {
  const { t } = useFormats();
  const { story, params, id } = (props.record ?? { params: {} }) as WithStory;
  if (!story) return null;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <MembersCard members={story.members} />
      {story.can_read ? (
        <ChatPanel
          roomId={id}
          lastSequence={Number(params['lastSequence'])}
          sealHash={(params['sealHash'] as string | null) || null}
          sealed={Number(params['sealedSequence'])}
        />
      ) : (
        <Card title={t('story.title_messages')}>
          <p style={softText}>{t('story.come_in_first')}</p>
        </Card>
      )}
      <RecordCard {...props} />
    </div>
  );
};

export default RoomStory;
