import type { Request } from 'express';
import type { z } from 'zod';
import type { Actor, Customer } from '../actor.js';
import { unauthenticated } from '../errors.js';
import type { Locale } from '../i18n.js';
import type { IdempotentRequest, StoredAnswer } from '../idempotency.js';
import type { Limit } from '../rate-limits.js';

/** Who may come in: everybody, everybody but known if they say so, or logged-in customers only. */
export type Access = 'public' | 'optional' | 'customer';

export interface Visit<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  actor: Actor;
  locale: Locale;
  ip: string;
  userAgent: string;
  /** Present at doors that ask for an Idempotency-Key. */
  idempotency: IdempotentRequest;
}

/** A file to be saved, never to be shown in its place. */
export interface Download {
  name: string;
  contentType: string;
  content: Buffer;
}

export interface Answer<Body> {
  status?: number;
  body?: Body;
  /** Instead of a body, at doors that declare it. */
  download?: Download;
  headers?: Record<string, string>;
}

export interface Page {
  next_cursor: string | null;
  has_more: boolean;
}

type Parsed<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

export interface Door<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Success extends z.ZodType | undefined = z.ZodType | undefined,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path below /api/v1: `/transactions/:id`. */
  path: string;
  /** Further paths to the same door. */
  aliases?: string[];
  tag: string;
  summary: string;
  access: Access;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Takes a form with one file under `file` instead of JSON; the handler reads it from the request. */
  upload?: boolean;
  /** Answers with a file of one of these types instead of JSON. */
  download?: string[];
  /** `also` is a further status with the same schema: a rehearsal, for instance, makes nothing. */
  success: { status: number; also?: number; schema: Success };
  /** Codes of refusals that this door adds to the usual ones. */
  refusals?: number[];
  limit?: Limit & { by?: 'ip' | 'actor' };
  /** Asks for an Idempotency-Key; `present` answers a repeat whose first answer was never stored. */
  idempotent?: { present: (resourceId: string, actor: Actor) => Promise<StoredAnswer> };
  handle(
    visit: Visit<Parsed<Params>, Parsed<Query>, Parsed<Body>>,
    req: Request,
  ): Promise<Answer<Parsed<Success>>>;
}

/** Declares a door: the schemas give validation, types and the OpenAPI document at once. */
export function defineDoor<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Success extends z.ZodType | undefined = undefined,
>(door: Door<Params, Query, Body, Success>): Door {
  return door as unknown as Door;
}

/** Whom a customers' door let in. @throws DomainError `unauthenticated` (401) for anybody else. */
export function customerOf(actor: Actor): Customer {
  if (actor.kind !== 'customer') throw unauthenticated();
  return actor;
}
