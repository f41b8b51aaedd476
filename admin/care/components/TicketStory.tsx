import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';

interface Message {
  id: string;
  author_kind: 'customer' | 'staff';
  staff_name: string | null;
  body: string;
  created_at: string;
}

type WithMessages = RecordJSON & { story?: { messages: Message[] } };

/** A ticket with all that was said; the shop's side stands to the right. */
const TicketStory: FC<ActionProps> = (props) => {
  const { t, word, instant } = useFormats();
  const messages = (props.record as WithMessages | undefined)?.story?.messages ?? [];
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      <Card title={t('customer.talk')}>
        <ol style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
          {messages.map((message) => (
            <li
              key={message.id}
              style={{
                justifySelf: message.author_kind === 'staff' ? 'end' : 'start',
                maxWidth: '80%',
                background: message.author_kind === 'staff' ? '#e3f5ec' : '#eef1f0',
                borderRadius: 12,
                padding: '10px 14px',
              }}
            >
              <p style={{ fontSize: 14, lineHeight: 1.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {message.body}
              </p>
              <p style={{ ...softText, fontSize: 12, marginTop: 4 }}>
                {message.staff_name ?? word(message.author_kind)} · {instant(message.created_at, false)}
              </p>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
};

export default TicketStory;
