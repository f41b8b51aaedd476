import React, { type FC } from 'react';
import { useFormats } from './format';
import { softText } from './styles';

/** Says whether the page hears from the server, quietly. */
export const LiveMark: FC<{ live: boolean }> = ({ live }) => {
  const { t } = useFormats();
  return (
    <span data-live={live} style={{ ...softText, fontSize: 13, whiteSpace: 'nowrap' }} role="status">
      <span aria-hidden="true" style={{ color: live ? '#0f8a5f' : '#b7791f' }}>
        ●
      </span>{' '}
      {t(live ? 'console.live' : 'console.stale')}
    </span>
  );
};
