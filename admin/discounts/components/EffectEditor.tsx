import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import type { Args, Piece } from './definition';
import { tile } from './looks';
import { PieceFields } from './PieceFields';
import type { Problems } from './PieceInput';
import { BenchContext, usePieceWords } from './piece-words';
import type { PieceField } from './studio-data';
import { initialArgs } from './use-bench';

interface Props {
  id: string;
  path: string;
  when: string;
  effect: Piece;
  problems: Problems;
  onChange: (effect: Piece) => void;
}

/** A share has a cap and a sum has none: what does not belong to the kind that was chosen is not asked for. */
const kindOf: Record<string, string> = { percent_bps: 'PERCENT', cap_amount: 'PERCENT', amount: 'FIXED' };

const belongs = (name: string, args: Args): boolean =>
  args['kind'] === undefined || kindOf[name] === undefined || kindOf[name] === args['kind'];

/** What is mostly left as it is, and stands folded. */
const seldom = new Set(['minimum_spend_amount', 'product_ids', 'category_ids', 'stacking_group', 'priority']);

const ofKind = (args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([name]) => belongs(name, args)));

/** What a customer gets: which kind of thing, and how much of it. */
export const EffectEditor: FC<Props> = ({ id, path, when, effect, problems, onChange }) => {
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const { pieceName } = usePieceWords();
  const offered = pieces.effects.filter(({ occasions }) => occasions.includes(when));
  const fields = offered.find(({ code }) => code === effect.code)?.fields ?? [];
  const shown = fields.filter(({ name }) => belongs(name, effect.args));
  const [main, rest] = [
    shown.filter(({ name }) => !seldom.has(name)),
    shown.filter(({ name }) => seldom.has(name)),
  ];
  const inputs = (some: PieceField[]) => (
    <PieceFields
      sort="effects"
      code={effect.code}
      fields={some}
      idPrefix={id}
      path={`${path}.args`}
      args={effect.args}
      problems={problems}
      onChange={(args) => onChange({ ...effect, args: ofKind(args) })}
    />
  );
  const isWrong = rest.some(({ name }) => problems[`${path}.args.${name}`] !== undefined);
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      {offered.length > 1 && (
        <div
          role="group"
          aria-label={t('studio.what')}
          style={{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))' }}
        >
          {offered.map(({ code }) => (
            <button
              key={code}
              type="button"
              disabled={readOnly}
              aria-pressed={code === effect.code}
              onClick={() => onChange({ code, args: initialArgs(pieces.effects, code) })}
              style={{ ...tile(code === effect.code), fontWeight: 600 }}
            >
              {pieceName('effects', code)}
            </button>
          ))}
        </div>
      )}
      {inputs(main)}
      {rest.length > 0 && (
        <details open={isWrong || undefined}>
          <summary style={{ cursor: 'pointer', fontSize: 13, fontWeight: 600, color: '#0f6b5c' }}>
            {t('studio.more_of_effect')}
          </summary>
          <div style={{ marginTop: 10 }}>{inputs(rest)}</div>
        </details>
      )}
    </div>
  );
};
