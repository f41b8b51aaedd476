import type { CSSProperties } from 'react';

export const table: CSSProperties = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 14,
  lineHeight: 1.45,
};
export const head: CSSProperties = {
  textAlign: 'left',
  color: '#5b6f68',
  fontSize: 12,
  fontWeight: 600,
  padding: '0 8px 6px 0',
};
export const cell: CSSProperties = {
  padding: '8px 8px 8px 0',
  borderTop: '1px solid #e6eeeb',
  verticalAlign: 'top',
};
export const figure: CSSProperties = {
  ...cell,
  textAlign: 'right',
  padding: '8px 0 8px 12px',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
};
export const figureHead: CSSProperties = { ...head, textAlign: 'right', padding: '0 0 6px 12px' };
