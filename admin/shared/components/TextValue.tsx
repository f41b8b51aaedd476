import type { BasePropertyProps } from 'adminjs';
import React, { type FC } from 'react';
import { formatMinute, useFormats, type Formats } from './format';
import { Nothing, PropertyFrame, valueOf } from './PropertyFrame';

/** Figures as people read them; all other text is shown as it is. */
const texts: Record<string, (value: string, formats: Formats) => string> = {
  permil: (bps, { number }) => `${number(Number(bps) / 100)} %`,
  number: (value, { number }) => number(Number(value)),
  weekdays: (days, { weekday }) =>
    days
      .split(',')
      .map((day) => weekday(Number(day)))
      .join(', '),
  minute: (minute) => formatMinute(Number(minute)),
};

/** Text or a figure; shares in basis points are shown as per cent, days of the week and times of the day in words. */
const TextValue: FC<BasePropertyProps> = (props) => {
  const formats = useFormats();
  const value = valueOf(props);
  const kind = String(props.property.custom['kind']);
  const text = value === null ? null : (texts[kind]?.(value, formats) ?? value);
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
