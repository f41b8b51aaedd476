import { hash, verify } from '@node-rs/argon2';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { z } from 'zod';
import { unavailable } from '../platform/errors.js';

/** OWASP's argon2id setting: 19 MiB, two passes; about 8 ms on a thread of its own. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A login storm may take two cores for a while, never all of them; past the queue it is told to come back. */
const hashing = bulkhead(2, 200);

/** A hash that no password is known for, of the same cost as the real ones. */
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$vRrWNmw20a5RV0OPIxKeXw$dCCkKvmB6Q7bKD19BsxAG7G+O7SspYSomJ/UIXTJv80';

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await hashing.execute(work);
  } catch (error) {
    if (isBulkheadRejectedError(error)) throw unavailable('login');
    throw error;
  }
}

/** The same characters typed on another keyboard are the same password. */
const typed = (plain: string): string => plain.normalize('NFKC');

export const hashPassword = (plain: string): Promise<string> => inTurn(() => hash(typed(plain), cost));

/** Does the same work when there is no hash to compare with, so that time does not tell who has an account. */
export async function verifyPassword(stored: string | null, plain: string): Promise<boolean> {
  const right = await inTurn(() => verify(stored ?? decoy, typed(plain)));
  return right && stored !== null;
}

/** For choosing one; logging in accepts anything that could have been chosen. */
export const newPasswordSchema = z.string().min(8).max(200);
export const passwordSchema = z.string().min(1).max(200);
