import type { CSSProperties } from 'react';

export const inputStyle: CSSProperties = {
  boxSizing: 'border-box',
  width: '100%',
  minHeight: 40,
  padding: '8px 12px',
  font: 'inherit',
  fontSize: 14,
  color: 'inherit',
  background: '#fff',
  border: '1px solid #b7c6c0',
  borderRadius: 8,
};

export const cardStyle: CSSProperties = {
  background: '#fff',
  border: '1px solid #dde7e3',
  borderRadius: 12,
  padding: 20,
};

export const softText: CSSProperties = { color: '#5b6f68' };

/** For screen readers only. */
export const unseen: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};
