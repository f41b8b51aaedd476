import React, { useEffect, useRef, useState, type CSSProperties, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { Card } from '../../shared/components/Card';
import { inputStyle, softText } from '../../shared/components/styles';
import { Attachments } from './Attachments';
import type { MessageOnDesk } from './desk-data';
import { useChat } from './use-chat';

const linkButton: CSSProperties = {
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  color: '#0f6b5c',
  background: 'none',
  border: 0,
  padding: 6,
  cursor: 'pointer',
};

const bubbles: Record<string, CSSProperties> = {
  buyer: { marginRight: 'auto', background: '#eef4fb', border: '1px solid #cfdff2' },
  seller: { marginLeft: 'auto', background: '#e9f5f0', border: '1px solid #c3e2d5' },
  staff: { margin: '0 auto', background: '#fdf6e3', border: '1px solid #efdcae' },
  shop: { margin: '0 auto', background: 'transparent', border: 0, textAlign: 'center', color: '#5b6f68' },
};

/** The words that were looked for, marked where they stand. */
const Marked: FC<{ text: string; words: string }> = ({ text, words }) => {
  if (words === '') return <>{text}</>;
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark style={{ background: '#ffe58a', color: 'inherit' }}>{text.slice(at, at + words.length)}</mark>
      {text.slice(at + words.length)}
    </>
  );
};

const Bubble: FC<{ message: MessageOnDesk; words: string; chosen: boolean }> = ({
  message,
  words,
  chosen,
}) => {
  const { t, instant, word } = useFormats();
  const { sender, flags } = message;
  const isShop = sender.role === 'shop';
  return (
    <li
      data-sequence={message.sequence}
      style={{
        ...(bubbles[sender.role] ?? bubbles['shop']),
        maxWidth: isShop ? '92%' : '78%',
        borderRadius: 12,
        padding: isShop ? '2px 8px' : '8px 12px',
        fontSize: isShop ? 12 : 14,
        lineHeight: 1.45,
        outline: chosen ? '2px solid #d99a06' : 'none',
      }}
    >
      {!isShop && (
        <div style={{ fontSize: 12, fontWeight: 700 }}>
          {sender.name}{' '}
          <span style={{ ...softText, fontWeight: 400 }}>{word(sender.role.toUpperCase(), 'Dispute')}</span>
        </div>
      )}
      <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        <Marked text={message.body} words={words} />
      </div>
      <Attachments files={message.attachments} />
      <div style={{ ...softText, fontSize: 11, marginTop: 2 }}>
        {instant(message.created_at)}
        {message.edited_at && ` · ${t('dispute.edited')}`}
        {flags.length > 0 && (
          <strong style={{ color: '#8c1d1d' }}>
            {' · '}
            {flags.map((flag) => t(`dispute.flag_${flag}`)).join(', ')}
          </strong>
        )}
      </div>
    </li>
  );
};

const listStyle: CSSProperties = {
  listStyle: 'none',
  margin: 0,
  padding: '4px 4px 12px',
  display: 'grid',
  gap: 10,
};

/** Keeps what is being read where it is while older messages come in above it; at the end it follows the newest. */
function useSteadyScroll(first: number | undefined, last: number | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef({ height: 0, first: undefined as number | undefined });
  useEffect(() => {
    const place = box.current;
    if (!place || first === undefined) return;
    const grewAbove = before.current.first !== undefined && first < before.current.first;
    if (grewAbove) place.scrollTop += place.scrollHeight - before.current.height;
    else if (before.current.height - place.scrollTop - place.clientHeight < 80)
      place.scrollTop = place.scrollHeight;
    before.current = { height: place.scrollHeight, first };
  }, [first, last]);
  return box;
}

/** Shows what was looked for in the middle of what was said around it. */
function useChosen(box: React.RefObject<HTMLDivElement>, chosen: number | null, count: number): void {
  useEffect(() => {
    if (chosen === null) return;
    box.current?.querySelector(`[data-sequence="${chosen}"]`)?.scrollIntoView({ block: 'center' });
  }, [chosen, count]);
}

/** The chat of the deal: the newest part at once, all of it by scrolling, any of it by its words. */
export const ChatPanel: FC<{
  roomId: string;
  lastSequence: number;
  sealHash: string | null;
  sealed: number;
}> = ({ roomId, lastSequence, sealHash, sealed }) => {
  const { t, number, instant, language } = useFormats();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const chat = useChat(roomId, language, lastSequence);
  const { messages, found } = chat;
  const box = useSteadyScroll(messages[0]?.sequence, messages.at(-1)?.sequence);
  useChosen(box, chosen, messages.length);

  useEffect(() => {
    const timer = window.setTimeout(() => chat.search(text), 300);
    return () => window.clearTimeout(timer);
  }, [text]);

  const jump = (sequence: number) => {
    setChosen(sequence);
    setText('');
    chat.goTo(sequence);
  };

  return (
    <Card title={t('dispute.chat', { amount: number(lastSequence) })}>
      <input
        type="search"
        aria-label={t('dispute.search_chat')}
        placeholder={t('dispute.search_chat')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ ...inputStyle, borderRadius: 999, marginBottom: 12 }}
      />
      {found && (
        <div style={{ maxHeight: 520, overflowY: 'auto' }} data-testid="chat-found">
          <p style={{ ...softText, fontSize: 13, marginBottom: 8 }} aria-live="polite">
            {t('dispute.found', { amount: number(found.length) })}
          </p>
          {found.map((message) => (
            <button
              key={message.sequence}
              type="button"
              onClick={() => jump(message.sequence)}
              style={{
                ...linkButton,
                display: 'block',
                width: '100%',
                textAlign: 'left',
                fontWeight: 400,
                color: 'inherit',
                borderTop: '1px solid #e6eeeb',
              }}
            >
              <strong>{message.sender.name}</strong>{' '}
              <span style={{ ...softText, fontSize: 12 }}>{instant(message.created_at)}</span>
              <br />
              <Marked text={message.body} words={text.trim()} />
            </button>
          ))}
        </div>
      )}
      <div
        ref={box}
        hidden={found !== null}
        tabIndex={0}
        role="log"
        aria-label={t('dispute.chat', { amount: number(lastSequence) })}
        aria-busy={chat.busy}
        style={{ maxHeight: 520, minHeight: 120, overflowY: 'auto', background: '#fbfdfc', borderRadius: 8 }}
      >
        {chat.hasOlder && (
          <div style={{ textAlign: 'center' }}>
            <button type="button" onClick={chat.older} disabled={chat.busy} style={linkButton}>
              {t('dispute.older')}
            </button>
          </div>
        )}
        <ol style={listStyle}>
          {messages.map((message) => (
            <Bubble key={message.sequence} message={message} words="" chosen={message.sequence === chosen} />
          ))}
        </ol>
        {chat.hasNewer && (
          <div style={{ textAlign: 'center' }}>
            <button type="button" onClick={chat.newer} disabled={chat.busy} style={linkButton}>
              {t('dispute.newer')}
            </button>
          </div>
        )}
      </div>
      {sealHash && (
        <p style={{ ...softText, fontSize: 12, marginTop: 10, overflowWrap: 'anywhere' }}>
          {t('dispute.sealed', { sequence: number(sealed) })} <code>{sealHash}</code>
        </p>
      )}
    </Card>
  );
};
