import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle } from '../../shared/components/styles';
import { ChipsInput } from './ChipsInput';
import { MoneyInput, NumberInput, PercentInput, TextInput } from './inputs';
import { BenchContext, usePieceWords, type PieceSort } from './piece-words';
import { ProductsInput } from './ProductsInput';
import type { PieceField } from './studio-data';
import { TextsInput } from './TextsInput';

/** What is wrong, by the place that the server named. */
export type Problems = Record<string, string | undefined>;

export interface PieceInputProps {
  sort: PieceSort;
  code: string;
  field: PieceField;
  id: string;
  path: string;
  value: unknown;
  problems: Problems;
  onChange: (value: unknown) => void;
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** One of a list, or none where none is an answer. */
const Choice: FC<PieceInputProps & { invalid: boolean; disabled: boolean }> = (props) => {
  const { field, id, value, invalid, disabled, onChange } = props;
  const { t } = useFormats();
  const { optionsOf } = usePieceWords();
  const options = optionsOf(field);
  if (options.length === 0) return <span style={{ fontSize: 14 }}>{t('studio.nothing_to_choose')}</span>;
  return (
    <select
      id={id}
      value={typeof value === 'string' ? value : ''}
      disabled={disabled}
      aria-invalid={invalid || undefined}
      aria-describedby={`${id}-note`}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      style={{ ...inputStyle, ...(invalid ? { border: '1px solid #b42318' } : {}) }}
    >
      <option value="">{t(field.optional ? 'console.none' : 'console.choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
};

/** The input that fits the field. */
export const PieceInput: FC<PieceInputProps> = (props) => {
  const { field, id, path, value, problems, onChange } = props;
  const { optionsOf } = usePieceWords();
  const { readOnly: disabled } = useContext(BenchContext);
  const invalid = problems[path] !== undefined;
  const common = { id, value, invalid, disabled, onChange };
  switch (field.type) {
    case 'rupiah':
      return <MoneyInput {...common} />;
    case 'whole':
      return <NumberInput {...common} />;
    case 'percent':
      return <PercentInput {...common} />;
    case 'choices':
    case 'categories':
      return <ChipsInput {...common} value={textsIn(value)} options={optionsOf(field)} />;
    case 'products':
      return <ProductsInput {...common} value={textsIn(value)} />;
    case 'texts':
      return <TextsInput {...common} value={textsIn(value)} />;
    case 'text':
      return <TextInput {...common} most={field.max ?? 80} />;
    default:
      return <Choice {...props} invalid={invalid} disabled={disabled} />;
  }
};
