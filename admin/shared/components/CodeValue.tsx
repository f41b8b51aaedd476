import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** Numbers, ids and references that people read aloud and copy. */
const CodeValue: FC<BasePropertyProps> = (props) => {
  const value = valueOf(props);
  const oneLine = props.where === 'list' ? { whiteSpace: 'nowrap' as const } : {};
  return (
    <PropertyFrame {...props}>
      {value ? (
        <span style={{ fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 13, ...oneLine }}>
          {value}
        </span>
      ) : (
        <Nothing />
      )}
    </PropertyFrame>
  );
};

export default CodeValue;
