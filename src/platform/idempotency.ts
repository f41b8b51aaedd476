import { sha256 } from './cipher.js';
import { clock } from './clock.js';
import { change, query } from './database.js';
import { conflict, DomainError } from './errors.js';
import type { UnitOfWork } from './unit-of-work.js';

/** One attempt of a client to do something once: who, at which door, under which key, with what meaning. */
export interface IdempotentRequest {
  owner: string;
  route: string;
  key: string;
  bodyHash: string;
  /** Its answer was kept with its effect, in one transaction, so nobody needs to keep it later. */
  isAnswered?: boolean;
}

export interface StoredAnswer {
  status: number;
  body: unknown;
}

interface WrittenAnswer {
  status: number;
  /** JSON; null for no body. */
  text: string | null;
}

/** Somebody has used this key before; the door answers from what was stored. */
export class KeyTaken extends Error {
  override name = 'KeyTaken';
}

/** How long a request may be under way before its effect is shown instead of "still in progress". */
const inFlightMs = 30_000;

/** Hash of what the body means: the parsed input, not its spelling. */
export const meaningOf = (input: unknown): string => sha256(JSON.stringify(input));

/** How the database names a taken key: by its value, of which it says the beginning only. */
const duplicateOf = ({ owner, route }: IdempotentRequest): string => `'${owner}-${route}-`.slice(0, 48);

/**
 * Takes the key in the same transaction as the effect, as its first statement. When the key was used before, KeyTaken
 * is what the next statement, or the commit, fails with.
 */
export function claimKey(uow: UnitOfWork, request: IdempotentRequest, resourceId: string): void {
  const { owner, route, key, bodyHash } = request;
  uow.addClaim(
    {
      text: `INSERT INTO idempotency_keys (owner, route, idempotency_key, body_hash, resource_id, created_at)
             VALUES (?, ?, ?, ?, ?, ?)`,
      params: [owner, route, key, bodyHash, resourceId, clock.wall()],
    },
    { key: duplicateOf(request), taken: () => new KeyTaken() },
  );
}

const identity = (request: IdempotentRequest) => [request.owner, request.route, request.key];

/**
 * Whether a request failed only because it is a repeat: what the first one made is then its answer, whatever would be
 * refused by now. Asked after a failure, so that a first request pays nothing for it.
 */
export async function isRepeat(request: IdempotentRequest, error: unknown): Promise<boolean> {
  if (error instanceof KeyTaken) return true;
  if (!(error instanceof DomainError)) return false;
  const rows = await query(
    'SELECT 1 FROM idempotency_keys WHERE owner = ? AND route = ? AND idempotency_key = ?',
    identity(request),
  );
  return rows.length > 0;
}

const keeping = `UPDATE idempotency_keys SET status_code = ?, response = ?
   WHERE owner = ? AND route = ? AND idempotency_key = ? AND body_hash = ?`;

const kept = (request: IdempotentRequest, { status, text }: WrittenAnswer) => [
  status,
  text,
  ...identity(request),
  request.bodyHash,
];

/** Keeps the answer together with the effect, where it is known before the commit: one trip and one flush less. */
export function keepAnswerWith(uow: UnitOfWork, request: IdempotentRequest, answer: StoredAnswer): void {
  const text = JSON.stringify(answer.body);
  uow.addSql(keeping, kept(request, { status: answer.status, text }));
  request.isAnswered = true;
}

/**
 * Keeps the answer, written out as JSON, so that a repeat gets the same one; a rehearsal under the key of another wish
 * keeps nothing.
 */
export async function keepAnswer(request: IdempotentRequest, answer: WrittenAnswer): Promise<void> {
  await change(keeping, kept(request, answer));
}

/**
 * What a used key has made, as soon as that is committed: for those who show the thing itself, not the first answer.
 * @throws DomainError `idempotency_key_reused` (422) for another body.
 */
export async function madeUnder(request: IdempotentRequest): Promise<string> {
  const [row] = await query<Pick<KeyRow, 'body_hash' | 'resource_id'>>(
    `SELECT body_hash, resource_id FROM idempotency_keys WHERE owner = ? AND route = ? AND idempotency_key = ?`,
    identity(request),
  );
  if (!row) throw conflict('idempotency_in_progress');
  if (row.body_hash !== request.bodyHash) throw new DomainError('idempotency_key_reused', 422);
  return row.resource_id;
}

interface KeyRow {
  body_hash: string;
  resource_id: string;
  status_code: number | null;
  response: string | object | null;
  created_at: Date;
}

/**
 * The answer to a repeat.
 * @throws DomainError `idempotency_key_reused` (422) for another body, `idempotency_in_progress` (409) while the first runs.
 */
export async function replay(
  request: IdempotentRequest,
  present: (resourceId: string) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const [row] = await query<KeyRow>(
    `SELECT body_hash, resource_id, status_code, response, created_at FROM idempotency_keys
     WHERE owner = ? AND route = ? AND idempotency_key = ?`,
    identity(request),
  );
  if (!row) throw conflict('idempotency_in_progress');
  if (row.body_hash !== request.bodyHash) throw new DomainError('idempotency_key_reused', 422);
  if (row.status_code !== null) {
    const body: unknown = typeof row.response === 'string' ? JSON.parse(row.response) : row.response;
    return { status: row.status_code, body };
  }
  const age = clock.wall().getTime() - new Date(row.created_at).getTime();
  if (age < inFlightMs) throw conflict('idempotency_in_progress');
  return present(row.resource_id);
}
