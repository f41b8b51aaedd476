import React, { type FC } from 'react';
import { useFormats } from './format';
import { StateBadge } from './StateBadge';

export interface ConsequenceLine {
  key: string;
  kind?: 'money' | 'text' | 'state';
  value: string | number;
}

/** What the action is about to do, before the button is pressed. */
export const Consequences: FC<{ lines: ConsequenceLine[]; resourceId: string }> = ({ lines, resourceId }) => {
  const { t, money, word } = useFormats();
  if (lines.length === 0) return null;
  return (
    <dl
      style={{
        background: '#eff5f3',
        border: '1px solid #cfe2db',
        borderRadius: 10,
        padding: '12px 16px',
        marginBottom: 20,
        display: 'grid',
        gridTemplateColumns: 'minmax(140px, max-content) 1fr',
        gap: '8px 20px',
        lineHeight: 1.5,
        fontSize: 14,
      }}
    >
      {lines.map((line) => (
        <React.Fragment key={line.key}>
          <dt style={{ color: '#44544e' }}>{t(`consequences.${line.key}`)}</dt>
          <dd style={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {line.kind === 'money' && money(line.value)}
            {line.kind === 'state' && <StateBadge value={String(line.value)} resourceId={resourceId} />}
            {(line.kind ?? 'text') === 'text' && word(String(line.value), resourceId)}
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
};
