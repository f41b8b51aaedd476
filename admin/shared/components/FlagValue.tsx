import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { PropertyFrame } from './PropertyFrame';

/** Yes or no, as a word. */
const FlagValue: FC<BasePropertyProps> = (props) => {
  const { word } = useFormats();
  const value: unknown = props.record?.params[props.property.path];
  const isTrue = value === true || value === 1 || value === 'true' || value === '1';
  return (
    <PropertyFrame {...props}>
      <span style={isTrue ? { fontWeight: 600 } : { color: '#5b6f68' }}>
        {word(String(isTrue), props.resource.id)}
      </span>
    </PropertyFrame>
  );
};

export default FlagValue;
