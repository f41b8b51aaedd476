import React, { useState, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle, softText } from '../../shared/components/styles';
import { cell, figure, figureHead, head, table } from '../../shared/components/tables';
import { bandsFrom, tidyFee, typedBands, type BandRow, type TypedBands } from './band-rows';
import { feeOf, type Band } from './fee-desk-data';

interface Props {
  id: string;
  value: string;
  describedBy?: string | undefined;
  onChange: (value: string) => void;
}

const quiet = {
  font: 'inherit',
  fontSize: 13,
  padding: '6px 10px',
  borderRadius: 8,
  border: '1px solid #b7c6c0',
  background: '#fff',
  cursor: 'pointer',
} as const;

const grouped = (digits: string): string =>
  digits === '' ? '' : new Intl.NumberFormat('id-ID').format(BigInt(digits));
const digitsOnly = (text: string): string => text.replace(/\D/g, '').slice(0, 13);

const Money: FC<{ label: string; id?: string; value: string; onChange: (value: string) => void }> = ({
  label,
  id,
  value,
  onChange,
}) => (
  <input
    id={id}
    aria-label={label}
    inputMode="numeric"
    autoComplete="off"
    value={grouped(value)}
    onChange={(event) => onChange(digitsOnly(event.target.value))}
    style={{ ...inputStyle, minWidth: 120, textAlign: 'right' }}
  />
);

/** What the fee is at both ends of a band, and which share of the nominal that makes at the lower one. */
const Effect: FC<{ band: Band }> = ({ band }) => {
  const { money, number } = useFormats();
  if (band.from <= 0 || band.to < band.from) return <>–</>;
  const [low, high] = [feeOf(band, band.from), feeOf(band, band.to)];
  const share = number(Math.round((low * 1_000) / band.from) / 10);
  return (
    <>
      {low === high ? money(low) : `${money(low)} – ${money(high)}`}
      <div style={{ ...softText, fontSize: 12 }}>{share} %</div>
    </>
  );
};

/** A fee schedule as rows of bands: each begins where the one above ends, so only upper ends and fees are typed. */
const BandsInput: FC<Props> = ({ id, value, describedBy, onChange }) => {
  const { t, money } = useFormats();
  const [typed, setTyped] = useState<TypedBands>(() => typedBands(value));
  const bands = bandsFrom(typed);

  const say = (next: TypedBands) => {
    setTyped(next);
    onChange(JSON.stringify(bandsFrom(next)));
  };
  const change = (index: number, part: Partial<BandRow>) =>
    say({ ...typed, rows: typed.rows.map((row, at) => (at === index ? { ...row, ...part } : row)) });
  const remove = (index: number) => say({ ...typed, rows: typed.rows.filter((_, at) => at !== index) });
  const add = (index: number) => {
    const row: BandRow = { to: '', kind: typed.rows[index]?.kind ?? 'flat', fee: '' };
    say({ ...typed, rows: [...typed.rows.slice(0, index + 1), row, ...typed.rows.slice(index + 1)] });
  };

  return (
    <div role="group" aria-describedby={describedBy} style={{ overflowX: 'auto' }}>
      <table style={table}>
        <thead>
          <tr>
            <th style={figureHead}>{t('fees.band_from')}</th>
            <th style={{ ...head, paddingLeft: 12 }}>{t('fees.band_to')}</th>
            <th style={head}>{t('fees.band_kind')}</th>
            <th style={head}>{t('fees.band_fee')}</th>
            <th style={figureHead}>{t('fees.band_effect')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {typed.rows.map((row, index) => {
            const band = bands[index];
            const at = { row: index + 1 };
            return (
              <tr key={index}>
                <td style={figure}>
                  {index === 0 ? (
                    <Money
                      id={id}
                      label={t('fees.least_label')}
                      value={typed.least}
                      onChange={(least) => say({ ...typed, least })}
                    />
                  ) : (
                    money(band?.from ?? 0)
                  )}
                </td>
                <td style={{ ...cell, paddingLeft: 12 }}>
                  <Money
                    label={t('fees.to_label', at)}
                    value={row.to}
                    onChange={(to) => change(index, { to })}
                  />
                </td>
                <td style={cell}>
                  <select
                    aria-label={t('fees.kind_label', at)}
                    value={row.kind}
                    onChange={(event) =>
                      change(index, { kind: event.target.value as BandRow['kind'], fee: '' })
                    }
                    style={{ ...inputStyle, minWidth: 72 }}
                  >
                    <option value="flat">Rp</option>
                    <option value="share">%</option>
                  </select>
                </td>
                <td style={cell}>
                  <input
                    aria-label={t('fees.fee_label', at)}
                    inputMode={row.kind === 'flat' ? 'numeric' : 'decimal'}
                    autoComplete="off"
                    value={row.kind === 'flat' ? grouped(row.fee) : row.fee}
                    onChange={(event) => change(index, { fee: tidyFee(event.target.value, row.kind) })}
                    style={{ ...inputStyle, minWidth: 90, textAlign: 'right' }}
                  />
                </td>
                <td style={figure}>{band && <Effect band={band} />}</td>
                <td style={{ ...figure, paddingLeft: 8 }}>
                  <button
                    type="button"
                    style={quiet}
                    title={t('fees.add_row', at)}
                    aria-label={t('fees.add_row', at)}
                    onClick={() => add(index)}
                  >
                    +
                  </button>{' '}
                  <button
                    type="button"
                    style={quiet}
                    title={t('fees.remove_label', at)}
                    aria-label={t('fees.remove_label', at)}
                    disabled={typed.rows.length === 1}
                    onClick={() => remove(index)}
                  >
                    ×
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

export default BandsInput;
