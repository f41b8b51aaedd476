import { ApiClient } from 'adminjs';
import React, { useContext, useEffect, useState, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle, softText } from '../../shared/components/styles';
import { chip, chipList } from './looks';
import { BenchContext } from './piece-words';
import type { Option } from './studio-data';

interface Props {
  id: string;
  value: string[];
  invalid?: boolean;
  disabled?: boolean;
  onChange: (value: string[] | undefined) => void;
}

const api = new ApiClient();

/** Products whose name begins with what was typed, a moment after the typing has stopped. */
function useMatches(text: string): Option[] {
  const [matches, setMatches] = useState<Option[]>([]);
  useEffect(() => {
    if (text.trim() === '') return setMatches([]);
    let left = false;
    const timer = window.setTimeout(() => {
      api.searchRecords({ resourceId: 'Product', query: text.trim() }).then(
        (found) =>
          left || setMatches(found.slice(0, 8).map(({ id, title }) => ({ value: id, label: title }))),
        () => left || setMatches([]),
      );
    }, 250);
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [text]);
  return matches;
}

/** Products found by the beginning of their name; each becomes a chip that a press takes away. */
export const ProductsInput: FC<Props> = ({ id, value, invalid, disabled, onChange }) => {
  const { t } = useFormats();
  const { pieces } = useContext(BenchContext);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Option[]>([]);
  const matches = useMatches(text).filter((option) => !value.includes(option.value));
  const nameOf = (one: string) =>
    [...found, ...pieces.products].find((option) => option.value === one)?.label ?? one;
  const choose = (option: Option) => {
    setFound((now) => [...now, option]);
    setText('');
    onChange([...value, option.value]);
  };
  const drop = (one: string) => {
    const rest = value.filter((other) => other !== one);
    onChange(rest.length > 0 ? rest : undefined);
  };
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <input
        id={id}
        type="search"
        value={text}
        disabled={disabled}
        autoComplete="off"
        placeholder={t('console.search')}
        aria-invalid={invalid || undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => setText(event.target.value)}
        style={inputStyle}
      />
      {matches.map((option) => (
        <button
          key={option.value}
          type="button"
          style={{ ...chip, borderRadius: 8 }}
          onClick={() => choose(option)}
        >
          + {option.label}
        </button>
      ))}
      {text.trim() !== '' && matches.length === 0 && (
        <span style={{ ...softText, fontSize: 13 }}>{t('studio.no_match')}</span>
      )}
      {value.length > 0 && (
        <ul style={chipList}>
          {value.map((one) => (
            <li key={one}>
              <button
                type="button"
                style={chip}
                disabled={disabled}
                aria-label={t('studio.take_away', { what: nameOf(one) })}
                onClick={() => drop(one)}
              >
                {nameOf(one)} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
