import React, { useState, type ChangeEvent, type FC } from 'react';
import { useFormats } from './format';
import { mostOfList } from './list-limit';
import { inputStyle, softText } from './styles';

interface Props {
  id: string;
  value: string;
  describedBy?: string | undefined;
  onChange: (value: string) => void;
}

/**
 * Lines that are typed, pasted, or read from a file of the person's own. What is too long is refused as a whole: half a
 * line can be the phone number of somebody else.
 */
export const ListInput: FC<Props> = ({ id, value, describedBy, onChange }) => {
  const { t, number } = useFormats();
  const [refused, setRefused] = useState<number | null>(null);
  const lines = value.split('\n').filter((line) => line.trim() !== '').length;
  const take = (text: string) => {
    const fits = text.length <= mostOfList;
    setRefused(fits ? null : text.length);
    if (fits) onChange(text);
  };
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) take(await file.text());
    target.value = '';
  };
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <textarea
        id={id}
        rows={7}
        spellCheck={false}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => take(event.target.value)}
        style={{ ...inputStyle, fontFamily: 'ui-monospace, Menlo, Consolas, monospace' }}
      />
      <label style={{ fontSize: 13 }}>
        {t('console.list_from_file')}{' '}
        <input type="file" accept=".csv,.txt,text/csv,text/plain" onChange={(event) => void read(event)} />
      </label>
      {refused !== null && (
        <p role="alert" style={{ color: '#b42318', fontSize: 13 }}>
          {t('console.list_too_long', { length: number(refused), most: number(mostOfList) })}
        </p>
      )}
      <span style={{ ...softText, fontSize: 13 }}>{t('console.list_lines', { lines: number(lines) })}</span>
    </div>
  );
};
