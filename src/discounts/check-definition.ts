import type { FieldProblem } from '../platform/errors.js';
import { conditionNamed } from './conditions/index.js';
import { Definition, type Who } from './definition.js';
import type { Piece } from './definition.parts.js';
import { unsoundDefinition } from './discount.errors.js';
import { effectNamed } from './effects/index.js';

type Path = (string | number)[];

const problem = (path: Path, code: string): FieldProblem => ({ path: path.join('.'), code });

/** Deeper groups nobody understands, and more conditions make slow statements. */
const deepest = 4;
const mostConditions = 20;

/** The arguments of a piece as its own schema reads them; the piece keeps them with what was filled in. */
function checkArgs(
  piece: Piece,
  schema: { safeParse(args: unknown): { success: boolean; data?: unknown; error?: unknown } },
  path: Path,
): FieldProblem[] {
  const read = schema.safeParse(piece.args);
  if (read.success) {
    piece.args = read.data as Piece['args'];
    return [];
  }
  const { issues } = read.error as { issues: { path: PropertyKey[]; code: string }[] };
  return issues.map((issue) => problem([...path, 'args', ...issue.path.map(String)], issue.code));
}

function checkCondition(piece: Piece, path: Path): FieldProblem[] {
  const condition = conditionNamed(piece.code);
  return condition
    ? checkArgs(piece, condition.args, path)
    : [problem([...path, 'code'], 'unknown_condition')];
}

function checkWho(who: Who, path: Path, depth: number): FieldProblem[] {
  if (depth > deepest) return [problem(path, 'groups_too_deep')];
  if ('all' in who) return who.all.flatMap((part, at) => checkWho(part, [...path, 'all', at], depth + 1));
  if ('any' in who) return who.any.flatMap((part, at) => checkWho(part, [...path, 'any', at], depth + 1));
  if ('not' in who) return checkWho(who.not, [...path, 'not'], depth + 1);
  return checkCondition(who, path);
}

const countLeaves = (who: Who): number => {
  if ('all' in who) return who.all.reduce((count, part) => count + countLeaves(part), 0);
  if ('any' in who) return who.any.reduce((count, part) => count + countLeaves(part), 0);
  return 'not' in who ? countLeaves(who.not) : 1;
};

function checkEffect(piece: Piece, { when }: Definition, path: Path): FieldProblem[] {
  const effect = effectNamed(piece.code);
  if (!effect) return [problem([...path, 'code'], 'unknown_effect')];
  if (!effect.occasions.includes(when)) return [problem([...path, 'code'], 'effect_not_then')];
  return checkArgs(piece, effect.args, path);
}

function checkTiers({ tiers }: Definition): FieldProblem[] {
  const steps = tiers?.steps ?? [];
  return steps.flatMap(({ threshold, effect }, at) => [
    ...(threshold > (steps[at - 1]?.threshold ?? 0)
      ? []
      : [problem(['tiers', 'steps', at], 'tiers_do_not_rise')]),
    ...(effect.code === steps[0]?.effect.code ? [] : [problem(['tiers', 'steps', at], 'tiers_differ')]),
  ]);
}

function checkEffects(definition: Definition): FieldProblem[] {
  const { effect, tiers } = definition;
  if ((effect === undefined) === (tiers === undefined)) return [problem(['effect'], 'effect_or_tiers')];
  if (effect) return checkEffect(effect, definition, ['effect']);
  const found = tiers?.steps ?? [];
  return found.flatMap((step, at) => checkEffect(step.effect, definition, ['tiers', 'steps', at, 'effect']));
}

function checkLimits({ when, limits }: Definition): FieldProblem[] {
  return limits.per === 'sale' && when !== 'sale' ? [problem(['limits', 'per'], 'period_not_then')] : [];
}

/** Only the daily task notes whom it holds out; of others nobody could say later what they did without. */
function checkHoldOut({ when, hold_out_bps }: Definition): FieldProblem[] {
  return hold_out_bps > 0 && when !== 'daily' ? [problem(['hold_out_bps'], 'hold_out_not_then')] : [];
}

/** Staff say whom they give by hand: nobody qualifies or climbs tiers. */
function checkByHand({ when, who, tiers }: Definition): FieldProblem[] {
  if (when !== 'manual') return [];
  return [
    ...(countLeaves(who) > 0 ? [problem(['who'], 'by_hand_without_conditions')] : []),
    ...(tiers ? [problem(['tiers'], 'by_hand_without_tiers')] : []),
  ];
}

/**
 * Reads a definition as staff made it, with everything filled in that was left out.
 * @throws DomainError 422 `unsound_discount` naming each place at fault.
 */
export function readDefinition(input: unknown): Definition {
  const read = Definition.safeParse(structuredClone(input));
  if (!read.success)
    throw unsoundDefinition(read.error.issues.map(({ path, code }) => problem(path.map(String), code)));
  const definition = read.data;
  const problems = [
    ...checkWho(definition.who, ['who'], 0),
    ...(countLeaves(definition.who) > mostConditions ? [problem(['who'], 'too_many_conditions')] : []),
    ...checkEffects(definition),
    ...checkTiers(definition),
    ...checkLimits(definition),
    ...checkHoldOut(definition),
    ...checkByHand(definition),
  ];
  if (problems.length > 0) throw unsoundDefinition(problems);
  return definition;
}
