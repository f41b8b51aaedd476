import { FormGroup, Label } from '@adminjs/design-system';
import { useTranslation, type FilterPropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { inputStyle } from './styles';

/** One of the words that a column knows. */
const ChoiceFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty } = useTranslation();
  const { propertyWord, t } = useFormats();
  const choices = (property.custom['choices'] as string[] | undefined) ?? [];
  const values = filter as Record<string, string | undefined>;
  const id = `filter-${property.path}`;
  return (
    <FormGroup variant="filter">
      <Label htmlFor={id}>{translateProperty(property.label, property.resourceId)}</Label>
      <select
        id={id}
        value={values[property.path] ?? ''}
        onChange={(event) => onChange(property.path, event.target.value)}
        style={inputStyle}
      >
        <option value="">{t('console.all')}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {propertyWord(property.path, choice, property.resourceId)}
          </option>
        ))}
      </select>
    </FormGroup>
  );
};

export default ChoiceFilter;
