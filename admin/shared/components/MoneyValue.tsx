import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** Rupiah on one line, figures under one another. */
const MoneyValue: FC<BasePropertyProps> = (props) => {
  const { money } = useFormats();
  const amount = valueOf(props);
  return (
    <PropertyFrame {...props}>
      <span style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
        {amount === null ? <Nothing /> : money(amount)}
      </span>
    </PropertyFrame>
  );
};

export default MoneyValue;
