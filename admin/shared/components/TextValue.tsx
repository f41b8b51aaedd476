import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** Text or a plain number; shares in basis points are shown as per cent. */
const TextValue: FC<BasePropertyProps> = (props) => {
  const { number } = useFormats();
  const value = valueOf(props);
  const kind: unknown = props.property.custom['kind'];
  const text =
    value === null
      ? null
      : kind === 'permil'
        ? `${number(Number(value) / 100)} %`
        : kind === 'number'
          ? number(Number(value))
          : value;
  const inList = props.where === 'list' && kind !== 'number';
  return (
    <PropertyFrame {...props}>
      {text === null ? (
        <Nothing />
      ) : (
        <span style={inList ? { display: 'inline-block', minWidth: '12ch', wordBreak: 'normal' } : {}}>
          {text}
        </span>
      )}
    </PropertyFrame>
  );
};

export default TextValue;
