import { useMemo, useState } from 'react';
import type { Args, Definition, Message, Piece, Tiers } from './definition';
import { nodeFrom, treeFrom, unchosen, type Group } from './node-tree';
import type { Pieces, PieceSpec } from './studio-data';

/** A rule while it is written: the conditions as a tree that can be edited, everything else as it is sent. */
export interface Draft extends Omit<Definition, 'who'> {
  name: string;
  note: string;
  tree: Group;
}

export const draftFrom = (name: string, note: string, { who, ...rest }: Definition): Draft => ({
  ...rest,
  name,
  note,
  tree: treeFrom(who),
});

export function definitionOf({ name: _name, note: _note, tree, ...rest }: Draft): Definition {
  return { ...rest, who: nodeFrom(tree) };
}

/** What a piece starts with, as its fields say. */
export const initialArgs = (specs: readonly PieceSpec[], code: string): Args =>
  Object.fromEntries(
    (specs.find((spec) => spec.code === code)?.fields ?? []).flatMap(({ name, initial }) =>
      initial === undefined ? [] : [[name, initial]],
    ),
  );

export interface Bench {
  draft: Draft;
  definition: Definition;
  /** Whether something was changed since it was saved. */
  dirty: boolean;
  /** Nothing has been left to choose, so that it can be counted. */
  complete: boolean;
  change: (part: Partial<Draft>) => void;
}

const firstEffect = (pieces: Pieces, when: string): Piece => {
  const code = pieces.effects.find(({ occasions }) => occasions.includes(when))?.code ?? '';
  return { code, args: initialArgs(pieces.effects, code) };
};

const fits = (pieces: Pieces, when: string, effect: Piece): boolean =>
  pieces.effects.find(({ code }) => code === effect.code)?.occasions.includes(when) ?? false;

/** Where a new rule starts: everybody, every day, and one in ten kept out so that its effect can be measured. */
export const emptyDefinition = (pieces: Pieces): Definition => ({
  who: { all: [] },
  when: 'daily',
  effect: firstEffect(pieces, 'daily'),
  limits: { per: 'year' },
  hold_out_bps: 1_000,
  valid_days: 30,
});

/** Another occasion takes along what still fits, and begins anew with what does not. */
export function onOccasion(pieces: Pieces, draft: Draft, when: string): Partial<Draft> {
  const keep = (effect: Piece) => (fits(pieces, when, effect) ? effect : firstEffect(pieces, when));
  const per = when === 'sale' ? draft.limits.per : draft.limits.per === 'sale' ? 'year' : draft.limits.per;
  return {
    when,
    limits: { ...draft.limits, per },
    ...(when === 'daily' ? {} : { hold_out_bps: 0 }),
    ...(draft.effect ? { effect: keep(draft.effect) } : {}),
    ...(draft.tiers
      ? {
          tiers: {
            ...draft.tiers,
            steps: draft.tiers.steps.map((step) => ({ ...step, effect: keep(step.effect) })),
          },
        }
      : {}),
  };
}

/** One effect becomes the first of several tiers. */
export const inTiers = ({ effect }: Draft, measures: readonly string[]): { tiers: Tiers } => ({
  tiers: { measure: measures[0] ?? '', steps: [{ effect: effect ?? { code: '', args: {} } }] },
});

export const emptyMessage = (channels: readonly string[]): Message => ({
  id: { title: '', body: '' },
  en: { title: '', body: '' },
  channels: [...channels].slice(0, 1),
});

export function useBench(starting: Draft): Bench {
  const [draft, setDraft] = useState(starting);
  const saved = useMemo(() => JSON.stringify([starting.name, starting.note, definitionOf(starting)]), []);
  const definition = definitionOf(draft);
  const now = JSON.stringify([draft.name, draft.note, definition]);
  return {
    draft,
    definition,
    dirty: now !== saved,
    complete: unchosen(draft.tree) === 0,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
  };
}
