import type { Band } from './fee-desk-data';

/** A band as it is typed: its lower end follows from the row above, so that no hole can open. */
export interface BandRow {
  to: string;
  kind: 'flat' | 'share';
  fee: string;
}

export interface TypedBands {
  least: string;
  rows: BandRow[];
}

const percentText = (bps: number): string => String(bps / 100).replace('.', ',');

const rowOf = ({ to, fee }: Band): BandRow =>
  'flat' in fee
    ? { to: String(to), kind: 'flat', fee: String(fee.flat) }
    : { to: String(to), kind: 'share', fee: percentText(fee.bps) };

/** Reads what is stored; anything but bands counts as none. */
export function typedBands(text: string): TypedBands {
  try {
    const bands: unknown = JSON.parse(text);
    if (Array.isArray(bands) && bands.length > 0) {
      const known = bands as Band[];
      return { least: String(known[0]?.from ?? ''), rows: known.map(rowOf) };
    }
  } catch {
    // An empty form starts with one row.
  }
  return { least: '10000', rows: [{ to: '', kind: 'flat', fee: '' }] };
}

const whole = (text: string): number => (text === '' ? 0 : Number(text));

/** `2,5` per cent are 250 basis points. */
const bpsOf = (text: string): number => Math.round(Number(text.replace(',', '.')) * 100) || 0;

/** The bands as they are sent. */
export function bandsFrom({ least, rows }: TypedBands): Band[] {
  let from = whole(least);
  return rows.map(({ to, kind, fee }) => {
    const band: Band = {
      from,
      to: whole(to),
      fee: kind === 'flat' ? { flat: whole(fee) } : { bps: bpsOf(fee) },
    };
    from = band.to + 1;
    return band;
  });
}

/** Digits, or a share with at most two places behind the comma. */
export const tidyFee = (text: string, kind: BandRow['kind']): string => {
  if (kind === 'flat') return text.replace(/\D/g, '').slice(0, 12);
  const [head = '', ...tail] = text.replace(/[^\d.,]/g, '').split(/[.,]/);
  return tail.length === 0 ? head.slice(0, 3) : `${head.slice(0, 3)},${tail.join('').slice(0, 2)}`;
};
