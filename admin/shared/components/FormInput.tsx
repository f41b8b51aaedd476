import React, { type FC } from 'react';
import { PercentInput } from '../../discounts/components/inputs';
import BandsInput from '../../escrows/components/BandsInput';
import { useFormats } from './format';
import { ListInput } from './ListInput';
import { inputStyle } from './styles';

export interface FieldSpec {
  name: string;
  input:
    | 'text'
    | 'long-text'
    | 'reason'
    | 'money'
    | 'number'
    | 'percent'
    | 'choice'
    | 'flag'
    | 'time'
    | 'password'
    | 'day'
    | 'bands'
    | 'list';
  required?: boolean;
  nullable?: boolean;
  options?: { value: string; label?: string }[];
  value?: string | number | boolean | null;
}

interface Props {
  field: FieldSpec;
  id: string;
  value: string;
  invalid: boolean;
  describedBy?: string;
  resourceId: string;
  onChange: (value: string) => void;
}

const digitsOnly = (text: string): string => text.replace(/\D/g, '').slice(0, 15);
const signedDigits = (text: string): string => text.replace(/(?!^-)\D/g, '').slice(0, 10);

const grouped = (digits: string): string =>
  digits === '' ? '' : new Intl.NumberFormat('id-ID').format(BigInt(digits));

/** One input of an action's form. Money is typed with grouping and kept as digits. */
export const FormInput: FC<Props> = ({ field, id, value, invalid, describedBy, resourceId, onChange }) => {
  const { word, t } = useFormats();
  const common = {
    id,
    name: field.name,
    required: field.required,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
    style: invalid ? { ...inputStyle, borderColor: '#b42318' } : inputStyle,
  };
  switch (field.input) {
    case 'long-text':
    case 'reason':
      return (
        <textarea
          {...common}
          rows={3}
          maxLength={600}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'list':
      return <ListInput id={id} value={value} describedBy={describedBy} onChange={onChange} />;
    case 'bands':
      return <BandsInput id={id} value={value} describedBy={describedBy} onChange={onChange} />;
    case 'day':
      return <input {...common} type="date" value={value} onChange={(e) => onChange(e.target.value)} />;
    case 'choice':
      return (
        <select {...common} value={value} onChange={(e) => onChange(e.target.value)}>
          <option value="">{t(field.required ? 'console.choose' : 'console.none')}</option>
          {(field.options ?? []).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label ?? word(option.value, resourceId)}
            </option>
          ))}
        </select>
      );
    case 'flag':
      return (
        <input
          id={id}
          type="checkbox"
          checked={value === 'true'}
          onChange={(e) => onChange(String(e.target.checked))}
          style={{ width: 20, height: 20, accentColor: '#0f6b5c' }}
        />
      );
    case 'money':
      return (
        <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          <span aria-hidden="true">Rp</span>
          <input
            {...common}
            inputMode="numeric"
            autoComplete="off"
            value={grouped(value)}
            onChange={(e) => onChange(digitsOnly(e.target.value))}
          />
        </span>
      );
    case 'percent':
      return (
        <PercentInput
          id={id}
          invalid={invalid}
          describedBy={describedBy}
          value={value === '' ? undefined : Number(value)}
          onChange={(bps) => onChange(String(bps ?? ''))}
        />
      );
    case 'number':
      return (
        <input
          {...common}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(e) => onChange(signedDigits(e.target.value))}
        />
      );
    default:
      return (
        <input
          {...common}
          type={field.input === 'password' ? 'password' : 'text'}
          placeholder={field.input === 'time' ? '22:30' : undefined}
          autoComplete={field.input === 'password' ? 'new-password' : 'off'}
          maxLength={300}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      );
  }
};
