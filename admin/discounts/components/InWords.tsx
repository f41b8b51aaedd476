import React, { type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import type { Fact } from './studio-data';

/** A rule said in sentences, so that everybody who agrees to it knows what they agree to. */
export const InWords: FC<{ facts: Fact[]; when: string; pale?: boolean }> = ({
  facts,
  when,
  pale = false,
}) => {
  const { t } = useFormats();
  const textOf = (key: string) => facts.find((fact) => fact.key === key)?.text ?? '';
  const more = ['per', 'budget', 'valid', 'hold_out'].map(textOf).filter((text) => text !== '');
  return (
    <div
      data-testid="in-words"
      style={{
        fontSize: 14,
        lineHeight: 1.55,
        color: pale ? '#5b6f68' : 'inherit',
        overflowWrap: 'anywhere',
      }}
    >
      <p>{t(`studio.says_${when}`, { who: textOf('who'), what: textOf('what') })}</p>
      {more.length > 0 && <p style={{ marginTop: 4, color: '#5b6f68' }}>{more.join(' · ')}</p>}
    </div>
  );
};
