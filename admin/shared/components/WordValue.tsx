import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** A code in words; the code itself, which logs and colleagues name, is under the mouse and small on the card. */
const WordValue: FC<BasePropertyProps> = (props) => {
  const { word } = useFormats();
  const code = valueOf(props);
  const text = code && word(code, props.resource.id);
  return (
    <PropertyFrame {...props}>
      {code ? <span title={code}>{text}</span> : <Nothing />}
      {code && text !== code && props.where !== 'list' && (
        <div style={{ font: '12px/1.5 ui-monospace, Menlo, Consolas, monospace', color: '#5b6f68' }}>
          {code}
        </div>
      )}
    </PropertyFrame>
  );
};

export default WordValue;
