import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EscrowResource } from '../../src/escrows/index.js';
import type { Customer } from './customer.js';
import { DealDispute } from './deal-dispute.js';
import type { DealFacts, Fact } from './deal-facts.js';
import { planDeal, type DealPlan, type PartEnd } from './deal-plan.js';
import { acknowledged, payAtGateway, type Operation, type SaleView, type Scene } from './operations.js';

/** A deal that somebody was told of, and the money that went into it. */
export interface WalkedDeal {
  id: string;
  buyer: Customer;
  seller: Customer;
  creator: Customer;
  /** Rupiah that a wallet was told to have paid. */
  fromWallet: number;
  /** Transactions for which the buyer paid the gateway. */
  atGateway: { transactionId: string; amount: number }[];
  /** Each part, and how its end was acknowledged; one that nobody ended runs out. */
  ends: Map<string, 'RELEASED' | 'REFUNDED' | 'SPLIT'>;
}

/** All deals of a day, and what was told of them. */
export interface DealBook {
  facts: DealFacts;
  deals: WalkedDeal[];
}

type Part = EscrowResource['parts'][number];

/** A part whose money is held. */
export type PartView = Part & { id: string };

const gatewayPatienceMs = 20_000;
const proof = 'Sudah saya kirim lewat email.';

/** Two people go through a deal, as far as its plan leads them; what is refused because time ran out is given up. */
export class DealWalk {
  constructor(
    private readonly scene: Scene,
    private readonly facts: DealFacts,
    private readonly deal: WalkedDeal,
  ) {}

  /** A step of one side under a key of its own, sent twice at once: what was told stands in the histories. */
  async step(who: Customer, path: string, body: object, ...facts: Fact[]): Promise<EscrowResource | null> {
    const key = randomUUID();
    const send = () => who.post(`/escrows/${this.deal.id}/${path}`, body, key);
    const words = await Promise.all([send(), send()]);
    const [view = null] = words
      .map((word) => acknowledged<EscrowResource>(this.scene, word))
      .filter((each) => each !== null);
    if (view) this.facts.tell(...facts);
    return view;
  }

  /** The other side comes. The code is good for once, so a repeat finds out by looking whether it has come in. */
  async join(who: Customer, code: string): Promise<boolean> {
    const { id } = this.deal;
    const word = await who.post('/escrows/join', { code });
    const joined = acknowledged(this.scene, word) ?? (await who.read(`/escrows/${id}`).catch(() => null));
    if (joined !== null) this.facts.tell(`${id}:joined:${who.userId}`);
    return joined !== null;
  }

  agree(who: Customer): Promise<EscrowResource | null> {
    const fact: Fact = `${this.deal.id}:agreed:${who.userId}`;
    return this.step(who, 'agreement', { terms_version: 1 }, fact);
  }

  /** Pays as planned, or from the wallet where the gateway has not said for long that it has the money. */
  async pay(gateway: DealPlan['gateway']): Promise<PartView[]> {
    const { buyer, id } = this.deal;
    const held = (gateway === 'tripay' && (await this.payAtGateway())) || (await this.payFromWallet());
    const { parts } = held ?? (await buyer.read<EscrowResource>(`/escrows/${id}`));
    return parts.filter((part): part is PartView => part.id !== null);
  }

  private async payFromWallet(): Promise<EscrowResource | null> {
    const { buyer, id } = this.deal;
    const payment = { gateway: 'wallet', wallet_id: buyer.mainId };
    const paid = await this.step(buyer, 'payment', { payment }, `${id}:hold`);
    if (paid) this.deal.fromWallet += paid.buyer_pays_amount;
    return paid;
  }

  private async payAtGateway(): Promise<EscrowResource | null> {
    const { buyer, id } = this.deal;
    const payment = { gateway: 'tripay', method: 'BRIVA' };
    const asked = await this.step(buyer, 'payment', { payment });
    if (!asked?.transaction_id) return null;
    const sale = await buyer.read<SaleView>(`/transactions/${asked.transaction_id}`);
    await payAtGateway(this.scene, buyer, sale);
    if (!this.scene.told.paid.has(sale.id)) return null;
    this.deal.atGateway.push({ transactionId: sale.id, amount: sale.total_amount });
    const deadline = performance.now() + gatewayPatienceMs;
    for (;;) {
      const seen = await buyer.read<EscrowResource>(`/escrows/${id}`);
      if (seen.parts.some((part) => part.id !== null)) this.facts.tell(`${id}:hold`);
      if (seen.status !== 'AWAITING_PAYMENT') return seen;
      if (performance.now() > deadline) return null;
      await pause(400);
    }
  }

  async end(part: PartView, how: PartEnd): Promise<void> {
    const { buyer, seller, ends } = this.deal;
    const part_id = part.id;
    const isSent = how !== 'lapsed' && (how !== 'refunded' || buyer.chance.below(2) === 0);
    if (isSent)
      await this.step(seller, 'delivery', { part_id, proof }, `${part_id}:deliver`, `${part_id}:shown`);
    if (how === 'confirmed' && (await this.step(buyer, 'confirmation', { part_id }, `${part_id}:release`)))
      ends.set(part_id, 'RELEASED');
    if (how === 'refunded' && (await this.step(seller, 'refund', { part_id }, `${part_id}:refund`)))
      ends.set(part_id, 'REFUNDED');
    if (how === 'disputed') await new DealDispute(this.scene, this.facts, this.deal, part).run();
  }
}

async function propose(scene: Scene, book: DealBook, creator: Customer, { isByBuyer, terms }: DealPlan) {
  const other = scene.customers.filter((one) => one !== creator)[
    creator.chance.below(scene.customers.length - 1)
  ];
  if (!other) throw new Error('Nobody makes a deal alone.');
  const role = isByBuyer ? 'buyer' : 'seller';
  const proposed = acknowledged<EscrowResource>(scene, await creator.post('/escrows', { role, ...terms }));
  if (!proposed) return null;
  const { id, invitation_code: code } = proposed;
  const [buyer, seller] = isByBuyer ? [creator, other] : [other, creator];
  const deal: WalkedDeal = { id, buyer, seller, creator, fromWallet: 0, atGateway: [], ends: new Map() };
  book.deals.push(deal);
  book.facts.tell(`${id}:propose`, `${id}:agreed:${creator.userId}`, `${id}:joined:${creator.userId}`);
  return { deal, other, code: code ?? '' };
}

/** Two people propose, join and agree. Answers whether the deal waits for its money now. */
async function shakeHands(walk: DealWalk, other: Customer, code: string, plan: DealPlan): Promise<boolean> {
  if (plan.stop === 'proposed' || !(await walk.join(other, code)) || plan.stop === 'joined') return false;
  return (await walk.agree(other)) !== null && plan.stop !== 'agreed';
}

/** Two people join a deal that lies still, to talk in its room; nobody pays for it. */
export async function meet(scene: Scene, book: DealBook, creator: Customer): Promise<WalkedDeal> {
  const made = await propose(scene, book, creator, planDeal(creator.chance));
  if (!made || !(await new DealWalk(scene, book.facts, made.deal).join(made.other, made.code)))
    throw new Error('Two people did not come together.');
  return made.deal;
}

/** A deal from its proposal to the last step of its plan. What is left then ends when its time is over. */
export const walkDeal =
  (book: DealBook): Operation =>
  async (scene, creator) => {
    const plan = planDeal(creator.chance);
    const made = await propose(scene, book, creator, plan);
    if (!made) return;
    const walk = new DealWalk(scene, book.facts, made.deal);
    if (!(await shakeHands(walk, made.other, made.code, plan))) return;
    if (plan.stop === 'cancelled') {
      await walk.step(creator, 'cancellation', {}, `${made.deal.id}:cancel`);
      return;
    }
    const parts = await walk.pay(plan.gateway);
    for (const part of parts) await walk.end(part, plan.parts[part.position] ?? 'confirmed');
  };
