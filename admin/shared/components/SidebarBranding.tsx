import React, { type FC } from 'react';
import { Link } from 'react-router-dom';

/** The shop's mark over the menu; leads home. */
const SidebarBranding: FC = () => (
  <nav aria-label="Amanah">
    <Link
      to="/admin"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 12,
        padding: '18px 24px',
        fontSize: 19,
        fontWeight: 700,
        color: '#12261f',
        textDecoration: 'none',
      }}
    >
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0f6b5c" />
        <path d="M9 23 16 8l7 15h-4l-3-7-3 7z" fill="#fff" />
      </svg>
      Amanah
    </Link>
  </nav>
);

export default SidebarBranding;
