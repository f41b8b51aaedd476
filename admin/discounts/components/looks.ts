import type { CSSProperties } from 'react';

export const quietButton: CSSProperties = {
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  padding: '7px 12px',
  borderRadius: 8,
  border: '1px solid #b7c6c0',
  background: '#fff',
  color: '#2f403a',
  cursor: 'pointer',
};

export const mainButton: CSSProperties = {
  ...quietButton,
  fontSize: 14,
  padding: '10px 18px',
  border: '1px solid #0f6b5c',
  background: '#0f6b5c',
  color: '#fff',
};

export const link: CSSProperties = { color: '#0f6b5c', fontWeight: 600 };

/** One of few choices, as a tile. */
export const tile = (chosen: boolean): CSSProperties => ({
  font: 'inherit',
  fontSize: 14,
  textAlign: 'left',
  padding: '10px 14px',
  borderRadius: 10,
  cursor: 'pointer',
  border: `1px solid ${chosen ? '#0f6b5c' : '#ccd9d4'}`,
  background: chosen ? '#e2f1ed' : '#fff',
  color: chosen ? '#0b5548' : '#2f403a',
  display: 'block',
});

export const pageStyle: CSSProperties = {
  padding: 'clamp(12px, 2.5vw, 32px)',
  display: 'grid',
  gap: 16,
  gridTemplateColumns: 'minmax(0, 1fr)',
};

/** One of several that were chosen. */
export const chip: CSSProperties = {
  font: 'inherit',
  fontSize: 13,
  padding: '4px 10px',
  borderRadius: 999,
  border: '1px solid #a9cfc5',
  background: '#e2f1ed',
  color: '#0b5548',
  cursor: 'pointer',
  textAlign: 'left',
};

export const chipList: CSSProperties = {
  display: 'flex',
  gap: 6,
  flexWrap: 'wrap',
  listStyle: 'none',
  padding: 0,
  margin: 0,
};
