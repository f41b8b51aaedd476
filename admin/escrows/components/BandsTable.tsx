import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { figure, figureHead, table } from '../../shared/components/tables';
import { feeOf, type Band } from './fee-desk-data';

interface Props {
  bands: Band[];
  /** What the deals of a period would pay in each band. */
  byBand?: { deals: number; feeAmount: number }[] | undefined;
}

/** The bands of a schedule with what they ask for, and how far the fee leaps where a band begins. */
export const BandsTable: FC<Props> = ({ bands, byBand }) => {
  const { t, money, number } = useFormats();
  const leapAt = (index: number): number | null => {
    const [below, band] = [bands[index - 1], bands[index]];
    return below && band ? feeOf(band, band.from) - feeOf(below, below.to) : null;
  };
  return (
    <div style={{ overflowX: 'auto' }}>
      <table style={table}>
        <thead>
          <tr>
            <th style={figureHead}>{t('fees.band_from')}</th>
            <th style={figureHead}>{t('fees.band_to')}</th>
            <th style={figureHead}>{t('fees.band_fee')}</th>
            <th style={figureHead}>{t('fees.band_effect')}</th>
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
                <td style={figure}>{money(band.from)}</td>
                <td style={figure}>{money(band.to)}</td>
                <td style={figure}>
                  {'flat' in band.fee ? money(band.fee.flat) : `${number(band.fee.bps / 100)} %`}
                </td>
                <td style={figure}>{low === high ? money(low) : `${money(low)} – ${money(high)}`}</td>
                <td style={figure}>
                  {number(Math.round((low * 1_000) / band.from) / 10)} –{' '}
                  {number(Math.round((high * 1_000) / band.to) / 10)} %
                </td>
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
