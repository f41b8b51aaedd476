import React, { type FC, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { cardStyle } from './styles';

/** One part of a story under its heading, with a way to the full record. */
export const Card: FC<{ title: string; href?: string; open?: string; children: ReactNode }> = ({
  title,
  href,
  open,
  children,
}) => (
  <section style={{ ...cardStyle, minWidth: 0 }}>
    <header style={{ display: 'flex', justifyContent: 'space-between', marginBottom: 14, gap: 12 }}>
      <h3 style={{ fontSize: 15, fontWeight: 700 }}>{title}</h3>
      {href && (
        <Link to={href} style={{ color: '#0f6b5c', fontSize: 13, fontWeight: 600 }}>
          {open}
        </Link>
      )}
    </header>
    {children}
  </section>
);
