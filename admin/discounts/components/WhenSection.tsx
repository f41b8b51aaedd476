import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { Section } from './Field';
import { tile } from './looks';
import { BenchContext } from './piece-words';
import { onOccasion, type Draft } from './use-bench';

interface Props {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** On which occasion the rule gives: by the daily task, at a sale, by hand. */
export const WhenSection: FC<Props> = ({ draft, onChange }) => {
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  return (
    <Section title={t('studio.when')}>
      <div
        role="group"
        aria-label={t('studio.when')}
        style={{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}
      >
        {pieces.occasions.map((when) => (
          <button
            key={when}
            type="button"
            disabled={readOnly}
            aria-pressed={draft.when === when}
            data-testid={`when-${when}`}
            onClick={() => onChange(onOccasion(pieces, draft, when))}
            style={tile(draft.when === when)}
          >
            <span style={{ fontWeight: 600 }}>{t(`studio.when_${when}`)}</span>
            <span style={{ ...softText, display: 'block', fontSize: 13, lineHeight: 1.4, marginTop: 2 }}>
              {t(`studio.when_${when}_help`)}
            </span>
          </button>
        ))}
      </div>
    </Section>
  );
};
