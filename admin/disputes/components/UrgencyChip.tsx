import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';

type Urgency = 'waits' | 'calm' | 'soon' | 'late';

const colours: Record<Urgency, { color: string; background: string; border: string; mark: string }> = {
  late: { color: '#8c1d1d', background: '#fdecec', border: '#eeb4b4', mark: '▲' },
  soon: { color: '#7a4a06', background: '#fdf3df', border: '#efd29a', mark: '◆' },
  calm: { color: '#0b5a3c', background: '#e3f5ec', border: '#a6dcc2', mark: '●' },
  waits: { color: '#44544e', background: '#eef1f0', border: '#ccd6d2', mark: '○' },
};

export const urgencyColour = (urgency: Urgency): string => colours[urgency].color;

/** How pressing a case is: in words and with a mark, so that nobody has to tell colours apart. */
export const UrgencyChip: FC<{ urgency: Urgency; slaAt: string; answerBy?: string | null }> = ({
  urgency,
  slaAt,
  answerBy = null,
}) => {
  const { t, age, instant } = useFormats();
  const { color, background, border, mark } = colours[urgency];
  const at = urgency === 'waits' && answerBy ? answerBy : slaAt;
  return (
    <span
      data-urgency={urgency}
      title={instant(at)}
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
        {mark}
      </span>
      {t(`dispute.urgency_${urgency}`, { age: age(at) })}
    </span>
  );
};

const dayMs = 86_400_000;

/** The same rule as in the queue, for a case on its own page. */
export function urgencyNow(slaAt: string, isWaiting: boolean): Urgency {
  const left = new Date(slaAt).getTime() - Date.now();
  if (left <= 0) return 'late';
  if (isWaiting) return 'waits';
  return left <= dayMs ? 'soon' : 'calm';
}
