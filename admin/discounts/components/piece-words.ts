import { createContext, useContext } from 'react';
import { useFormats } from '../../shared/components/format';
import type { Option, PieceField, Pieces } from './studio-data';

export type PieceSort = 'conditions' | 'effects';

interface Bench {
  pieces: Pieces;
  /** A version that may not be edited is shown as it is. */
  readOnly: boolean;
}

const nothing: Pieces = {
  conditions: [],
  effects: [],
  occasions: [],
  periods: [],
  measures: [],
  channels: [],
  placeholders: [],
  categories: [],
  segments: [],
  products: [],
};

/** What every input of the studio needs to know. */
export const BenchContext = createContext<Bench>({ pieces: nothing, readOnly: false });

export interface PieceWords {
  pieceName: (sort: PieceSort, code: string) => string;
  fieldName: (sort: PieceSort, code: string, field: string) => string;
  fieldHint: (sort: PieceSort, code: string, field: string) => string;
  optionsOf: (field: PieceField) => Option[];
}

/** What pieces are called; the words of each stand where the piece is made. */
export function usePieceWords(): PieceWords {
  const { t } = useFormats();
  const { pieces } = useContext(BenchContext);
  const copy = (key: string) => t(`discount.${key}`, { defaultValue: '' });
  return {
    pieceName: (sort, code) => copy(`${sort}.${code}.name`) || code,
    fieldName: (sort, code, field) => copy(`${sort}.${code}.fields.${field}`) || field,
    fieldHint: (sort, code, field) => copy(`${sort}.${code}.hints.${field}`),
    optionsOf: ({ type, choices }) => {
      if (type === 'category' || type === 'categories') return pieces.categories;
      if (type === 'segment') return pieces.segments;
      if (type === 'products') return pieces.products;
      return (choices ?? []).map((value) => ({ value, label: copy(`choices.${value}`) || value }));
    },
  };
}
