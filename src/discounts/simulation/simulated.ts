import { dayAfter, jakartaMidnight } from '../../platform/jakarta.js';
import type { Rupiah } from '../../platform/money.js';
import type { Offer } from '../../vouchers/index.js';
import { isHeldOut, worthOfGrant } from '../eligibility.js';
import { offerOf } from '../grant-offer.js';
import { dayOfMoment, daysLater } from '../past/days.js';
import type { PastPurchase } from '../past/past-facts.js';
import type { PastAccount } from '../past/read-past.js';
import { readCarts, redeem, type Carts, type Redemption } from './redeem.js';
import {
  byPlacing,
  replayDays,
  replaySales,
  type Plan,
  type Qualified,
  type QualifiedSale,
} from './replay.js';

/** The rule whose past is tried. */
export interface Trial {
  plan: Plan;
  ruleId: string;
  version: number;
  name: string;
  /** A version of the rule has been live, so past sales may have its discount already. */
  hasGiven: boolean;
  /** The shop's own floor. */
  floorBps: number;
}

/** A grant as it would have been, with the sale that would have used it. */
export interface Simulated extends Qualified {
  outcome: 'GRANTED' | 'HELD_OUT';
  amount: Rupiah;
  redemption: Redemption | null;
}

/** What a batch of people came to; blocked sales are those on which the floor left nothing of the discount. */
export interface SimulatedBatch {
  grants: Simulated[];
  blocked: { orders: number; amount: Rupiah };
}

interface Person {
  accounts: PastAccount[];
  isHeldOut: boolean;
}

/** Accounts of one person lie side by side. */
function peopleOf(accounts: PastAccount[], { ruleId, plan }: Trial): Person[] {
  const people = new Map<string, PastAccount[]>();
  for (const each of accounts) {
    const own = people.get(each.account.personId);
    if (own) own.push(each);
    else people.set(each.account.personId, [each]);
  }
  const bps = plan.definition.hold_out_bps;
  return [...people].map(([personId, own]) => ({
    accounts: own,
    isHeldOut: bps > 0 && isHeldOut(ruleId, personId, bps),
  }));
}

/** The discount of the rule on a cart; null where it is money in the wallet. */
const offerFor = ({ plan, ruleId, version, name }: Trial, tier: number | null): Offer | null =>
  offerOf(
    {
      ...{ ruleId, version, tier, versionId: '', periodKey: '', personId: '', userId: '' },
      ...{ percentBps: null, way: 'take', hasBudget: false },
    },
    name,
    plan.definition,
  );

/** The offers of a rule by tier, made once: there are few, and many sales. */
class Offers {
  private readonly made = new Map<number | null, Offer | null>();

  constructor(private readonly trial: Trial) {}

  of(tier: number | null): Offer | null {
    const known = this.made.get(tier);
    if (known !== undefined) return known;
    const offer = offerFor(this.trial, tier);
    this.made.set(tier, offer);
    return offer;
  }
}

const cartsFor = ({ ruleId, hasGiven }: Trial, transactionIds: string[]): Promise<Carts> =>
  readCarts(transactionIds, hasGiven ? ruleId : null);

/** Sales on which the floor left nothing, as they are met. */
class Blocked {
  orders = 0;
  amount = 0;

  note(redemption: Redemption): void {
    this.orders += 1;
    this.amount += redemption.promisedAmount;
  }
}

/** The result of an offer on a sale if it gives something; a sale that the floor blocks is noted. */
function used(
  offer: Offer,
  purchase: PastPurchase,
  { carts, floorBps, blocked }: { carts: Carts; floorBps: number; blocked: Blocked },
): Redemption | null {
  const cart = carts.get(purchase.transactionId);
  const redemption = cart ? redeem(offer, purchase, cart, floorBps) : null;
  if (!redemption || redemption.usedAmount > 0) return redemption;
  blocked.note(redemption);
  return null;
}

/** A voucher counts until the end of its last Jakarta day; the day of the grant is its first. */
export const lastMoment = (date: string, validDays: number): Date =>
  jakartaMidnight(daysLater(date, validDays));

const salesWithin = (
  person: Person,
  { at, date }: Qualified,
  { window, definition }: Plan,
): PastPurchase[] => {
  const until = Math.min(
    lastMoment(date, definition.valid_days).getTime(),
    jakartaMidnight(dayAfter(window.to)).getTime(),
  );
  return person.accounts
    .flatMap(({ purchases }) => purchases)
    .filter(({ placedAt }) => placedAt > at.getTime() && placedAt < until)
    .sort(byPlacing);
};

async function simulateSales(people: Person[], trial: Trial, offers: Offers): Promise<SimulatedBatch> {
  const found = people.map((person) => ({ person, sales: replaySales(trial.plan, person.accounts) }));
  const carts = await cartsFor(
    trial,
    found.flatMap(({ person, sales }) =>
      person.isHeldOut ? [] : sales.map(({ purchase }) => purchase.transactionId),
    ),
  );
  const blocked = new Blocked();
  const tools = { carts, blocked, floorBps: trial.floorBps };
  const grants = found.flatMap(({ person, sales }) =>
    firstOfPeriods(sales, (sale) => {
      if (person.isHeldOut) return { ...sale, outcome: 'HELD_OUT', amount: 0, redemption: null };
      const offer = offers.of(sale.tier);
      const redemption = offer && used(offer, sale.purchase, tools);
      return redemption && { ...sale, outcome: 'GRANTED', amount: redemption.usedAmount, redemption };
    }),
  );
  return { grants, blocked };
}

/** A period is taken by the first sale on which there is something to give. */
function firstOfPeriods(
  sales: QualifiedSale[],
  take: (sale: QualifiedSale) => Simulated | null,
): Simulated[] {
  const taken = new Map<string, Simulated>();
  for (const sale of sales) {
    if (taken.has(sale.periodKey)) continue;
    const grant = take(sale);
    if (grant) taken.set(sale.periodKey, grant);
  }
  return [...taken.values()];
}

/** Each grant goes to the first sale on which it gives something; a sale takes one. */
function redeemed(
  grants: { grant: Simulated; offer: Offer | null; sales: PastPurchase[] }[],
  tools: Parameters<typeof used>[2],
): Simulated[] {
  const spent = new Set<string>();
  return grants.map(({ grant, offer, sales }) => {
    if (!offer) return grant;
    for (const purchase of sales) {
      if (spent.has(purchase.transactionId)) continue;
      const redemption = used(offer, purchase, tools);
      if (!redemption) continue;
      spent.add(purchase.transactionId);
      return { ...grant, redemption };
    }
    return grant;
  });
}

function grantOf(qualified: Qualified, person: Person, { definition }: Plan): Simulated {
  const worth = worthOfGrant(definition, qualified.tier).amount ?? 0;
  return {
    ...qualified,
    outcome: person.isHeldOut ? 'HELD_OUT' : 'GRANTED',
    amount: person.isHeldOut ? 0 : worth,
    redemption: null,
  };
}

async function simulateDays(people: Person[], trial: Trial, offers: Offers): Promise<SimulatedBatch> {
  const found = people.map((person) =>
    replayDays(trial.plan, person.accounts).map((qualified) => {
      const offer = person.isHeldOut ? null : offers.of(qualified.tier);
      return {
        offer,
        grant: grantOf(qualified, person, trial.plan),
        sales: offer ? salesWithin(person, qualified, trial.plan) : [],
      };
    }),
  );
  const sales = found.flat().flatMap((each) => each.sales.map(({ transactionId }) => transactionId));
  const carts = await cartsFor(trial, [...new Set(sales)]);
  const blocked = new Blocked();
  const tools = { carts, blocked, floorBps: trial.floorBps };
  return { grants: found.flatMap((own) => redeemed(own, tools)), blocked };
}

/** Replays the past of some people, each of whose accounts are all among them. */
export const simulateBatch = (accounts: PastAccount[], trial: Trial): Promise<SimulatedBatch> => {
  const people = peopleOf(accounts, trial);
  const offers = new Offers(trial);
  return trial.plan.definition.when === 'sale'
    ? simulateSales(people, trial, offers)
    : simulateDays(people, trial, offers);
};

/** The local day on which a sale was placed. */
export const dayOf = ({ placedAt }: PastPurchase): string => dayOfMoment(placedAt);
