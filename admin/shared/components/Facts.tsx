import React, { type FC, type ReactNode } from 'react';

/** Name and value, one under the other; what is empty is left out. */
export const Facts: FC<{ rows: [string, ReactNode][] }> = ({ rows }) => (
  <dl
    style={{
      display: 'grid',
      gridTemplateColumns: 'minmax(110px, 38%) 1fr',
      gap: '8px 16px',
      fontSize: 14,
      lineHeight: 1.45,
    }}
  >
    {rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => (
        <React.Fragment key={name}>
          <dt style={{ color: '#5b6f68' }}>{name}</dt>
          <dd style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{value}</dd>
        </React.Fragment>
      ))}
  </dl>
);
