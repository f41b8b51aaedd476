import React, { useEffect, useRef, type FC } from 'react';
import { useFormats } from './format';

type Tone = 'good' | 'busy' | 'waiting' | 'bad' | 'quiet';

const tones: Record<string, Tone> = {
  SUCCESS: 'good',
  PAID: 'good',
  ACTIVE: 'good',
  APPLIED: 'good',
  DELIVERED: 'good',
  DONE: 'good',
  PAID_OUT: 'good',
  VERIFIED: 'good',
  LIVE: 'good',
  SIMULATED: 'busy',
  PAUSED: 'waiting',
  SENT: 'busy',
  PROCESSING: 'busy',
  SENDING: 'busy',
  PACKED: 'busy',
  SHIPPED: 'busy',
  RECEIVED: 'busy',
  AWAITING_PAYMENT: 'waiting',
  UNPAID: 'waiting',
  REQUESTED: 'waiting',
  UNVERIFIED: 'waiting',
  QUEUED: 'waiting',
  PENDING: 'waiting',
  OPEN: 'waiting',
  ANSWERED: 'good',
  GIVEN: 'good',
  GRANTED: 'busy',
  USED: 'good',
  RESERVED: 'waiting',
  WITHHELD: 'bad',
  warning: 'waiting',
  PARKED: 'waiting',
  REVIEW: 'waiting',
  AWAITING_EVIDENCE: 'waiting',
  UNDER_REVIEW: 'busy',
  DECIDED: 'busy',
  RELEASED: 'good',
  HELD: 'busy',
  PROPOSED: 'waiting',
  DISPUTED: 'bad',
  ESCALATED: 'bad',
  APPEALED: 'bad',
  FAILED: 'bad',
  UNKNOWN: 'bad',
  BANNED: 'bad',
  DEAD: 'bad',
  ok: 'good',
  degraded: 'bad',
  silent: 'bad',
  RUNNING: 'busy',
  critical: 'bad',
  REFUSED: 'bad',
};

const colours: Record<Tone, { color: string; background: string; border: string }> = {
  good: { color: '#0b5a3c', background: '#e3f5ec', border: '#a6dcc2' },
  busy: { color: '#1c4b8f', background: '#e7effb', border: '#b3cbee' },
  waiting: { color: '#7a4a06', background: '#fdf3df', border: '#efd29a' },
  bad: { color: '#8c1d1d', background: '#fdecec', border: '#eeb4b4' },
  quiet: { color: '#44544e', background: '#eef1f0', border: '#ccd6d2' },
};

const marks: Record<Tone, string> = { good: '●', busy: '◐', waiting: '○', bad: '▲', quiet: '–' };

/** Lets the mark light up for a moment when the state moves under the person's eyes; the style honours their wish for calm. */
function useFlash(value: string) {
  const place = useRef<HTMLSpanElement>(null);
  const shown = useRef(value);
  useEffect(() => {
    if (shown.current === value) return;
    shown.current = value;
    const badge = place.current;
    badge?.classList.remove('moved');
    void badge?.offsetWidth;
    badge?.classList.add('moved');
  }, [value]);
  return place;
}

/** A state as a word, with a colour and a mark, so that nobody has to tell colours apart. */
export const StateBadge: FC<{ value: string; resourceId?: string }> = ({ value, resourceId }) => {
  const { word } = useFormats();
  const place = useFlash(value);
  const tone = tones[value] ?? 'quiet';
  const { color, background, border } = colours[tone];
  return (
    <span
      ref={place}
      data-state={value}
      style={{
        color,
        background,
        border: `1px solid ${border}`,
        borderRadius: 999,
        padding: '2px 10px',
        fontSize: 12,
        fontWeight: 600,
        lineHeight: '18px',
        whiteSpace: 'nowrap',
        display: 'inline-block',
      }}
    >
      <span aria-hidden="true" style={{ marginRight: 6, fontSize: 9 }}>
        {marks[tone]}
      </span>
      {word(value, resourceId)}
    </span>
  );
};
