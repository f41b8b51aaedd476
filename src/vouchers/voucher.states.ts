import { defineStates } from '../platform/states.js';

export type VoucherStatus = 'DRAFT' | 'LIVE' | 'PAUSED' | 'ENDED';
export type VoucherEvent = 'go_live' | 'pause' | 'resume' | 'end';

/** A draft may change; once it has been live only its limits and its last day may grow. */
export const voucherStates = defineStates<VoucherStatus, VoucherEvent>(
  'voucher',
  {
    DRAFT: { go_live: 'LIVE', end: 'ENDED' },
    LIVE: { pause: 'PAUSED', end: 'ENDED' },
    PAUSED: { resume: 'LIVE', end: 'ENDED' },
    ENDED: {},
  },
  { table: 'voucher_logs', key: 'voucher_id' },
);

export type VoucherUsageStatus = 'RESERVED' | 'USED' | 'RETURNED';
export type VoucherUsageEvent = 'use' | 'return';

/** Set aside with the sale, spent when it is paid, free again once when it fails; never after it succeeded. */
export const voucherUsageStates = defineStates<VoucherUsageStatus, VoucherUsageEvent>('voucher_usage', {
  RESERVED: { use: 'USED', return: 'RETURNED' },
  USED: { return: 'RETURNED' },
  RETURNED: {},
});

export type VoucherBatchStatus = 'MAKING' | 'READY' | 'DOWNLOADED';
export type VoucherBatchEvent = 'finish' | 'download';

/** Codes of a batch are shown once, when they are downloaded. */
export const voucherBatchStates = defineStates<VoucherBatchStatus, VoucherBatchEvent>('voucher_batch', {
  MAKING: { finish: 'READY' },
  READY: { download: 'DOWNLOADED' },
  DOWNLOADED: {},
});
