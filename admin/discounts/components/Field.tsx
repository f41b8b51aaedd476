import { useTranslation } from 'adminjs';
import React, { type FC, type ReactNode } from 'react';
import { softText } from '../../shared/components/styles';

interface Props {
  id: string;
  label: string;
  /** Key of what is wrong with it. */
  problem?: string | undefined;
  hint?: string | undefined;
  width?: number | string;
  children: ReactNode;
}

/** A labelled input, with what is wrong or good to know below it; the input points at `${id}-note`. */
export const Field: FC<Props> = ({ id, label, problem, hint, width = '100%', children }) => {
  const { translateMessage } = useTranslation();
  return (
    <div style={{ width, maxWidth: '100%', minWidth: 0 }}>
      <label htmlFor={id} style={{ display: 'block', fontSize: 13, fontWeight: 600, marginBottom: 4 }}>
        {label}
      </label>
      {children}
      <div id={`${id}-note`} style={{ fontSize: 13, lineHeight: 1.45 }}>
        {problem ? (
          <span style={{ color: '#b42318' }}>{translateMessage(problem)}</span>
        ) : (
          hint && <span style={softText}>{hint}</span>
        )}
      </div>
    </div>
  );
};

/** One part of the form under its own heading. */
export const Section: FC<{ title: string; help?: string; children: ReactNode }> = ({
  title,
  help,
  children,
}) => (
  <section
    aria-label={title}
    style={{
      background: '#fff',
      border: '1px solid #dde7e3',
      borderRadius: 12,
      padding: 'clamp(14px, 2vw, 20px)',
      minWidth: 0,
    }}
  >
    <h2 style={{ fontSize: 16, fontWeight: 700, lineHeight: 1.3 }}>{title}</h2>
    {help && <p style={{ ...softText, fontSize: 13, lineHeight: 1.5, marginTop: 2 }}>{help}</p>}
    <div style={{ marginTop: 12 }}>{children}</div>
  </section>
);
