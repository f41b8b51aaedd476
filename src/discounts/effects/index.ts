import type { AnyEffect } from './effect.js';
import { price } from './price.js';
import { voucher } from './voucher.js';
import { walletCredit } from './wallet-credit.js';

/** Every kind of effect, in the order in which the studio offers them. */
export const effects: readonly AnyEffect[] = [voucher, price, walletCredit];

const byCode = new Map(effects.map((effect) => [effect.code, effect]));

export const effectNamed = (code: string): AnyEffect | undefined => byCode.get(code);

/** @throws Error for a code that no stored definition can have: definitions are checked before they are stored. */
export function effectFor(code: string): AnyEffect {
  const effect = byCode.get(code);
  if (!effect) throw new Error(`There is no effect ${code}.`);
  return effect;
}
