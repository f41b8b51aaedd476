import type { VoucherJudgement } from '../vouchers/index.js';
import type { GrantLine } from './granted-offers.js';

const standingOf = ({ status, versionStatus }: GrantLine): string => {
  if (status === 'REVOKED') return status;
  return versionStatus === 'PAUSED' ? versionStatus : 'LIVE';
};

/** A granted voucher in the terms of the others: whether it stands, when it is good, and whether it was used. */
export function judgeGrant(line: GrantLine, at: Date): VoucherJudgement[] {
  const { status, createdAt, validUntil } = line;
  const standing = standingOf(line);
  const isUsed = status === 'RESERVED' || status === 'USED';
  return [
    {
      condition: 'status',
      holds: standing === 'LIVE',
      needed: { say: 'LIVE' },
      actual: { say: standing },
    },
    {
      condition: 'period',
      holds: at >= createdAt && (validUntil === null || at < validUntil),
      needed: {
        fromAt: createdAt.toISOString(),
        ...(validUntil ? { untilAt: validUntil.toISOString() } : {}),
      },
      actual: { triedAt: at.toISOString() },
    },
    { condition: 'code_unused', holds: !isUsed, needed: {}, actual: { say: isUsed ? 'used' : 'unused' } },
  ];
}
