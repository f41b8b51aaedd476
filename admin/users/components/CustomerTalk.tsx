import React, { type CSSProperties, type FC } from 'react';
import { Link } from 'react-router-dom';
import { Card } from '../../shared/components/Card';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { listOf, recordAt, type Consents, type Note, type TicketLine } from './customer-story-data';

const list: CSSProperties = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 14 };
const words: CSSProperties = {
  fontSize: 14,
  lineHeight: 1.5,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
};
const small: CSSProperties = { ...softText, fontSize: 12, marginTop: 2 };

const Nothing: FC<{ said: string }> = ({ said }) => <p style={{ ...softText, fontSize: 14 }}>{said}</p>;

/** What staff want each other to know; whoever may adds to it. */
export const NotesCard: FC<{ notes: Note[]; userId: string; mayWrite: boolean }> = ({
  notes,
  userId,
  mayWrite,
}) => {
  const { t, instant } = useFormats();
  return (
    <Card
      title={t('customer.notes')}
      {...(mayWrite ? { href: recordAt('User', userId, 'addNote'), open: t('customer.add_note') } : {})}
    >
      {notes.length === 0 ? (
        <Nothing said={t('customer.no_notes')} />
      ) : (
        <ul style={list}>
          {notes.map((note) => (
            <li key={note.id}>
              <p style={words}>{note.body}</p>
              <p style={small}>
                {note.author} · {instant(note.createdAt, false)}
                {mayWrite && (
                  <>
                    {' · '}
                    <Link to={recordAt('CustomerNote', note.id, 'remove')} style={{ color: '#8c1d1d' }}>
                      {t('customer.remove_note')}
                    </Link>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

/** What the customer asks, with the last thing that was said. */
export const TicketsCard: FC<{ tickets: TicketLine[]; userId: string }> = ({ tickets, userId }) => {
  const { t, age } = useFormats();
  return (
    <Card title={t('customer.tickets')} href={listOf('Ticket', { userId })} open={t('customer.all')}>
      {tickets.length === 0 ? (
        <Nothing said={t('customer.no_tickets')} />
      ) : (
        <ul style={list}>
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
                <Link to={recordAt('Ticket', ticket.id)} style={{ color: '#0f6b5c', fontWeight: 600 }}>
                  {ticket.subject}
                </Link>
                <StateBadge value={ticket.status} resourceId="Ticket" />
              </div>
              <p style={{ ...words, ...softText }}>{ticket.last.slice(0, 140)}</p>
              <p style={small}>{age(ticket.updated_at)}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

/** How the customer stands to marketing messages, and how that came about. */
export const ConsentCard: FC<{ consents: Consents; userId: string; mayNote: boolean }> = ({
  consents,
  userId,
  mayNote,
}) => {
  const { t, word, instant } = useFormats();
  return (
    <Card
      title={t('customer.consents')}
      {...(mayNote
        ? { href: recordAt('User', userId, 'noteConsent'), open: t('customer.note_consent') }
        : {})}
    >
      <ul style={list}>
        {consents.standing.map(({ channel, given, source, since }) => (
          <li key={channel} style={{ fontSize: 14 }}>
            <strong>{word(channel, 'Consent')}</strong>:{' '}
            <span style={{ color: given ? '#0b5a3c' : '#8c1d1d', fontWeight: 600 }}>
              {t(given ? 'customer.agrees' : since ? 'customer.withdrew' : 'customer.never_agreed')}
            </span>
            {since && source && (
              <p style={small}>
                {instant(since, false)} · {word(source, 'Consent')}
              </p>
            )}
          </li>
        ))}
      </ul>
      {consents.history.length > 0 && (
        <details style={{ marginTop: 14, fontSize: 13 }}>
          <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
            {t('customer.consent_history')}
          </summary>
          <ol style={{ ...list, gap: 8, marginTop: 10 }}>
            {consents.history.map((line) => (
              <li key={`${line.created_at}${line.channel}`}>
                {instant(line.created_at)} · {word(line.channel, 'Consent')} ·{' '}
                {word(line.to_status, 'Consent')}
                <div style={small}>
                  {word(line.reason ?? '', 'Consent')} · {line.staff_name ?? word(line.actor_kind)}
                </div>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Card>
  );
};
