import type { Chance } from './random.js';

/** How the money of a part is to leave the deal. */
export type PartEnd = 'confirmed' | 'inspected' | 'lapsed' | 'refunded' | 'disputed';

/** The last step of a deal that is never paid. */
export type Stop = 'proposed' | 'joined' | 'agreed' | 'cancelled';

export interface DealPlan {
  isByBuyer: boolean;
  gateway: 'wallet' | 'tripay';
  stop: Stop | null;
  parts: PartEnd[];
  terms: object;
}

const partEnds = ['confirmed', 'inspected', 'lapsed', 'refunded', 'disputed'] as const;
const stops = ['proposed', 'joined', 'agreed', 'cancelled'] as const;
const feePayers = ['buyer', 'seller', 'split'] as const;

const nominal = 20_000;

/** What two people are about to agree on, and what will become of it: by chance. */
export function planDeal(chance: Chance): DealPlan {
  const parts = Array.from({ length: 1 + chance.below(2) }, () => chance.oneOf(partEnds));
  const amount = nominal * (1 + chance.below(6));
  // What is to run out by itself does so in an hour; everything else has all the time in the world.
  const isShort = parts.some((end) => end === 'inspected' || end === 'lapsed');
  return {
    isByBuyer: chance.below(2) === 0,
    gateway: chance.below(2) === 0 ? 'wallet' : 'tripay',
    stop: chance.below(7) === 0 ? chance.oneOf(stops) : null,
    parts,
    terms: {
      title: 'Akun gim level 80',
      goods_type: 'account',
      terms: 'Email pemulihan ikut diserahkan.',
      amount: amount * parts.length,
      fee_payer: chance.oneOf(feePayers),
      delivery_hours: isShort ? 1 : 700,
      inspection_hours: isShort ? 1 : 300,
      parts: parts.map((_, position) => ({ title: `Tahap ${position + 1}`, amount })),
    },
  };
}
