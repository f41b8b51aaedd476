import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle } from '../../shared/components/styles';
import { chip, chipList } from './looks';
import type { Option } from './studio-data';

interface Props {
  id: string;
  options: Option[];
  value: string[];
  invalid?: boolean;
  disabled?: boolean;
  onChange: (value: string[] | undefined) => void;
}

/** Several of a list: each choice becomes a chip, and a press on the chip takes it away. */
export const ChipsInput: FC<Props> = ({ id, options, value, invalid, disabled, onChange }) => {
  const { t } = useFormats();
  const labelOf = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  const rest = options.filter((option) => !value.includes(option.value));
  const drop = (one: string) => {
    const kept = value.filter((other) => other !== one);
    onChange(kept.length > 0 ? kept : undefined);
  };
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <select
        id={id}
        value=""
        disabled={disabled || rest.length === 0}
        aria-invalid={invalid || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => event.target.value && onChange([...value, event.target.value])}
        style={{ ...inputStyle, ...(invalid ? { border: '1px solid #b42318' } : {}) }}
      >
        <option value="">{t(value.length > 0 ? 'studio.choose_more' : 'console.choose')}</option>
        {rest.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {value.length > 0 && (
        <ul style={chipList}>
          {value.map((one) => (
            <li key={one}>
              <button
                type="button"
                style={chip}
                disabled={disabled}
                aria-label={t('studio.take_away', { what: labelOf(one) })}
                onClick={() => drop(one)}
              >
                {labelOf(one)} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
