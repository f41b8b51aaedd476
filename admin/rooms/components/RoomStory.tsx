import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

interface Member {
  id: string;
  role: string;
  name: string;
  delivered_sequence: number;
  read_sequence: number;
}

interface Message {
  sequence: number;
  sender: { role: string; name: string };
  body: string;
  flags: string[];
  attachments: { id: string; name: string }[];
  edited_at: string | null;
  created_at: string;
}

interface Story {
  is_inside: boolean;
  has_more: boolean;
  members: Member[];
  messages: Message[];
}

type WithStory = RecordJSON & { story?: Story };

const quiet = { color: '#5b6f68' };

const MembersCard: FC<{ members: Member[] }> = ({ members }) => {
  const { t, word } = useFormats();
  return (
    <Card title={t('story.title_members')}>
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
    </Card>
  );
};

const MessagesCard: FC<{ story: Story }> = ({ story }) => {
  const { t, word, instant } = useFormats();
  return (
    <Card title={t('story.title_messages')}>
      {!story.is_inside && <p style={quiet}>{t('story.come_in_first')}</p>}
      {story.has_more && <p style={quiet}>{t('story.older_not_shown')}</p>}
      {story.messages.map((message) => (
        <div key={message.sequence} style={{ padding: '8px 0', borderTop: '1px solid #e3ebe8' }}>
          <div style={quiet}>
            #{message.sequence} · {message.sender.name} · {word(message.sender.role.toUpperCase(), 'Room')} ·{' '}
            {instant(message.created_at)}
            {message.edited_at && ` · ${t('story.edited')}`}
          </div>
          <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.body}</div>
          {message.attachments.map(({ id, name }) => (
            <div key={id}>📎 {name}</div>
          ))}
          {message.flags.length > 0 && (
            <div style={{ color: '#9a4b00' }}>
              {message.flags.map((flag) => word(flag, 'Room')).join(' · ')}
            </div>
          )}
        </div>
      ))}
    </Card>
  );
};

/** A room, who is in it, and for whoever came in, what was said. */
const RoomStory: FC<ActionProps> = (props) => {
  const { story } = (props.record ?? {}) as WithStory;
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      {story && <MembersCard members={story.members} />}
      {story && <MessagesCard story={story} />}
    </div>
  );
};

export default RoomStory;
