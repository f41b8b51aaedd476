import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { ConditionRow } from './ConditionRow';
import { ItemTools } from './ItemTools';
import { quietButton } from './looks';
import { addedTo, innerPath, newCondition, newGroup, pathOfChild, replaced, type Group } from './node-tree';
import type { Problems } from './PieceInput';
import { BenchContext } from './piece-words';

export interface TreeProps {
  tree: Group;
  problems: Problems;
  onTree: (tree: Group) => void;
}

/** Groups in groups in groups are for machines: people lose count. */
const deepest = 3;

const modes = ['all', 'any'] as const;

/** Whether all of a group must hold or one of it: a word between two buttons rather than a sign. */
const Mode: FC<TreeProps & { group: Group }> = ({ tree, group, onTree }) => {
  const { t } = useFormats();
  const { readOnly } = useContext(BenchContext);
  return (
    <select
      aria-label={t('studio.mode')}
      value={group.mode}
      disabled={readOnly}
      onChange={(event) =>
        onTree(replaced(tree, group.id, (item) => ({ ...item, mode: event.target.value as Group['mode'] })))
      }
      style={{ ...quietButton, appearance: 'auto' }}
    >
      {modes.map((mode) => (
        <option key={mode} value={mode}>
          {t(`studio.mode_${mode}`)}
        </option>
      ))}
    </select>
  );
};

/** A group of conditions; groups inside stand one step further in. */
export const GroupEditor: FC<TreeProps & { group: Group; path: string; depth?: number }> = (props) => {
  const { tree, problems, onTree, group, path, depth = 1 } = props;
  const { t } = useFormats();
  const { readOnly } = useContext(BenchContext);
  const isRoot = depth === 1;
  return (
    <div
      role="group"
      aria-label={t(isRoot ? 'studio.who' : 'studio.group')}
      style={{
        display: 'grid',
        gap: 10,
        minWidth: 0,
        ...(isRoot
          ? {}
          : {
              borderLeft: '3px solid #7cc2b3',
              background: '#f6faf8',
              borderRadius: 8,
              padding: '10px 12px',
            }),
      }}
    >
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center', fontSize: 14 }}>
        {group.items.length > 1 || !isRoot ? <Mode {...props} /> : null}
        {!isRoot && <ItemTools tree={tree} item={group} onTree={onTree} name={t('studio.group')} />}
      </div>
      {group.items.length === 0 && (
        <p style={{ fontSize: 14, lineHeight: 1.5 }}>
          {t(isRoot ? 'studio.who_everybody' : 'studio.group_empty')}
        </p>
      )}
      {group.items.map((item, index) => {
        const place = pathOfChild(group, path, index);
        return (
          <React.Fragment key={item.id}>
            {index > 0 && (
              <div style={{ fontSize: 12, fontWeight: 700, color: '#0f6b5c', paddingLeft: 4 }}>
                {t(group.mode === 'all' ? 'studio.and' : 'studio.or')}
              </div>
            )}
            {item.kind === 'condition' ? (
              <ConditionRow
                tree={tree}
                problems={problems}
                onTree={onTree}
                condition={item}
                path={innerPath(item, place)}
              />
            ) : (
              <GroupEditor
                tree={tree}
                problems={problems}
                onTree={onTree}
                group={item}
                path={place}
                depth={depth + 1}
              />
            )}
          </React.Fragment>
        );
      })}
      {!readOnly && (
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <button
            type="button"
            style={quietButton}
            onClick={() => onTree(addedTo(tree, group.id, newCondition()))}
          >
            + {t('studio.add_condition')}
          </button>
          {depth < deepest && (
            <button
              type="button"
              style={quietButton}
              onClick={() =>
                onTree(addedTo(tree, group.id, newGroup('any', [newCondition(), newCondition()])))
              }
            >
              + {t('studio.add_group')}
            </button>
          )}
        </div>
      )}
    </div>
  );
};
