import { formatRupiah, sum } from '../platform/money.js';
import { translate, type Locale } from '../platform/i18n.js';
import type { EscrowResource } from '../escrows/index.js';

/** What comes next, in one heading and one sentence, as this viewer needs to hear it. */
export interface Now {
  title: string;
  more: string;
}

const hasAgreed = (deal: EscrowResource): boolean => deal.agreed_version === deal.terms_version;

/** Which words fit a deal before its money is held. */
function beforeMoney(deal: EscrowResource): [title: string, more: string] {
  if (deal.status === 'AWAITING_PAYMENT')
    return deal.role === 'buyer' ? ['pay', 'pay_more'] : ['wait_pay', 'wait_pay_more'];
  if (deal.counterpart === null) return ['invite', 'invite_more'];
  return hasAgreed(deal) ? ['wait_agree', 'wait_agree_more'] : ['agree', 'agree_more'];
}

function withMoney({ status, role }: EscrowResource): [title: string, more: string] {
  const isBuyer = role === 'buyer';
  if (status === 'HELD') return isBuyer ? ['wait_deliver', 'wait_deliver_more'] : ['deliver', 'deliver_more'];
  if (status === 'DELIVERED')
    return isBuyer ? ['inspect', 'inspect_more'] : ['wait_inspect', 'wait_inspect_more'];
  return ['disputed', 'disputed_more'];
}

/** What this viewer got in the end. */
export const gotOut = ({ role, parts }: EscrowResource): number =>
  sum(parts.map((part) => (role === 'buyer' ? part.refunded_amount : part.released_amount)));

function atTheEnd(deal: EscrowResource): [title: string, more: string] {
  const { status, role } = deal;
  if (status === 'RELEASED' || status === 'REFUNDED') {
    const end = status.toLowerCase();
    return [end, `${end}_${role}`];
  }
  if (status === 'SPLIT') return ['split', gotOut(deal) > 0 ? 'split_mine' : 'split_none'];
  return status === 'EXPIRED' ? ['expired', 'expired_more'] : ['cancelled', 'cancelled_more'];
}

function wordsFor(deal: EscrowResource): [title: string, more: string] {
  if (deal.status === 'PROPOSED' || deal.status === 'AWAITING_PAYMENT') return beforeMoney(deal);
  return ['HELD', 'DELIVERED', 'DISPUTED'].includes(deal.status) ? withMoney(deal) : atTheEnd(deal);
}

/** A deal of several parts may want several things; its state says which comes first. */
export function nowIn(
  deal: EscrowResource,
  { otherName, isDecided }: { otherName: string; isDecided: boolean },
  locale: Locale,
): Now {
  const other = deal.role === 'buyer' ? 'seller' : 'buyer';
  const ended = gotOut(deal);
  const params = {
    name: otherName,
    side: translate(locale, `escrow_page.${other}`).toLowerCase(),
    version: deal.terms_version,
    amount: formatRupiah(ended > 0 ? ended : deal.buyer_pays_amount, locale),
  };
  const [title, more] = isDecided ? ['decided', 'decided_more'] : wordsFor(deal);
  return {
    title: translate(locale, `room_page.now.${title}`, params),
    more: translate(locale, `room_page.now.${more}`, params),
  };
}
