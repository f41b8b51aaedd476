import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { JsonView } from './JsonView';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** A JSON column. */
const JsonValue: FC<BasePropertyProps> = (props) => {
  const value = valueOf(props);
  return (
    <PropertyFrame {...props}>
      {value ? <JsonView text={value} label={props.property.label} /> : <Nothing />}
    </PropertyFrame>
  );
};

export default JsonValue;
