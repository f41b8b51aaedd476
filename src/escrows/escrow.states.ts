import { defineStates } from '../platform/states.js';

export type EscrowStatus =
  | 'PROPOSED'
  | 'AWAITING_PAYMENT'
  | 'HELD'
  | 'DELIVERED'
  | 'DISPUTED'
  | 'RELEASED'
  | 'REFUNDED'
  | 'SPLIT'
  | 'CANCELLED'
  | 'EXPIRED';

export type EscrowEvent =
  | 'agree'
  | 'reopen'
  | 'hold'
  | 'deliver'
  | 'dispute'
  | 'resume'
  | 'resume_delivered'
  | 'release'
  | 'refund'
  | 'split'
  | 'cancel'
  | 'expire';

/**
 * The whole life of a deal. New terms put it back to the proposal while nobody has paid. From the moment its money is
 * held it follows its parts (`statusOfDeal`), and a dispute that ends without a judgement lets it go on.
 */
export const escrowStates = defineStates<EscrowStatus, EscrowEvent>(
  'escrow',
  {
    PROPOSED: { agree: 'AWAITING_PAYMENT', cancel: 'CANCELLED', expire: 'EXPIRED' },
    AWAITING_PAYMENT: { hold: 'HELD', reopen: 'PROPOSED', cancel: 'CANCELLED', expire: 'EXPIRED' },
    HELD: {
      deliver: 'DELIVERED',
      dispute: 'DISPUTED',
      release: 'RELEASED',
      refund: 'REFUNDED',
      split: 'SPLIT',
    },
    DELIVERED: { dispute: 'DISPUTED', release: 'RELEASED', refund: 'REFUNDED', split: 'SPLIT' },
    DISPUTED: {
      resume: 'HELD',
      resume_delivered: 'DELIVERED',
      release: 'RELEASED',
      refund: 'REFUNDED',
      split: 'SPLIT',
    },
    RELEASED: {},
    REFUNDED: {},
    SPLIT: {},
    CANCELLED: {},
    EXPIRED: {},
  },
  { table: 'escrow_logs', key: 'escrow_id' },
);

export type PartStatus = 'HELD' | 'DELIVERED' | 'DISPUTED' | 'RELEASED' | 'REFUNDED' | 'SPLIT';

export type PartEvent =
  'deliver' | 'dispute' | 'resume' | 'resume_delivered' | 'release' | 'refund' | 'split';

/** One part of a deal, from the moment its money is held. Who disputes, refunds or agrees to end may do so undelivered. */
export const partStates = defineStates<PartStatus, PartEvent>(
  'escrow_part',
  {
    HELD: { deliver: 'DELIVERED', dispute: 'DISPUTED', refund: 'REFUNDED' },
    DELIVERED: { dispute: 'DISPUTED', release: 'RELEASED', refund: 'REFUNDED' },
    DISPUTED: {
      resume: 'HELD',
      resume_delivered: 'DELIVERED',
      release: 'RELEASED',
      refund: 'REFUNDED',
      split: 'SPLIT',
    },
    RELEASED: {},
    REFUNDED: {},
    SPLIT: {},
  },
  { table: 'escrow_part_logs', key: 'part_id' },
);

export const isSettled = (status: PartStatus): boolean => partStates.isFinal(status);

/** Where a deal stands whose money is held: one disputed part stops all, and it is over when its last part is. */
export function statusOfDeal(parts: PartStatus[]): EscrowStatus {
  if (parts.includes('DISPUTED')) return 'DISPUTED';
  if (parts.includes('HELD')) return 'HELD';
  if (parts.includes('DELIVERED')) return 'DELIVERED';
  const [end = 'RELEASED', ...others] = new Set(parts);
  return others.length > 0 ? 'SPLIT' : end;
}

/** The step that takes a deal to where its parts say it stands; null when it is there. */
export function stepTowards(from: EscrowStatus, to: EscrowStatus): EscrowEvent | null {
  if (from === to) return null;
  const steps = Object.entries(escrowStates.moves[from]) as [EscrowEvent, EscrowStatus][];
  const step = steps.find(([, target]) => target === to);
  if (!step) throw new Error(`No step leads a deal from ${from} to ${to}.`);
  return step[0];
}
