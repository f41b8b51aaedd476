import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { feeOf, type Band } from './fee-desk-data';

interface Props {
  bands: Band[];
  /** What the deals of a period would pay in each band. */
  byBand?: { deals: number; feeAmount: number }[] | undefined;
}

/** The bands of a schedule with what they ask for, and how far the fee leaps where a band begins. */
export const BandsTable: FC<Props> = ({ bands, byBand }) => {
  const { t, money, number } = useFormats();
  const percent = (share: number) => number(Math.round(share * 1_000) / 10);
  const shares = (...ends: [number, number]) => [...new Set(ends.map(percent))].join(' – ');
  const leapAt = (index: number): number | null => {
    const [below, band] = [bands[index - 1], bands[index]];
    return below && band ? feeOf(band, band.from) - feeOf(below, below.to) : null;
  };
  return (
    <div style={{ overflowX: 'auto' }}>
      <table style={table}>
        <thead>
          <tr>
            <th style={head}>{t('fees.nominal')}</th>
            <th style={figureHead}>{t('fees.band_fee')}</th>
            <th style={figureHead}>{t('fees.band_share')}</th>
            <th style={figureHead}>{t('fees.band_leap')}</th>
            {byBand && <th style={figureHead}>{t('fees.band_deals')}</th>}
            {byBand && <th style={figureHead}>{t('fees.income')}</th>}
          </tr>
        </thead>
        <tbody>
          {bands.map((band, index) => {
            const [low, high, leap] = [feeOf(band, band.from), feeOf(band, band.to), leapAt(index)];
            return (
              <tr key={band.from}>
                <td style={{ ...cell, whiteSpace: 'nowrap' }}>
                  {money(band.from)} – {money(band.to)}
                </td>
                <td style={figure}>
                  {'flat' in band.fee ? money(band.fee.flat) : `${number(band.fee.bps / 100)} %`}
                  {low !== high && (
                    <div style={{ ...softText, fontSize: 12 }}>
                      {money(low)} – {money(high)}
                    </div>
                  )}
                </td>
                <td style={figure}>{shares(low / band.from, high / band.to)} %</td>
                <td style={figure}>{leap !== null && Math.abs(leap) > 1 ? money(leap) : '–'}</td>
                {byBand && <td style={figure}>{number(byBand[index]?.deals ?? 0)}</td>}
                {byBand && <td style={figure}>{money(byBand[index]?.feeAmount ?? 0)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
