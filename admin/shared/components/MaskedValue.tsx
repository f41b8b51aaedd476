import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** The hint of a secret; the secret itself never leaves the server with the row. */
const MaskedValue: FC<BasePropertyProps> = (props) => {
  const { t } = useFormats();
  const hint = valueOf(props);
  return (
    <PropertyFrame {...props}>
      {hint ? (
        <span title={t('console.masked')} style={{ fontFamily: 'ui-monospace, Menlo, Consolas, monospace' }}>
          {hint}
        </span>
      ) : (
        <Nothing />
      )}
    </PropertyFrame>
  );
};

export default MaskedValue;
