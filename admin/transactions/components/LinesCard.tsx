import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { Card } from '../../shared/components/Card';
import type { StoryRow } from './story';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';

/** What was bought, and how the total came about. */
export const LinesCard: FC<{ sale: StoryRow; lines: StoryRow[] }> = ({ sale, lines }) => {
  const { t, money, number } = useFormats();
  const extras = [
    ['discount', -Number(sale['discountAmount'] ?? 0)],
    ['admin_fee', sale['adminFeeAmount']],
    ['shipping', sale['shippingAmount']],
  ] as const;
  return (
    <Card title={t('story.title_lines')}>
      <table style={table}>
        <thead>
          <tr>
            <th style={head}>{t('values.product')}</th>
            <th style={figureHead}>{t('story.quantity')}</th>
            <th style={figureHead}>{t('story.total')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line['id']}>
              <td style={cell}>
                {line['name']}
                <div style={{ color: '#5b6f68', fontSize: 12 }}>
                  {line['sku']} · {money(line['unit_amount'] ?? 0)}
                </div>
              </td>
              <td style={figure}>{number(Number(line['quantity']))}</td>
              <td style={figure}>{money(line['total_amount'] ?? 0)}</td>
            </tr>
          ))}
          {extras
            .filter(([, amount]) => Number(amount) !== 0)
            .map(([name, amount]) => (
              <tr key={name}>
                <td style={cell} colSpan={2}>
                  {t(`story.${name}`)}
                </td>
                <td style={figure}>{money(amount ?? 0)}</td>
              </tr>
            ))}
          <tr>
            <th scope="row" style={{ ...cell, fontWeight: 700, textAlign: 'left' }} colSpan={2}>
              {t('story.total')}
            </th>
            <td style={{ ...figure, fontWeight: 700 }}>{money(sale['totalAmount'] ?? 0)}</td>
          </tr>
        </tbody>
      </table>
    </Card>
  );
};
