import React, { useState, type FC } from 'react';
import { inputStyle } from '../../shared/components/styles';

interface Props {
  id: string;
  value: string[];
  invalid?: boolean;
  disabled?: boolean;
  onChange: (value: string[] | undefined) => void;
}

const partsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];

/** Several words that are typed, with commas between them. */
export const TextsInput: FC<Props> = ({ id, value, invalid, disabled, onChange }) => {
  const [text, setText] = useState(value.join(', '));
  const shown = partsOf(text).join() === value.join() ? text : value.join(', ');
  return (
    <input
      id={id}
      value={shown}
      disabled={disabled}
      autoComplete="off"
      aria-invalid={invalid || undefined}
      aria-describedby={`${id}-note`}
      onChange={(event) => {
        setText(event.target.value);
        const parts = partsOf(event.target.value);
        onChange(parts.length > 0 ? parts : undefined);
      }}
      style={{ ...inputStyle, ...(invalid ? { border: '1px solid #b42318' } : {}) }}
    />
  );
};
