export interface FieldProblem {
  path: string;
  code: string;
  message?: string;
}

/** A refusal that the caller can act on: a stable code, an HTTP status and the figures its text needs. */
export class DomainError extends Error {
  override name = 'DomainError';
  constructor(
    readonly code: string,
    readonly status: number,
    readonly params: Record<string, string | number> = {},
    readonly fields?: FieldProblem[],
  ) {
    super(code);
  }
}

export const notFound = (noun: string) => new DomainError('not_found', 404, { noun });
export const unauthenticated = () => new DomainError('unauthenticated', 401);
export const forbidden = () => new DomainError('forbidden', 403);
export const conflict = (code: string, params: Record<string, string | number> = {}) =>
  new DomainError(code, 409, params);
export const invalid = (fields: FieldProblem[]) => new DomainError('invalid_input', 422, {}, fields);
export const tooMany = (retryAfterSeconds: number) =>
  new DomainError('too_many_requests', 429, { retry_after: retryAfterSeconds });
export const unavailable = (dependency: string, retryAfterSeconds = 5) =>
  new DomainError('dependency_unavailable', 503, { dependency, retry_after: retryAfterSeconds });
