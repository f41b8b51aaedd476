import React, { type FC } from 'react';
import { Field } from './Field';
import { PieceInput, type Problems } from './PieceInput';
import type { Args } from './definition';
import { usePieceWords, type PieceSort } from './piece-words';
import type { PieceField } from './studio-data';

const widths: Partial<Record<PieceField['type'], number | string>> = {
  whole: 170,
  percent: 140,
  rupiah: 200,
  choice: 220,
  text: 200,
};

interface Props {
  sort: PieceSort;
  code: string;
  fields: readonly PieceField[];
  idPrefix: string;
  /** Where the args stand: `who.all.0.args`. */
  path: string;
  args: Args;
  problems: Problems;
  onChange: (args: Args) => void;
}

/** What a condition or an effect asks for, drawn from the registry: a new piece needs no line here. */
export const PieceFields: FC<Props> = ({ sort, code, fields, idPrefix, path, args, problems, onChange }) => {
  const { fieldName, fieldHint } = usePieceWords();
  const change = (name: string, value: unknown) => {
    const others = Object.entries(args).filter(([key]) => key !== name);
    onChange(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
  };
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '12px 16px', alignItems: 'flex-start' }}>
      {fields.map((field) => {
        const id = `${idPrefix}-${field.name}`;
        const place = `${path}.${field.name}`;
        return (
          <Field
            key={field.name}
            id={id}
            label={fieldName(sort, code, field.name)}
            hint={fieldHint(sort, code, field.name)}
            problem={problems[place]}
            width={widths[field.type] ?? 300}
          >
            <PieceInput
              sort={sort}
              code={code}
              field={field}
              id={id}
              path={place}
              value={args[field.name]}
              problems={problems}
              onChange={(value) => change(field.name, value)}
            />
          </Field>
        );
      })}
    </div>
  );
};
