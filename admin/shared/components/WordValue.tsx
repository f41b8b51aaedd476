import type { BasePropertyProps } from 'adminjs';
import React, { type CSSProperties, type FC } from 'react';
import { useFormats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

const mono: CSSProperties = { font: '12px/1.5 ui-monospace, Menlo, Consolas, monospace' };

/** Words break between words; what has none, such as an id, stays on one line. */
const inList = (isBare: boolean): CSSProperties =>
  isBare
    ? { ...mono, whiteSpace: 'nowrap' }
    : { display: 'inline-block', minWidth: '14ch', wordBreak: 'normal' };

/** A code in words; the code itself, which logs and colleagues name, is under the mouse and small on the card. */
const WordValue: FC<BasePropertyProps> = (props) => {
  const { word } = useFormats();
  const code = valueOf(props);
  if (!code) {
    return (
      <PropertyFrame {...props}>
        <Nothing />
      </PropertyFrame>
    );
  }
  const text = word(code, props.resource.id);
  const saysMore = text.toLowerCase() !== code.toLowerCase();
  const style = props.where === 'list' ? inList(text === code) : {};
  return (
    <PropertyFrame {...props}>
      <span title={code} style={style}>
        {text}
      </span>
      {saysMore && props.where !== 'list' && <div style={{ ...mono, color: '#5b6f68' }}>{code}</div>}
    </PropertyFrame>
  );
};

export default WordValue;
