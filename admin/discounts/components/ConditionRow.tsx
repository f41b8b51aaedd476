import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle } from '../../shared/components/styles';
import { ItemTools } from './ItemTools';
import { replaced, type Condition } from './node-tree';
import type { TreeProps } from './GroupEditor';
import { PieceFields } from './PieceFields';
import { BenchContext, usePieceWords } from './piece-words';
import { initialArgs } from './use-bench';

/** One condition: which, and what it asks for, in one row where there is room. */
export const ConditionRow: FC<TreeProps & { condition: Condition; path: string }> = (props) => {
  const { tree, problems, onTree, condition, path } = props;
  const { t } = useFormats();
  const { pieces, readOnly } = useContext(BenchContext);
  const { pieceName } = usePieceWords();
  const spec = pieces.conditions.find(({ code }) => code === condition.code);
  const id = `condition-${condition.id}`;
  const name = condition.code === '' ? t('studio.condition') : pieceName('conditions', condition.code);
  const choose = (code: string) =>
    onTree(
      replaced(tree, condition.id, (item) => ({ ...item, code, args: initialArgs(pieces.conditions, code) })),
    );
  return (
    <div
      role="group"
      aria-label={name}
      style={{ border: '1px solid #dde7e3', borderRadius: 8, padding: 12, background: '#fff', minWidth: 0 }}
    >
      <div style={{ display: 'flex', gap: '8px 12px', flexWrap: 'wrap', alignItems: 'center' }}>
        <select
          id={id}
          aria-label={t('studio.condition')}
          value={condition.code}
          disabled={readOnly}
          onChange={(event) => choose(event.target.value)}
          style={{
            ...inputStyle,
            width: 'auto',
            flex: '1 1 190px',
            minWidth: 0,
            maxWidth: 340,
            fontWeight: 600,
          }}
        >
          <option value="">{t('studio.choose_condition')}</option>
          {pieces.conditions.map(({ code }) => (
            <option key={code} value={code}>
              {pieceName('conditions', code)}
            </option>
          ))}
        </select>
        <span style={{ marginLeft: 'auto' }}>
          <ItemTools tree={tree} item={condition} name={name} onTree={onTree} />
        </span>
      </div>
      {spec && spec.fields.length > 0 && (
        <div style={{ marginTop: 10 }}>
          <PieceFields
            sort="conditions"
            code={spec.code}
            fields={spec.fields}
            idPrefix={id}
            path={`${path}.args`}
            args={condition.args}
            problems={problems}
            onChange={(args) => onTree(replaced(tree, condition.id, (item) => ({ ...item, args })))}
          />
        </div>
      )}
    </div>
  );
};
