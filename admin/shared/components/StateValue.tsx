import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';
import { StateBadge } from './StateBadge';

/** The state column of a row. */
const StateValue: FC<BasePropertyProps> = (props) => {
  const value = valueOf(props);
  return (
    <PropertyFrame {...props}>
      {value ? <StateBadge value={value} resourceId={props.resource.id} /> : <Nothing />}
    </PropertyFrame>
  );
};

export default StateValue;
