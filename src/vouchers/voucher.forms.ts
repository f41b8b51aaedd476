import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { customerTypes } from '../users/index.js';
import { normaliseCode } from './code.js';

const mostAmount = 100_000_000_000;
const amount = z.int().min(0).max(mostAmount);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const voucherReason = z.string().trim().min(3).max(500);

/** A code that staff choose: what customers type, in its one spelling. */
export const codeSchema = z
  .string()
  .max(64)
  .transform((typed, context) => {
    const code = normaliseCode(typed);
    if (code !== null && code.length >= 4) return code;
    context.addIssue({ code: 'custom', message: 'voucher_code_format' });
    return z.NEVER;
  });

const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(500).default([]);

/** What a voucher gives, when, and to whom; everything of it may change while it is a draft. */
const terms = {
  name: z.string().trim().min(3).max(80),
  kind: z.enum(['PERCENT', 'FIXED']),
  percentBps: z.int().min(0).max(10_000).default(0),
  amount: amount.default(0),
  capAmount: amount.min(1).nullable().default(null),
  minimumSpendAmount: amount.default(0),
  validFrom: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  validUntil: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
  /** In Jakarta, 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  fromTime: timeOfDay.nullable().default(null),
  untilTime: timeOfDay.nullable().default(null),
  firstPurchaseOnly: z.boolean().default(false),
  useLimit: z.int().min(1).max(100_000_000).nullable().default(null),
  personLimit: z.int().min(1).max(1_000).nullable().default(1),
  budgetAmount: amount.min(1).nullable().default(null),
  stackingGroup: z
    .string()
    .trim()
    .regex(/^[a-z0-9_-]{1,40}$/)
    .nullable()
    .default('voucher'),
  priority: z.int().min(0).max(10_000).default(100),
  floorBps: z.int().min(0).max(100_000).default(0),
  productSkus: list(z.string().trim().toUpperCase().min(1).max(48)),
  categoryCodes: list(z.string().trim().toLowerCase().min(1).max(40)),
  customerTypes: list(z.enum(customerTypes)),
  /** E-mail addresses or phone numbers of accounts. */
  users: list(z.string().trim().min(3).max(254)),
  reason: voucherReason,
};

interface Figures {
  kind: 'PERCENT' | 'FIXED';
  percentBps: number;
  amount: number;
  capAmount: number | null;
  validFrom: Date;
  validUntil: Date | null;
  fromTime: string | null;
  untilTime: string | null;
  firstPurchaseOnly: boolean;
  personLimit: number | null;
}

/** What does not go together, and at which field it shows. */
function contradictions(form: Figures): [keyof Figures, string][] {
  const isPercent = form.kind === 'PERCENT';
  const found: [keyof Figures, boolean, string][] = [
    ['percentBps', isPercent && form.percentBps === 0, 'required'],
    ['percentBps', !isPercent && form.percentBps > 0, 'voucher_either_way'],
    ['amount', !isPercent && form.amount === 0, 'required'],
    ['amount', isPercent && form.amount > 0, 'voucher_either_way'],
    ['capAmount', !isPercent && form.capAmount !== null, 'voucher_cap_of_fixed'],
    ['validUntil', form.validUntil !== null && form.validUntil <= form.validFrom, 'voucher_period'],
    ['untilTime', (form.fromTime === null) !== (form.untilTime === null), 'voucher_hours'],
    ['untilTime', form.fromTime !== null && form.fromTime === form.untilTime, 'voucher_hours'],
    ['personLimit', form.firstPurchaseOnly && form.personLimit !== 1, 'voucher_first_once'],
  ];
  return found.filter(([, isWrong]) => isWrong).map(([path, , code]) => [path, code]);
}

function check(form: Figures, context: z.RefinementCtx): void {
  for (const [path, message] of contradictions(form))
    context.addIssue({ code: 'custom', path: [path], message });
}

/** `code` names the voucher for everybody; without it, it has only what its batches hold. */
export const CreateVoucher = z
  .strictObject({ ...terms, code: codeSchema.nullable().default(null) })
  .superRefine(check);
export type CreateVoucher = z.input<typeof CreateVoucher>;

export const EditVoucher = z
  .strictObject({ ...terms, id: idParam, version: z.int().min(1) })
  .superRefine(check);
export type EditVoucher = z.input<typeof EditVoucher>;

/** What may still grow once people hold the voucher in their hands; what is left out stays. */
export const ExtendVoucher = z.strictObject({
  id: idParam,
  version: z.int().min(1),
  validUntil: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .optional(),
  useLimit: z.int().min(1).max(100_000_000).nullable().optional(),
  budgetAmount: amount.min(1).nullable().optional(),
  reason: voucherReason,
});
export type ExtendVoucher = z.input<typeof ExtendVoucher>;

export type VoucherTerms = z.output<typeof CreateVoucher>;
