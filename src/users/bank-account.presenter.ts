import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import type { BankAccount } from './bank-account.entity.js';
import { maskedNumber } from './bank-account.number.js';
import { bankAccountStates } from './bank-account.states.js';
import { bankName } from './banks.js';

export const bankAccountSchema = z.object({
  id: z.string(),
  bank_code: z.string(),
  bank_name: z.string(),
  number: z.string().describe('masked: only the last digits are shown'),
  holder_name: z.string(),
  status: z.enum(bankAccountStates.states),
  status_reason: z.string().nullable(),
  usable_from: instant,
  created_at: instant,
});

/** What customers see of their own account; the number stays masked for whoever holds their phone. */
export const presentBankAccount = (account: BankAccount): z.infer<typeof bankAccountSchema> => ({
  id: account.id,
  bank_code: account.bankCode,
  bank_name: bankName(account.bankCode),
  number: maskedNumber(account.numberHint),
  holder_name: account.holderName,
  status: account.status,
  status_reason: account.statusReason,
  usable_from: account.usableFrom.toISOString(),
  created_at: account.createdAt.toISOString(),
});
