import React, { useContext, type FC } from 'react';
import { useFormats } from '../../shared/components/format';
import { quietButton } from './looks';
import { moved, removed, replaced, type Group, type Item } from './node-tree';
import { BenchContext } from './piece-words';

interface Props {
  tree: Group;
  item: Item;
  /** What the item is called, for those who hear the buttons. */
  name: string;
  onTree: (tree: Group) => void;
}

/** What can be done with any condition or group: turn it round, move it, take it away. */
export const ItemTools: FC<Props> = ({ tree, item, name, onTree }) => {
  const { t } = useFormats();
  const { readOnly } = useContext(BenchContext);
  if (readOnly) return item.not ? <strong style={{ fontSize: 13 }}>{t('studio.not')}</strong> : null;
  const small = { ...quietButton, padding: '5px 9px' };
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
      <label style={{ display: 'inline-flex', gap: 6, alignItems: 'center', fontSize: 13, marginRight: 4 }}>
        <input
          type="checkbox"
          checked={item.not}
          onChange={(event) =>
            onTree(replaced(tree, item.id, (one) => ({ ...one, not: event.target.checked })))
          }
          style={{ width: 16, height: 16, accentColor: '#0f6b5c' }}
        />
        {t('studio.not')}
      </label>
      <button
        type="button"
        style={small}
        aria-label={t('studio.move_up', { what: name })}
        onClick={() => onTree(moved(tree, item.id, -1))}
      >
        ↑
      </button>
      <button
        type="button"
        style={small}
        aria-label={t('studio.move_down', { what: name })}
        onClick={() => onTree(moved(tree, item.id, 1))}
      >
        ↓
      </button>
      <button
        type="button"
        style={small}
        aria-label={t('studio.remove', { what: name })}
        onClick={() => onTree(removed(tree, item.id))}
      >
        ×
      </button>
    </span>
  );
};
