import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import type { StandingCode } from './standing-code.entity.js';

/** Which code is wanted, at the door and on the page. */
export const standingChoice = z.strictObject({
  gateway: z.enum(['tripay']),
  method: z.string().regex(/^[A-Z0-9]{2,32}$/),
});

export const standingChannelSchema = z.object({ gateway: z.string(), method: z.string(), name: z.string() });

export const standingCodeResource = z.object({
  id: z.string(),
  wallet_id: z.string(),
  gateway: z.string(),
  method: z.string(),
  method_name: z.string(),
  pay_code: z.string().nullable(),
  qr_string: z.string().nullable(),
  created_at: instant,
});

/** A standing code as its owner sees it: what to pay into, with neither amount nor end. */
export const presentStandingCode = (code: StandingCode): z.infer<typeof standingCodeResource> => ({
  id: code.id,
  wallet_id: code.walletId,
  gateway: code.gateway,
  method: code.method,
  method_name: code.methodName,
  pay_code: code.payCode,
  qr_string: code.qrString,
  created_at: code.createdAt.toISOString(),
});
