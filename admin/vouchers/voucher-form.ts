import { z } from 'zod';
import { clock } from '../../src/platform/clock.js';
import { dayAfter, jakartaDate, jakartaMidnight } from '../../src/platform/jakarta.js';
import { customerTypes } from '../../src/users/index.js';
import { namesOfVouchers, timeOf, type CreateVoucher } from '../../src/vouchers/index.js';
import { reasonField, type FormField } from '../shared/form-action.js';
import { choices, withValues } from '../shared/forms.js';
import type { Row } from '../shared/present.js';

/** What people write with commas or line breaks between. */
const names = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

const list = z
  .string()
  .max(20_000)
  .nullish()
  .transform((text) => names(text ?? ''));
const whole = z
  .int()
  .min(0)
  .nullish()
  .transform((figure) => figure ?? null);
const orElse = (usual: number) => whole.transform((figure) => figure ?? usual);
const text = z
  .string()
  .nullish()
  .transform((typed) => typed ?? null);
const time = z
  .string()
  .regex(/^([01]\d|2[0-3])[:.][0-5]\d$/)
  .nullish()
  .transform((text) => text?.replace('.', ':') ?? null);
const day = z.iso.date();

/** The first moment of a day in Jakarta. */
const beginning = (date: string): string => jakartaMidnight(date).toISOString();
/** A last day counts as a whole. */
export const endOf = (date: string): string => beginning(dayAfter(date));

/** The form as people fill it, turned into what the use case takes; what fits together is for that to say. */
export const VoucherForm = z
  .strictObject({
    name: z.string(),
    code: text,
    kind: z.enum(['PERCENT', 'FIXED']),
    percentBps: orElse(0),
    amount: orElse(0),
    capAmount: whole,
    minimumSpendAmount: orElse(0),
    validFromDay: day,
    validUntilDay: day.nullish(),
    weekdays: list.transform((days) => days.map(Number)),
    fromTime: time,
    untilTime: time,
    firstPurchaseOnly: z.boolean().default(false),
    useLimit: whole,
    personLimit: whole,
    budgetAmount: whole,
    stackingGroup: text,
    priority: orElse(100),
    floorBps: orElse(0),
    productSkus: list,
    categoryCodes: list,
    customerType: z.enum(customerTypes).nullish(),
    users: list,
    reason: z.string(),
  })
  .transform(({ validFromDay, validUntilDay, customerType, ...form }): CreateVoucher => ({
    ...form,
    validFrom: beginning(validFromDay),
    validUntil: validUntilDay ? endOf(validUntilDay) : null,
    customerTypes: customerType ? [customerType] : [],
  }));

const form: FormField[] = [
  { name: 'name', input: 'text', required: true },
  { name: 'kind', input: 'choice', required: true, options: choices(['PERCENT', 'FIXED']), value: 'FIXED' },
  { name: 'percentBps', input: 'percent', nullable: true },
  { name: 'amount', input: 'money', nullable: true },
  { name: 'capAmount', input: 'money', nullable: true },
  { name: 'minimumSpendAmount', input: 'money', nullable: true },
  { name: 'validFromDay', input: 'day', required: true },
  { name: 'validUntilDay', input: 'day', nullable: true },
  { name: 'weekdays', input: 'text', nullable: true },
  { name: 'fromTime', input: 'time', nullable: true },
  { name: 'untilTime', input: 'time', nullable: true },
  { name: 'firstPurchaseOnly', input: 'flag', value: false },
  { name: 'useLimit', input: 'number', nullable: true },
  { name: 'personLimit', input: 'number', nullable: true, value: 1 },
  { name: 'budgetAmount', input: 'money', nullable: true },
  { name: 'stackingGroup', input: 'text', nullable: true, value: 'voucher' },
  { name: 'priority', input: 'number', nullable: true, value: 100 },
  { name: 'floorBps', input: 'percent', nullable: true, value: 0 },
  { name: 'productSkus', input: 'long-text', nullable: true },
  { name: 'categoryCodes', input: 'long-text', nullable: true },
  { name: 'customerType', input: 'choice', nullable: true, options: choices(customerTypes) },
  { name: 'users', input: 'long-text', nullable: true },
  reasonField,
];

export const newVoucherFields = (): Promise<FormField[]> =>
  Promise.resolve([
    { name: 'code', input: 'text', nullable: true },
    ...withValues(form, { validFromDay: jakartaDate(clock.now()) }),
  ]);

const dayOf = (value: unknown): string | null =>
  typeof value === 'string' || value instanceof Date ? jakartaDate(new Date(value)) : null;

/** The last day that a voucher counts: its end is the first moment after it. */
const lastDayOf = (value: unknown): string | null =>
  typeof value === 'string' || value instanceof Date
    ? jakartaDate(new Date(new Date(value).getTime() - 1))
    : null;

const timeIn = (minute: unknown): string | null => (typeof minute === 'number' ? timeOf(minute) : null);

/** As a list of names is typed: `1, 5`. */
const weekdaysIn = (value: unknown): string => (typeof value === 'string' ? value.replaceAll(',', ', ') : '');

/** The form of a draft with what it says now. */
export async function draftFields(row: Row | null): Promise<FormField[]> {
  const id = String(row?.['id']);
  const known = (await namesOfVouchers([id])).get(id);
  return withValues(form, {
    ...row,
    validFromDay: dayOf(row?.['validFrom']),
    validUntilDay: lastDayOf(row?.['validUntil']),
    weekdays: weekdaysIn(row?.['weekdays']),
    fromTime: timeIn(row?.['fromMinute']),
    untilTime: timeIn(row?.['untilMinute']),
    productSkus: known?.productSkus.join(', '),
    categoryCodes: known?.categoryCodes.join(', '),
    customerType: known?.customerTypes[0],
    users: known?.users.join(', '),
  });
}

/** What may grow once a voucher is known. */
export const growingFields = (row: Row | null): Promise<FormField[]> =>
  Promise.resolve([
    ...withValues(
      [
        { name: 'validUntilDay', input: 'day', nullable: true },
        { name: 'useLimit', input: 'number', nullable: true },
        { name: 'budgetAmount', input: 'money', nullable: true },
      ],
      { ...row, validUntilDay: lastDayOf(row?.['validUntil']) },
    ),
    reasonField,
  ]);

export const GrowingForm = z
  .strictObject({ validUntilDay: day.nullish(), useLimit: whole, budgetAmount: whole, reason: z.string() })
  .transform(({ validUntilDay, ...form }) => ({
    ...form,
    validUntil: validUntilDay ? endOf(validUntilDay) : null,
  }));
