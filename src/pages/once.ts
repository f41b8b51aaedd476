import { newToken, sha256 } from '../platform/cipher.js';
import { conflict, DomainError } from '../platform/errors.js';
import { isRepeat, madeUnder, meaningOf, type IdempotentRequest } from '../platform/idempotency.js';
import { textOf, type Fields } from './form.js';
import type { PageVisit } from './page.js';

/** Each form that moves money carries a key of its own, so that a double click or a reload does nothing twice. */
export const newFormKey = (): string => newToken().token;

/** The key of a form that was refused; after one that was used up, a new one. */
export const keyAfter = (error: DomainError, form: Fields): string =>
  error.code === 'already_ordered' ? newFormKey() : textOf(form['key'], 120);

function requestOf({ actor, ip }: PageVisit, form: Fields, route: string, wish: unknown): IdempotentRequest {
  const key = textOf(form['key'], 120);
  if (!/^[\w-]{20,120}$/.test(key)) throw new DomainError('idempotency_key_invalid', 400);
  const owner = actor.kind === 'customer' ? `customer:${actor.id}` : `guest:${sha256(ip)}`;
  return { owner, route, key, bodyHash: meaningOf(wish) };
}

/** What an earlier press of the same button made; another wish from the same page wants a second look. */
async function madeBefore(idempotency: IdempotentRequest): Promise<string> {
  try {
    return await madeUnder(idempotency);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'idempotency_key_reused')
      throw conflict('already_ordered');
    throw error;
  }
}

/**
 * Does what a form asks for, and answers the id of what that made; the same form again answers the same id.
 * @throws DomainError `already_ordered` (409) when the form was used for another wish.
 */
export async function once(
  visit: PageVisit,
  form: Fields,
  { route, wish }: { route: string; wish: unknown },
  work: (idempotency: IdempotentRequest) => Promise<string>,
): Promise<string> {
  const idempotency = requestOf(visit, form, route, wish);
  try {
    return await work(idempotency);
  } catch (error) {
    if (!(await isRepeat(idempotency, error))) throw error;
    return madeBefore(idempotency);
  }
}
