import React, { type ChangeEvent, type FC } from 'react';
import { useFormats } from './format';
import { inputStyle, softText } from './styles';

interface Props {
  id: string;
  value: string;
  describedBy?: string | undefined;
  onChange: (value: string) => void;
}

/** So much fits in one request of the console. */
const most = 60_000;

/** Lines that are typed, pasted, or read from a file of the person's own. */
export const ListInput: FC<Props> = ({ id, value, describedBy, onChange }) => {
  const { t, number } = useFormats();
  const lines = value.split('\n').filter((line) => line.trim() !== '').length;
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) onChange((await file.text()).slice(0, most));
    target.value = '';
  };
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <textarea
        id={id}
        rows={7}
        maxLength={most}
        spellCheck={false}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        style={{ ...inputStyle, fontFamily: 'ui-monospace, Menlo, Consolas, monospace' }}
      />
      <label style={{ fontSize: 13 }}>
        {t('console.list_from_file')}{' '}
        <input type="file" accept=".csv,.txt,text/csv,text/plain" onChange={(event) => void read(event)} />
      </label>
      <span style={{ ...softText, fontSize: 13 }}>{t('console.list_lines', { lines: number(lines) })}</span>
    </div>
  );
};
