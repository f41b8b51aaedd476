interface DriverError {
  code?: string;
  errno?: number;
  sqlMessage?: string;
}

function driverError(error: unknown): DriverError {
  if (typeof error !== 'object' || error === null) return {};
  return ((error as { driverError?: DriverError }).driverError ?? error) as DriverError;
}

const retryable = new Set([1213, 1205, 1020]);
const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
  'ENOENT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_CONNECTION_KILLED',
  'POOL_CLOSED',
  'EAI_AGAIN',
]);

/** Dead lock, lock wait, or a snapshot that moved: the whole transaction may be tried again. */
export const isRetryable = (error: unknown): boolean => retryable.has(driverError(error).errno ?? 0);

/** The server is gone or going: answer 503, the pool reconnects by itself. */
export function isDatabaseDown(error: unknown): boolean {
  const { code, errno } = driverError(error);
  const closing =
    error instanceof Error &&
    /closed state|Pool is closed|Connection lost|Queue limit reached/i.test(error.message);
  return closing || errno === 1053 || errno === 1927 || (code !== undefined && lost.has(code));
}

/** Whether the error is a duplicate on the named unique key; without a name, on any. */
export function isDuplicate(error: unknown, key?: string): boolean {
  const { errno, sqlMessage } = driverError(error);
  return errno === 1062 && (key === undefined || (sqlMessage ?? '').includes(key));
}
