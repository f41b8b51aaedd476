import type { Locale } from '../platform/i18n.js';
import { conditionFor } from './conditions/index.js';
import type { Definition, Who } from './definition.js';
import type { Names } from './figure-words.js';
import { sayWho } from './rule-words.js';

/**
 * What a customer may read of whom a rule is for: neither the lists on which staff put people nor what somebody is not,
 * which says how the shop sees them. Of a group of which one is enough all or nothing is told, because nobody knows which
 * it was. Null where nothing is left.
 */
export function publicPart(who: Who): Who | null {
  if ('not' in who) return null;
  if ('all' in who) {
    const all = who.all.flatMap((part) => publicPart(part) ?? []);
    return all.length > 0 ? { all } : null;
  }
  if ('any' in who) {
    const any = who.any.flatMap((part) => publicPart(part) ?? []);
    return any.length === who.any.length ? { any } : null;
  }
  return conditionFor(who.code).isInternal ? null : who;
}

/** Whom a rule is for, for the customers who have it; empty where that is the shop's own business or everybody. */
export function sayPublicWho({ who }: Definition, locale: Locale, names: Names, at: Date): string {
  const told = publicPart(who);
  return told ? sayWho(told, at, locale, names) : '';
}
