import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { guest, type Actor } from '../actor.js';
import { sha256 } from '../cipher.js';
import { DomainError, invalid, unauthenticated, type FieldProblem } from '../errors.js';
import { isRepeat, keepAnswer, meaningOf, replay, type IdempotentRequest } from '../idempotency.js';
import { giveBack, spend } from '../rate-limits.js';
import type { Door, Download, Visit } from './door.js';
import { localeOf, sendProblem } from './problem.js';

/** Whose signed word a request carries. */
export interface Credentials {
  id: string;
  /** Who that is now. @throws DomainError 401 when they may not come in any more. */
  actor(): Promise<Actor>;
}

/**
 * Finds out whom a request comes from by what it carries alone, without a look into the database; null for nobody.
 * @throws DomainError 401 when the credentials are bad.
 */
export type Authenticate = (req: Request) => Promise<Credentials | null>;

type AnyVisit = Visit<unknown, unknown, unknown>;

const everyDoor = { name: 'every-door', points: 600, seconds: 60 };

function parse<Schema extends z.ZodType>(
  schema: Schema | undefined,
  value: unknown,
  place: string,
): z.infer<Schema> | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => toFields(issue, place)));
}

function toFields(issue: z.core.$ZodIssue, place: string): FieldProblem[] {
  const prefix = place === 'body' ? [] : [place];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...prefix, ...issue.path, key].join('.'),
      code: 'unknown_key',
    }));
  }
  const code = issue.code === 'custom' && issue.message ? issue.message : issue.code;
  return [{ path: [...prefix, ...issue.path].join('.'), code }];
}

/** Bodies are JSON and nothing else; a form from another site never reaches a door. */
function requireJson(req: Request): void {
  if (!req.is('application/json')) throw new DomainError('unsupported_media_type', 415);
  if (req.body === undefined) throw new DomainError('malformed_json', 400);
}

async function credentialsOf(
  door: Door,
  req: Request,
  authenticate: Authenticate,
): Promise<Credentials | null> {
  if (door.access === 'public') return null;
  const credentials = await authenticate(req);
  if (!credentials && door.access === 'customer') throw unauthenticated();
  return credentials;
}

/**
 * Both allowances travel together, ahead of any look into the database. Who is refused is counted as well, but
 * whoever comes with a session that has ended takes nothing from its owner's allowance.
 */
async function identify(door: Door, req: Request, ip: string, authenticate: Authenticate): Promise<Actor> {
  const known = await credentialsOf(door, req, authenticate).catch(async (error: unknown) => {
    await spend(everyDoor, ip);
    throw error;
  });
  const { limit } = door;
  const own = limit ? [spend(limit, (limit.by === 'actor' && known?.id) || ip)] : [];
  await Promise.all([spend(everyDoor, ip), ...own]);
  if (!known) return guest;
  return known.actor().catch(async (error: unknown) => {
    if (limit?.by === 'actor') await giveBack(limit, known.id);
    throw error;
  });
}

function ownerOf(actor: Actor, body: unknown): string {
  if (actor.kind === 'customer') return `customer:${actor.id}`;
  const contact = (body as { contact?: { phone?: string } } | undefined)?.contact;
  return `guest:${sha256(contact?.phone ?? '')}`;
}

/** What a request asks for; the same body at another address means another thing. */
const wishOf = (params: unknown, body: unknown): unknown =>
  params && Object.keys(params).length > 0 ? { params, body } : body;

function idempotencyOf(
  door: Door,
  req: Request,
  actor: Actor,
  { params, body }: { params: unknown; body: unknown },
): IdempotentRequest | undefined {
  if (!door.idempotent) return undefined;
  const key = req.get('idempotency-key');
  if (!key) throw new DomainError('idempotency_key_required', 400);
  if (!/^[\x21-\x7e]{8,120}$/.test(key)) throw new DomainError('idempotency_key_invalid', 400);
  return {
    owner: ownerOf(actor, body),
    route: `${door.method} ${door.path}`,
    key,
    bodyHash: meaningOf(wishOf(params, body)),
  };
}

async function visitOf(door: Door, req: Request, authenticate: Authenticate): Promise<AnyVisit> {
  const ip = req.ip ?? 'unknown';
  const actor = await identify(door, req, ip, authenticate);
  if (door.body) requireJson(req);
  const params = parse(door.params, req.params, 'params');
  const query = parse(door.query, req.query, 'query');
  const body = parse(door.body, req.body, 'body');
  return {
    params,
    query,
    body,
    actor,
    ip,
    locale: localeOf(req),
    userAgent: (req.get('user-agent') ?? '').slice(0, 200),
    idempotency: idempotencyOf(door, req, actor, { params, body }) as IdempotentRequest,
  };
}

interface Reply {
  status: number;
  /** The body as JSON, written out once for the client and for those who keep it; undefined for none. */
  text: string | undefined;
  download?: Download | undefined;
  headers?: Record<string, string>;
}

/** To be saved under its name; a browser that shows it all the same may run nothing in it. */
function sendFile(res: Response, { name, contentType, content }: Download): void {
  res
    .attachment(name)
    .set({
      'Content-Type': contentType,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    })
    .end(content);
}

/** With its length the answer goes out in one write; in chunks it would be three. */
function send(res: Response, { status, text, download, headers = {} }: Reply): void {
  res.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (download) return sendFile(res, download);
  if (text === undefined) return void res.end();
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}

const written = (body: unknown): string | undefined =>
  body === undefined ? undefined : JSON.stringify(body);

async function answerFirst(door: Door, visit: AnyVisit, req: Request): Promise<Reply> {
  const {
    body,
    headers = {},
    ...answer
  } = await door.handle(visit as Visit<undefined, undefined, undefined>, req);
  const { status = door.success.status, download } = answer;
  const reply = { status, text: written(body), download, headers };
  if (door.idempotent && !visit.idempotency.isAnswered)
    await keepAnswer(visit.idempotency, { ...reply, text: reply.text ?? null });
  return reply;
}

/** A repeat gets the first answer, whatever would be refused by now. */
async function answer(door: Door, visit: AnyVisit, req: Request): Promise<Reply> {
  const { idempotent } = door;
  if (!idempotent) return answerFirst(door, visit, req);
  try {
    return await answerFirst(door, visit, req);
  } catch (error) {
    if (!(await isRepeat(visit.idempotency, error))) throw error;
    const stored = await replay(visit.idempotency, (id) => idempotent.present(id, visit.actor));
    return { status: stored.status, text: written(stored.body), headers: { 'Idempotency-Replayed': 'true' } };
  }
}

function handler(door: Door, authenticate: Authenticate): RequestHandler {
  return async (req, res) => {
    try {
      send(res, await answer(door, await visitOf(door, req, authenticate), req));
    } catch (error) {
      sendProblem(req, res, error);
    }
  };
}

/** Builds the router of all doors; paths that exist under another method answer 405, the rest 404. */
export function mountDoors(doors: Door[], authenticate: Authenticate): Router {
  const router = Router({ strict: false });
  const json = express.json({ limit: '64kb', strict: true });
  const methods = new Map<string, string[]>();
  for (const door of doors) {
    for (const path of [door.path, ...(door.aliases ?? [])]) {
      router[door.method](path, ...(door.body ? [json] : []), handler(door, authenticate));
      methods.set(path, [...(methods.get(path) ?? []), door.method.toUpperCase()]);
    }
  }
  for (const [path, allowed] of methods) {
    router.all(path, (req, res) => {
      res.set('Allow', allowed.join(', '));
      sendProblem(req, res, new DomainError('method_not_allowed', 405));
    });
  }
  return router;
}
