import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, head, table } from '../../shared/components/tables';
import { Section } from './Field';
import { link } from './looks';
import { studioAddress } from './studio-address';
import type { OpenRule } from './studio-data';

/** Every version of the rule, with a way to each and to the two of them side by side. */
export const Versions: FC<{ open: OpenRule }> = ({ open }) => {
  const { t, instant } = useFormats();
  if (open.versions.length < 2) return null;
  return (
    <Section title={t('studio.versions')}>
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('studio.versions')}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('properties.version')}</th>
              <th style={head}>{t('properties.status')}</th>
              <th style={head}>{t('studio.live_days')}</th>
              <th style={head}>{t('studio.side_by_side')}</th>
            </tr>
          </thead>
          <tbody>
            {open.versions.map((one) => {
              const isOpen = one.id === open.version.id;
              return (
                <tr key={one.id}>
                  <td style={cell}>
                    {isOpen ? (
                      <strong>{t('studio.version', { version: one.version })}</strong>
                    ) : (
                      <Link to={studioAddress({ version: one.id })} style={link}>
                        {t('studio.version', { version: one.version })}
                      </Link>
                    )}
                    {one.copied_from !== null && (
                      <div style={{ ...softText, fontSize: 12 }}>
                        {t('studio.copied_from', { version: one.copied_from })}
                      </div>
                    )}
                  </td>
                  <td style={cell}>
                    <StateBadge value={one.status} resourceId="DiscountVersion" />
                  </td>
                  <td style={cell}>
                    {one.live_at ? instant(one.live_at, false) : '–'}
                    {one.ended_at && one.live_at && ` – ${instant(one.ended_at, false)}`}
                  </td>
                  <td style={cell}>
                    {isOpen ? (
                      t('studio.this_one')
                    ) : (
                      <Link
                        to={studioAddress({ version: open.version.id, with: one.id })}
                        style={link}
                        aria-label={t('studio.compare_with', { version: one.version })}
                      >
                        {t('studio.compare')}
                      </Link>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
};
