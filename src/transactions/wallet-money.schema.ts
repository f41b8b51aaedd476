import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import { gatewayChoice, noteSchema } from './transaction.schema.js';
import type { TransferMade } from './transfer.js';

const amount = z.number().int().min(1).max(10_000_000_000);

export const topUpSchema = z.strictObject({ amount, payment: gatewayChoice });

export const transferSchema = z.strictObject({
  to: z.string().trim().min(1).max(254),
  amount,
  note: noteSchema.default(''),
  /** Only says to whom it would go and what would be left. */
  dry_run: z.boolean().default(false),
});

export const transferResource = z.object({
  id: z.string().nullable(),
  number: z.string().nullable(),
  dry_run: z.boolean(),
  wallet_id: z.string(),
  recipient_name: z.string(),
  amount: z.number().int(),
  fee_amount: z.number().int(),
  note: z.string(),
  available_amount: z.number().int(),
  created_at: instant.nullable(),
});

/** A transfer as its sender sees it; before it is done it has no number, and nothing of it is stored. */
export const presentTransfer = (
  { transaction, transfer, recipientName, availableAmount }: TransferMade,
  { isDryRun }: { isDryRun: boolean },
): z.infer<typeof transferResource> => ({
  id: isDryRun ? null : transaction.id,
  number: isDryRun ? null : transaction.number,
  dry_run: isDryRun,
  wallet_id: transfer.fromWalletId,
  recipient_name: recipientName,
  amount: transfer.amount,
  fee_amount: transaction.adminFeeAmount,
  note: transfer.note,
  available_amount: availableAmount,
  created_at: isDryRun ? null : transaction.createdAt.toISOString(),
});
