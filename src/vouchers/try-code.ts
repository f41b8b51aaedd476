import { giveBack, spend, type Limit } from '../platform/rate-limits.js';

/** A person mistypes; a machine tries all. What succeeds costs nothing. */
const perAccount: Limit = { name: 'voucher-code-account', points: 10, seconds: 600 };
const perNetwork: Limit = { name: 'voucher-code-network', points: 60, seconds: 600 };

/**
 * Tries a code at the cost of one attempt of the account and of its network, given back when it was good.
 * @throws DomainError `too_many_requests` (429), and whatever the attempt throws.
 */
export async function tryCode<T>(
  { userId, ip }: { userId: string; ip: string | undefined },
  attempt: () => Promise<T>,
): Promise<T> {
  await spend(perAccount, userId);
  if (ip) await spend(perNetwork, ip);
  const answer = await attempt();
  await giveBack(perAccount, userId);
  if (ip) await giveBack(perNetwork, ip);
  return answer;
}
