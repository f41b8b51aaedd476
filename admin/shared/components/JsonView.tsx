import React, { type FC } from 'react';

const tidy = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** A document as it was stored, readable and scrollable. */
export const JsonView: FC<{ text: string; label?: string }> = ({ text, label }) => (
  <pre
    tabIndex={0}
    aria-label={label}
    style={{
      margin: 0,
      padding: 12,
      maxHeight: 360,
      overflow: 'auto',
      background: '#f4f7f6',
      border: '1px solid #dde7e3',
      borderRadius: 8,
      font: '12px/1.5 ui-monospace, Menlo, Consolas, monospace',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    }}
  >
    {tidy(text)}
  </pre>
);
