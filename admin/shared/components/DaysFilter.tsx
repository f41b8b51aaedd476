import { FormGroup, Label } from '@adminjs/design-system';
import { useTranslation, type FilterPropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { inputStyle } from './styles';

/** A span of Jakarta days, both ends included. */
const DaysFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty } = useTranslation();
  const { t } = useFormats();
  const values = filter as Record<string, string | undefined>;
  const label = translateProperty(property.label, property.resourceId);
  return (
    <FormGroup variant="filter">
      <Label>{label}</Label>
      {(['from', 'to'] as const).map((end) => {
        const key = `${property.path}~~${end}`;
        return (
          <label key={end} style={{ display: 'block', marginBottom: 8, fontSize: 13 }}>
            {t(`properties.${end}`)}
            <input
              type="date"
              aria-label={`${label}: ${t(`properties.${end}`)}`}
              value={values[key] ?? ''}
              onChange={(event) => onChange(key, event.target.value)}
              style={inputStyle}
            />
          </label>
        );
      })}
    </FormGroup>
  );
};

export default DaysFilter;
