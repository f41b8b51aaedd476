import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle } from '../../shared/components/styles';
import { Field, Section } from './Field';
import { MoneyInput, NumberInput, PercentInput } from './inputs';
import type { Problems } from './PieceInput';
import { BenchContext } from './piece-words';
import type { Draft } from './use-bench';

interface Props {
  draft: Draft;
  problems: Problems;
  onChange: (part: Partial<Draft>) => void;
}

/** An empty input says nothing, rather than nought. */
const told = <Key extends string>(key: Key, value: number | undefined): Partial<Record<Key, number>> =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, number>>;

/** How often, how much in all, how low, how long, and who is kept out to measure. */
export const LimitsSection: FC<Props> = ({ draft, problems, onChange }) => {
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const { limits } = draft;
  const { budget_amount, floor_bps, per } = limits;
  const periods = pieces.periods.filter((period) => draft.when === 'sale' || period !== 'sale');
  const input = (id: string, value: unknown) => ({
    id: `limit-${id}`,
    value,
    disabled: readOnly,
    invalid: problems[id] !== undefined,
  });
  const field = (id: string, label: string, hint = '') => ({
    id: `limit-${id}`,
    label,
    hint,
    problem: problems[id],
    width: 220,
  });
  return (
    <Section title={t('studio.limits')}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '14px 18px', alignItems: 'flex-start' }}>
        <Field {...field('limits.per', t('studio.per'))}>
          <select
            id="limit-limits.per"
            value={per}
            disabled={readOnly}
            onChange={(event) => onChange({ limits: { ...limits, per: event.target.value } })}
            style={inputStyle}
          >
            {periods.map((period) => (
              <option key={period} value={period}>
                {t(`studio.per_${period}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field {...field('limits.budget_amount', t('studio.budget'), t('studio.budget_hint'))}>
          <MoneyInput
            {...input('limits.budget_amount', budget_amount)}
            onChange={(amount) =>
              onChange({ limits: { per, ...told('floor_bps', floor_bps), ...told('budget_amount', amount) } })
            }
          />
        </Field>
        <Field {...field('limits.floor_bps', t('studio.floor'), t('studio.floor_hint'))}>
          <PercentInput
            {...input('limits.floor_bps', floor_bps)}
            onChange={(bps) =>
              onChange({
                limits: { per, ...told('budget_amount', budget_amount), ...told('floor_bps', bps) },
              })
            }
          />
        </Field>
        {draft.when !== 'sale' && (
          <Field {...field('valid_days', t('studio.valid_days'), t('studio.valid_days_hint'))}>
            <NumberInput
              {...input('valid_days', draft.valid_days)}
              after={t('studio.days')}
              onChange={(days) => onChange({ valid_days: days })}
            />
          </Field>
        )}
        {draft.when === 'daily' && (
          <Field {...field('hold_out_bps', t('studio.hold_out'), t('studio.hold_out_hint'))}>
            <PercentInput
              {...input('hold_out_bps', draft.hold_out_bps)}
              onChange={(bps) => onChange({ hold_out_bps: bps ?? 0 })}
            />
          </Field>
        )}
      </div>
    </Section>
  );
};
