import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** A moment in Jakarta time, or a calendar day. */
const InstantValue: FC<BasePropertyProps> = (props) => {
  const { instant, day } = useFormats();
  const precise = props.where !== 'list';
  const value = valueOf(props);
  const text = value && (props.property.custom['kind'] === 'day' ? day(value) : instant(value, precise));
  return (
    <PropertyFrame {...props}>
      {value ? (
        <time dateTime={value} style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
          {text}
        </time>
      ) : (
        <Nothing />
      )}
    </PropertyFrame>
  );
};

export default InstantValue;
