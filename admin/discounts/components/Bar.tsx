import React, { type FC } from 'react';
import { softText } from '../../shared/components/styles';

interface Props {
  label: string;
  part: number;
  whole: number;
  text: string;
}

/** How much of something has gone, as a bar with its figures. */
export const Bar: FC<Props> = ({ label, part, whole, text }) => {
  const share = whole > 0 ? Math.min(100, Math.round((part * 100) / whole)) : 0;
  return (
    <div>
      <div style={{ ...softText, display: 'flex', justifyContent: 'space-between', gap: 12, fontSize: 13 }}>
        <span>{label}</span>
        <span>{text}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text}
        style={{ height: 8, borderRadius: 8, background: '#e6eeeb', overflow: 'hidden', marginTop: 4 }}
      >
        <div
          style={{ width: `${share}%`, height: '100%', background: share >= 90 ? '#b7791f' : '#0f6b5c' }}
        />
      </div>
    </div>
  );
};
