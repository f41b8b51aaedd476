import { sideOf, versionAgreedBy } from './at-hand.js';
import type { Escrow, EscrowPart, Side } from './escrow.entity.js';
import type { PartStatus } from './escrow.states.js';

/** What somebody on a side may do with a deal at this moment. */
export const escrowActions = [
  'invite',
  'agree',
  'amend',
  'pay',
  'deliver',
  'confirm',
  'extend',
  'refund',
  'dispute',
  'evidence',
  'cancel',
] as const;
export type EscrowAction = (typeof escrowActions)[number];

interface Moment {
  escrow: Escrow;
  side: Side;
  parts: EscrowPart[];
  userId: string;
}

const any = (parts: EscrowPart[], ...statuses: PartStatus[]): boolean =>
  parts.some(({ status }) => statuses.includes(status));

function actionsBeforeMoney({ escrow, side }: Moment): EscrowAction[] {
  if (escrow.status === 'AWAITING_PAYMENT')
    return [...(side === 'BUYER' ? ['pay' as const] : []), 'amend', 'cancel'];
  if (escrow.status !== 'PROPOSED') return [];
  const isAlone = escrow.buyerId === null || escrow.sellerId === null;
  const mayAgree = !isAlone && versionAgreedBy(escrow, side) !== escrow.termsVersion;
  return [
    ...(isAlone ? ['invite' as const] : []),
    ...(mayAgree ? ['agree' as const] : []),
    'amend',
    'cancel',
  ];
}

const actionsOfBuyer = (parts: EscrowPart[]): EscrowAction[] => [
  ...(any(parts, 'DELIVERED') ? ['confirm' as const] : []),
  ...(parts.some(({ status, extendedAt }) => status === 'DELIVERED' && !extendedAt)
    ? ['extend' as const]
    : []),
];

const actionsOfSeller = (parts: EscrowPart[]): EscrowAction[] => [
  ...(any(parts, 'HELD') ? ['deliver' as const] : []),
  'refund',
];

function actionsWithMoney({ escrow, side, parts, userId }: Moment): EscrowAction[] {
  if (escrow.status === 'DISPUTED') return ['evidence'];
  if (!any(parts, 'HELD', 'DELIVERED')) return [];
  if (escrow.frozenAt) return side === 'SELLER' ? ['refund', 'dispute'] : ['dispute'];
  const own = side === 'BUYER' ? actionsOfBuyer(parts) : actionsOfSeller(parts);
  return [...own, 'dispute', ...(escrow.cancelAskedBy === userId ? [] : ['cancel' as const])];
}

/** What this viewer may do now; the use cases refuse everything else anyway. */
export function actionsFor(escrow: Escrow, parts: EscrowPart[], userId: string): EscrowAction[] {
  const side = sideOf(escrow, userId);
  if (side === null) return [];
  const moment = { escrow, side, parts, userId };
  return [...actionsBeforeMoney(moment), ...actionsWithMoney(moment)];
}
