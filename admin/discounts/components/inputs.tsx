import React, { useState, type FC } from 'react';
import { inputStyle } from '../../shared/components/styles';

interface Props {
  id: string;
  label?: string | undefined;
  /** Where something is said about it; by itself the note below it. */
  describedBy?: string | undefined;
  value: unknown;
  invalid?: boolean;
  disabled?: boolean;
  onChange: (value: number | undefined) => void;
}

type TextProps = Omit<Props, 'onChange'> & { most: number; onChange: (value: string | undefined) => void };

const grouped = (value: unknown): string =>
  typeof value === 'number' ? new Intl.NumberFormat('id-ID').format(value) : '';

const digitsIn = (text: string, most: number): number | undefined => {
  const digits = text.replace(/\D/g, '').slice(0, most);
  return digits === '' ? undefined : Number(digits);
};

const bordered = (invalid: boolean | undefined) => (invalid ? { border: '1px solid #b42318' } : {});

const described = ({ id, label, describedBy, invalid, disabled }: Omit<Props, 'onChange'>) => ({
  id,
  disabled,
  'aria-label': label,
  'aria-invalid': invalid || undefined,
  'aria-describedby': describedBy ?? `${id}-note`,
  autoComplete: 'off',
});

/** A whole number, grouped while it is typed; with a unit in front or behind. */
export const NumberInput: FC<Props & { before?: string; after?: string; digits?: number }> = (props) => {
  const { value, invalid, before, after, digits = 6, onChange } = props;
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8, fontSize: 14 }}>
      {before && <span aria-hidden="true">{before}</span>}
      <input
        {...described(props)}
        inputMode="numeric"
        value={grouped(value)}
        onChange={(event) => onChange(digitsIn(event.target.value, digits))}
        style={{ ...inputStyle, ...bordered(invalid), minWidth: 72 }}
      />
      {after && (
        <span aria-hidden="true" style={{ whiteSpace: 'nowrap' }}>
          {after}
        </span>
      )}
    </span>
  );
};

export const MoneyInput: FC<Props> = (props) => <NumberInput {...props} before="Rp" digits={13} />;

const percentText = (value: unknown): string =>
  typeof value === 'number' ? String(value / 100).replace('.', ',') : '';

const tidyPercent = (text: string): string => {
  const [head = '', ...tail] = text.replace(/[^\d.,]/g, '').split(/[.,]/);
  return tail.length === 0 ? head.slice(0, 3) : `${head.slice(0, 3)},${tail.join('').slice(0, 2)}`;
};

const bpsIn = (text: string): number | undefined =>
  text === '' ? undefined : Math.round(Number(text.replace(',', '.')) * 100) || 0;

/** A share, typed as per cent and kept as basis points. */
export const PercentInput: FC<Props> = (props) => {
  const { value, invalid, onChange } = props;
  const [text, setText] = useState(() => percentText(value));
  const shown = bpsIn(text) === value ? text : percentText(value);
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8, fontSize: 14 }}>
      <input
        {...described(props)}
        inputMode="decimal"
        value={shown}
        onChange={(event) => {
          const tidy = tidyPercent(event.target.value);
          setText(tidy);
          onChange(bpsIn(tidy));
        }}
        style={{ ...inputStyle, ...bordered(invalid), minWidth: 72 }}
      />
      <span aria-hidden="true">%</span>
    </span>
  );
};

export const TextInput: FC<TextProps> = (props) => {
  const { value, invalid, most, onChange } = props;
  return (
    <input
      {...described(props)}
      value={typeof value === 'string' ? value : ''}
      maxLength={most}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      style={{ ...inputStyle, ...bordered(invalid) }}
    />
  );
};
