import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle } from '../../shared/components/styles';
import { EffectEditor } from './EffectEditor';
import { Field, Section } from './Field';
import { MoneyInput, NumberInput } from './inputs';
import { quietButton } from './looks';
import type { Problems } from './PieceInput';
import { BenchContext } from './piece-words';
import { inTiers, type Draft } from './use-bench';

interface Props {
  draft: Draft;
  problems: Problems;
  onChange: (part: Partial<Draft>) => void;
}

/** Steps that customers climb, each with what it brings. */
const TiersEditor: FC<Props & { tiers: NonNullable<Draft['tiers']> }> = (props) => {
  const { draft, tiers, problems, onChange } = props;
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const { steps, measure } = tiers;
  const say = (part: Partial<typeof tiers>) => onChange({ tiers: { ...tiers, ...part } });
  const Threshold = measure === 'order_count' ? NumberInput : MoneyInput;
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Field id="tiers-measure" label={t('studio.measure')} width={280}>
        <select
          id="tiers-measure"
          value={measure}
          disabled={readOnly}
          onChange={(event) => say({ measure: event.target.value })}
          style={inputStyle}
        >
          {pieces.measures.map((one) => (
            <option key={one} value={one}>
              {t(`studio.measure_${one}`)}
            </option>
          ))}
        </select>
      </Field>
      {steps.map((step, index) => {
        const change = (part: Partial<typeof step>) =>
          say({ steps: steps.map((each, at) => (at === index ? { ...each, ...part } : each)) });
        const path = `tiers.steps.${index}`;
        return (
          <div
            key={index}
            role="group"
            aria-label={t('studio.tier', { tier: index + 1 })}
            style={{ border: '1px solid #dde7e3', borderRadius: 8, padding: 12, display: 'grid', gap: 12 }}
          >
            <div style={{ display: 'flex', gap: 12, alignItems: 'flex-end', flexWrap: 'wrap' }}>
              <strong style={{ fontSize: 14, paddingBottom: 10 }}>
                {t('studio.tier', { tier: index + 1 })}
              </strong>
              <Field
                id={`tier-${index}`}
                label={t('studio.threshold')}
                problem={problems[`${path}.threshold`]}
                width={220}
              >
                <Threshold
                  id={`tier-${index}`}
                  value={step.threshold}
                  disabled={readOnly}
                  invalid={problems[`${path}.threshold`] !== undefined}
                  onChange={(threshold) => change(threshold === undefined ? { threshold: 0 } : { threshold })}
                />
              </Field>
              {!readOnly && steps.length > 1 && (
                <button
                  type="button"
                  style={{ ...quietButton, marginLeft: 'auto' }}
                  onClick={() => say({ steps: steps.filter((_, at) => at !== index) })}
                >
                  {t('studio.remove_tier', { tier: index + 1 })}
                </button>
              )}
            </div>
            <EffectEditor
              id={`tier-${index}-effect`}
              path={`${path}.effect`}
              when={draft.when}
              effect={step.effect}
              problems={problems}
              onChange={(effect) => change({ effect })}
            />
          </div>
        );
      })}
      {!readOnly && steps.length < 10 && (
        <div>
          <button
            type="button"
            style={quietButton}
            onClick={() =>
              say({ steps: [...steps, { effect: steps.at(-1)?.effect ?? { code: '', args: {} } }] })
            }
          >
            + {t('studio.add_tier')}
          </button>
        </div>
      )}
    </div>
  );
};

/** What customers get: one thing for all, or more with every step. */
export const WhatSection: FC<Props> = (props) => {
  const { draft, problems, onChange } = props;
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const { effect, tiers } = draft;
  const toggle = (wanted: boolean) => {
    if (wanted) return onChange({ ...inTiers(draft, pieces.measures), effect: undefined });
    onChange({ effect: tiers?.steps[0]?.effect ?? { code: '', args: {} }, tiers: undefined });
  };
  return (
    <Section title={t('studio.what')} help={t('studio.what_help')}>
      <label style={{ display: 'inline-flex', gap: 8, alignItems: 'center', fontSize: 14, marginBottom: 12 }}>
        <input
          type="checkbox"
          checked={tiers !== undefined}
          disabled={readOnly}
          onChange={(event) => toggle(event.target.checked)}
          style={{ width: 18, height: 18, accentColor: '#0f6b5c' }}
        />
        {t('studio.in_tiers')}
      </label>
      {tiers && <TiersEditor {...props} tiers={tiers} />}
      {effect && (
        <EffectEditor
          id="effect"
          path="effect"
          when={draft.when}
          effect={effect}
          problems={problems}
          onChange={(next) => onChange({ effect: next })}
        />
      )}
    </Section>
  );
};
