import { Box } from '@adminjs/design-system';
import { useQueryParams, type ResourceJSON } from 'adminjs';
import React, { useEffect, useState, type CSSProperties, type FC, type FormEvent } from 'react';
import { useFormats } from './format';
import { inputStyle } from './styles';

interface Tools {
  tabs?: { property: string; values: string[] };
  searchBy?: string;
}

const toolsOf = (resource: ResourceJSON): Tools =>
  (resource.resourceActions.find(({ name }) => name === 'list')?.custom as Tools | undefined) ?? {};

const tabStyle = (chosen: boolean): CSSProperties => ({
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  padding: '7px 14px',
  borderRadius: 999,
  cursor: 'pointer',
  border: `1px solid ${chosen ? '#0f6b5c' : '#ccd9d4'}`,
  background: chosen ? '#0f6b5c' : '#fff',
  color: chosen ? '#fff' : '#2f403a',
});

/** States as tabs and one search box, for the two questions that are asked of a list all day. */
export const ListTools: FC<{ resource: ResourceJSON }> = ({ resource }) => {
  const { tabs, searchBy } = toolsOf(resource);
  const { filters = {}, storeParams } = useQueryParams();
  const { word, t } = useFormats();
  const asked = filters as Record<string, string | undefined>;
  const [text, setText] = useState('');
  const searched = searchBy ? (asked[searchBy] ?? '') : '';

  useEffect(() => setText(searched), [searched, resource.id]);

  const narrow = (property: string, value: string) => {
    const kept = Object.fromEntries(Object.entries(asked).filter(([key, each]) => key !== property && each));
    storeParams({ filters: value === '' ? kept : { ...kept, [property]: value }, page: '1' });
  };
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (searchBy) narrow(searchBy, text.trim());
  };

  if (!tabs && !searchBy) return null;
  const chosen = tabs ? (asked[tabs.property] ?? '') : '';
  return (
    <Box flex style={{ gap: 12, flexWrap: 'wrap', alignItems: 'center' }} mb="lg">
      {searchBy && (
        <form role="search" onSubmit={search} style={{ flex: '1 1 280px', maxWidth: 360 }}>
          <input
            type="search"
            aria-label={t(`resources.${resource.id}.hints.search`)}
            placeholder={t(`resources.${resource.id}.hints.search`)}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={search}
            style={{ ...inputStyle, borderRadius: 999 }}
          />
        </form>
      )}
      {tabs && (
        <Box flex role="group" aria-label={t('console.tabs')} style={{ gap: 6, flexWrap: 'wrap' }}>
          {['', ...tabs.values].map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={chosen === value}
              onClick={() => narrow(tabs.property, value)}
              style={tabStyle(chosen === value)}
            >
              {value === '' ? t('console.all') : word(value, resource.id)}
            </button>
          ))}
        </Box>
      )}
    </Box>
  );
};
