import { sha256 } from '../platform/cipher.js';
import { database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { balanceOf } from '../ledger/index.js';
import { claimRefund, RefundClaim } from '../transactions/index.js';
import { defaultWallet, walletAccount } from '../wallets/index.js';
import { textOf } from './form.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

const limit = { name: 'claim-refund', points: 10, seconds: 300 };

/** @throws DomainError `not_found` for what is no token of ours. */
function tokenIn({ req }: PageVisit): string {
  const token = textOf(req.params['token'], 100);
  if (!/^[0-9a-f]{64}$/.test(token)) throw notFound('refund_claim');
  return token;
}

/** Rupiah in the wallet that took the refund. */
async function balanceAfter({ actor }: PageVisit, userId: string): Promise<number> {
  return balanceOf(walletAccount(await inTransaction(actor, (uow) => defaultWallet(uow, userId))));
}

/** The refund behind the link of a guest's mail: how much it is, and whether it is still there. */
export async function showClaim(visit: PageVisit): Promise<void> {
  const token = tokenIn(visit);
  const claim = await database()
    .getRepository(RefundClaim)
    .findOneBy({ tokenHash: sha256(token) });
  if (!claim) throw notFound('refund_claim');
  const isMine = visit.visitor !== null && claim.claimedBy === visit.visitor.id;
  render(visit, 'transactions/refund-claim', {
    token,
    claim,
    isMine,
    balance: isMine ? await balanceAfter(visit, claim.claimedBy ?? '') : null,
  });
}

/** Takes the refund into the visitor's wallet, once. */
export async function takeClaim(visit: PageVisit & { visitor: Visitor }): Promise<void> {
  const token = tokenIn(visit);
  const { id: userId } = visit.visitor;
  await spend(limit, userId);
  await inTransaction(visit.visitor, (uow) => claimRefund(uow, { userId, token }));
  seeOther(visit, `/refund-claims/${token}`);
}
