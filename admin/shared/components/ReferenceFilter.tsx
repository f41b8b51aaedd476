import { FormGroup, Label } from '@adminjs/design-system';
import { ApiClient, useTranslation, type FilterPropertyProps, type RecordJSON } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import { useFormats } from './format';
import { inputStyle, softText } from './styles';

const api = new ApiClient();

const choiceStyle = {
  display: 'block',
  width: '100%',
  padding: '8px 12px',
  border: 0,
  borderBottom: '1px solid #e6eeeb',
  background: '#fff',
  font: 'inherit',
  fontSize: 14,
  textAlign: 'left',
  cursor: 'pointer',
} as const;

/** Rows whose name begins with what was typed, a moment after the typing has stopped. */
function useMatches(resourceId: string, text: string): RecordJSON[] {
  const [matches, setMatches] = useState<RecordJSON[]>([]);
  useEffect(() => {
    if (text.trim() === '') return setMatches([]);
    let left = false;
    const timer = window.setTimeout(() => {
      api.searchRecords({ resourceId, query: text.trim() }).then(
        (found) => left || setMatches(found.slice(0, 8)),
        () => left || setMatches([]),
      );
    }, 250);
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [resourceId, text]);
  return matches;
}

/** Narrows a list down to one row of another table, found by the beginning of its name. */
const ReferenceFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty } = useTranslation();
  const { t } = useFormats();
  const [text, setText] = useState('');
  const [title, setTitle] = useState('');
  const chosen = (filter as Record<string, string | undefined>)[property.path];
  const matches = useMatches(property.reference ?? '', chosen ? '' : text);
  const id = `filter-${property.path}`;
  const choose = (record: RecordJSON) => {
    setTitle(record.title || record.id);
    setText('');
    onChange(property.path, record.id);
  };
  return (
    <FormGroup variant="filter">
      <Label htmlFor={id}>{translateProperty(property.label, property.resourceId)}</Label>
      {chosen ? (
        <button
          id={id}
          type="button"
          onClick={() => onChange(property.path, '')}
          style={{ ...inputStyle, textAlign: 'left' }}
        >
          {title || chosen} <span style={softText}>({t('console.clear')})</span>
        </button>
      ) : (
        <input
          id={id}
          type="search"
          autoComplete="off"
          placeholder={t(`resources.${property.reference}.hints.search`, {
            defaultValue: t('console.search'),
          })}
          value={text}
          onChange={(event) => setText(event.target.value)}
          style={inputStyle}
        />
      )}
      {matches.map((record) => (
        <button key={record.id} type="button" onClick={() => choose(record)} style={choiceStyle}>
          {record.title || record.id}
        </button>
      ))}
    </FormGroup>
  );
};

export default ReferenceFilter;
