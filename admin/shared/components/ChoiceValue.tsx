import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** One of a few words that say what a row is, not how it stands. */
const ChoiceValue: FC<BasePropertyProps> = (props) => {
  const { propertyWord } = useFormats();
  const value = valueOf(props);
  const style = props.where === 'list' ? { whiteSpace: 'nowrap' as const } : {};
  return (
    <PropertyFrame {...props}>
      {value ? (
        <span style={style}>{propertyWord(props.property.path, value, props.resource.id)}</span>
      ) : (
        <Nothing />
      )}
    </PropertyFrame>
  );
};

export default ChoiceValue;
