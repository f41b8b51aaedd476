import { clock } from '../platform/clock.js';
import type { Rupiah } from '../platform/money.js';
import { automaticOffers, claimedOffer, usableGrantsOf, type GrantLine } from '../discounts/index.js';
import { personOf } from '../users/index.js';
import { vouchersNaming, type Offer, type OwnVoucher } from '../vouchers/index.js';
import type { Visitor } from './page-session.js';
import type { PageVisit } from './page.js';
import { render } from './render.js';

/** A discount that somebody holds, whether by a voucher with their name, a grant, or a rule that needs no code. */
interface Held {
  name: string;
  code: string | null;
  percentBps: number | null;
  amount: Rupiah;
  capAmount: Rupiah | null;
  minimumSpendAmount: Rupiah;
  validFrom: Date | null;
  validUntil: Date | null;
  usesLeft: number | null;
}

const ofOffer = ({ name, kind, percentBps, amount, capAmount, minimumSpendAmount }: Offer): Held => ({
  ...{ name, amount, capAmount, minimumSpendAmount },
  code: null,
  percentBps: kind === 'PERCENT' ? percentBps : null,
  validFrom: null,
  validUntil: null,
  usesLeft: null,
});

const ofVoucher = ({ kind, percentBps, ...voucher }: OwnVoucher): Held => ({
  ...voucher,
  percentBps: kind === 'PERCENT' ? percentBps : null,
});

/** What was granted is good for one purchase. */
function ofGrant(line: GrantLine): Held[] {
  const claimed = claimedOffer(line);
  const { code, validUntil } = line;
  return claimed ? [{ ...ofOffer(claimed.offer), code, validUntil, usesLeft: 1 }] : [];
}

/** Everything that makes something cheaper for this customer now. */
export async function showVouchers(visit: PageVisit & { visitor: Visitor }): Promise<void> {
  const { id } = visit.visitor;
  const now = clock.now();
  const [own, granted, automatic] = await Promise.all([
    personOf(id).then((person) => vouchersNaming(id, person, now)),
    usableGrantsOf(id, now),
    automaticOffers(id, now),
  ]);
  render(visit, 'users/vouchers', {
    vouchers: [...granted.flatMap(ofGrant), ...own.map(ofVoucher)],
    automatic: automatic.map(({ offer }) => ofOffer(offer)),
  });
}
