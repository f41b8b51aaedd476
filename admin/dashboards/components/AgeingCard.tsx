import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { cardStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import type { DealsData } from './deals-data';

const columns = ['deals.age_0', 'deals.age_1', 'deals.age_2', 'deals.age_3'];

/** Open deals by where they stand and for how long: what grows to the right needs somebody. */
export const AgeingCard: FC<{ rows: DealsData['ages'] }> = ({ rows }) => {
  const { t, number } = useFormats();
  return (
    <section style={{ ...cardStyle, minWidth: 0 }}>
      <h2 style={{ fontSize: 15, fontWeight: 700 }}>{t('deals.ageing')}</h2>
      <p style={{ ...softText, fontSize: 13, lineHeight: 1.4, margin: '4px 0 12px' }}>
        {t('deals.ageing_counts')}
      </p>
      <div style={{ overflowX: 'auto' }}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('deals.status')}</th>
              {columns.map((key) => (
                <th key={key} style={figureHead}>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ status, ages }) => (
              <tr key={status}>
                <td style={cell}>
                  <StateBadge value={status} resourceId="Escrow" />
                </td>
                {ages.map(({ value, href }, index) => (
                  <td key={columns[index]} style={figure}>
                    {href && value > 0 ? <Link to={href}>{number(value)}</Link> : number(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
