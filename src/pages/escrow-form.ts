import { translate, type Locale } from '../platform/i18n.js';
import { amountIn } from './amount.js';
import type { Fields, FormState } from './form.js';

/** What the form offers; the API takes any whole number of hours in between. */
export const deliveryHours = [24, 48, 72, 168, 336];
export const inspectionHours = [24, 48, 72, 120, 168];
export const mostParts = 10;

/** A number of hours as people say it. */
export const hoursName = (locale: Locale, hours: number): string =>
  hours % 24 === 0 && hours > 24
    ? translate(locale, 'escrow_page.days', { count: hours / 24 })
    : translate(locale, 'escrow_page.hours', { count: hours });

/** Milestones that were filled in, in their order; half a row counts, so that it can be refused. */
function partsIn(form: Fields): { title: string; amount: number }[] {
  const rows = Array.from({ length: mostParts }, (_, place) => ({
    title: form[`part_title_${place + 1}`]?.trim() ?? '',
    amount: form[`part_amount_${place + 1}`]?.trim() ?? '',
  }));
  return rows
    .filter(({ title, amount }) => title !== '' || amount !== '')
    .map(({ title, amount }) => ({ title, amount: amountIn(amount) }));
}

const wholeHours = (typed: string | undefined): number | undefined => (typed ? Number(typed) : undefined);

/** The terms as the API takes them; what is missing is empty, so that it is named as such. */
export function termsIn(form: Fields) {
  const parts = partsIn(form);
  return {
    title: form['title'] ?? '',
    goods_type: form['goods_type'] ?? '',
    terms: form['terms'] ?? '',
    amount: amountIn(form['amount']),
    fee_payer: form['fee_payer'] ?? '',
    delivery_hours: wholeHours(form['delivery_hours']),
    inspection_hours: wholeHours(form['inspection_hours']),
    ...(parts.length > 0 ? { parts } : {}),
  };
}

/** What is wrong inside a row of the milestones is said once, above them. */
export function gatherParts(form: FormState): FormState {
  const inParts = Object.entries(form.errors).find(([path]) => path.startsWith('parts.'));
  return inParts ? { ...form, errors: { parts: inParts[1], ...form.errors } } : form;
}

/** The form again with the terms of a deal that is there. */
export function fieldsOfTerms(deal: {
  title: string;
  goods_type: string;
  terms: string;
  amount: number;
  fee_payer: string;
  delivery_hours: number;
  inspection_hours: number;
  parts: { title: string; amount: number }[];
}): Fields {
  const parts = deal.parts.length > 1 ? deal.parts : [];
  return {
    title: deal.title,
    goods_type: deal.goods_type,
    terms: deal.terms,
    amount: String(deal.amount),
    fee_payer: deal.fee_payer,
    delivery_hours: String(deal.delivery_hours),
    inspection_hours: String(deal.inspection_hours),
    ...Object.fromEntries(
      parts.flatMap(({ title, amount }, place) => [
        [`part_title_${place + 1}`, title],
        [`part_amount_${place + 1}`, String(amount)],
      ]),
    ),
  };
}

/** The hours that a form offers, with the one in force among them. */
export const hoursOffered = (usual: number[], chosen: string | undefined): number[] =>
  [...new Set([...usual, ...(Number(chosen) > 0 ? [Number(chosen)] : [])])].sort((a, b) => a - b);
