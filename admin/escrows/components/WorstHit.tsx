import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import type { HitDeal } from './fee-desk-data';

/** The deals whose fee would rise most, each a click away. */
export const WorstHit: FC<{ deals: HitDeal[] }> = ({ deals }) => {
  const { t, money, propertyWord } = useFormats();
  if (deals.length === 0) return <p style={{ ...softText, marginTop: 12 }}>{t('fees.nobody_hit')}</p>;
  return (
    <details style={{ marginTop: 12, fontSize: 14 }}>
      <summary style={{ cursor: 'pointer', color: '#0f6b5c', fontWeight: 600 }}>
        {t('fees.worst_hit', { count: deals.length })}
      </summary>
      <div style={{ overflowX: 'auto', marginTop: 8 }}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('fees.deal')}</th>
              <th style={head}>{t('fees.payer')}</th>
              <th style={figureHead}>{t('fees.nominal')}</th>
              <th style={figureHead}>{t('fees.fee_agreed')}</th>
              <th style={figureHead}>{t('fees.fee_then')}</th>
              <th style={figureHead}>{t('fees.rise')}</th>
            </tr>
          </thead>
          <tbody>
            {deals.map((deal) => (
              <tr key={deal.id}>
                <td style={cell}>
                  <Link to={`/admin/resources/Escrow/records/${deal.id}/show`}>{deal.number}</Link>
                </td>
                <td style={cell}>{propertyWord('feePayer', deal.feePayer, 'Escrow')}</td>
                <td style={figure}>{money(deal.amount)}</td>
                <td style={figure}>{money(deal.agreedFeeAmount)}</td>
                <td style={figure}>{money(deal.feeAmount)}</td>
                <td style={figure}>{money(deal.feeAmount - deal.agreedFeeAmount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
