import { randomUUID } from 'node:crypto';
import type { Customer } from './customer.js';
import type { DealFacts, Fact } from './deal-facts.js';
import type { PartView, WalkedDeal } from './deal-walk.js';
import { acknowledged, deed, type Scene } from './operations.js';

interface CaseView {
  id: string;
  status: string;
}

const grounded = { ground: 'goods_differ_from_terms', reason: 'Barang tidak sesuai dengan kesepakatan.' };

interface Verdict {
  action: string;
  status: 'RELEASED' | 'REFUNDED' | 'SPLIT';
  more: object;
}

/** A judge's outcomes, as their forms say them; of a split the buyer gets half of the price back. */
const verdicts: readonly [Verdict, ...Verdict[]] = [
  { action: 'release', status: 'RELEASED', more: {} },
  { action: 'refund', status: 'REFUNDED', more: {} },
  { action: 'split', status: 'SPLIT', more: { toBuyerAmount: 10_000, feeBorneBy: 'SELLER' } },
];

/** A part about which its buyer complains: the seller answers, staff decide, and both accept or let the time pass. */
export class DealDispute {
  constructor(
    private readonly scene: Scene,
    private readonly facts: DealFacts,
    private readonly deal: WalkedDeal,
    private readonly part: PartView,
  ) {}

  async run(): Promise<void> {
    const { buyer, seller } = this.deal;
    const opened = await this.open();
    if (!opened) return;
    const answer = { category: 'account_access', text: 'Akun masih level 80 waktu saya serahkan.' };
    const answered = await this.ask(seller, '/evidence', answer, `${opened.id}:answer`);
    if (answered?.status !== 'UNDER_REVIEW' || !(await this.decide(opened.id))) return;
    if (buyer.chance.below(2) === 0) return;
    for (const side of [buyer, seller])
      await this.ask(side, '/acceptance', {}, `${opened.id}:accepted:${side.userId}`);
  }

  private async open(): Promise<CaseView | null> {
    const complaint = {
      part_id: this.part.id,
      category: 'not_as_described',
      statement: 'Akun yang saya terima masih level 20.',
    };
    const opened = await this.ask(this.deal.buyer, '', complaint, `${this.part.id}:dispute`);
    if (opened) this.facts.tell(`${opened.id}:open`);
    return opened;
  }

  private async ask(who: Customer, step: string, body: object, fact: Fact): Promise<CaseView | null> {
    const word = await who.post(`/escrows/${this.deal.id}/dispute${step}`, body, randomUUID());
    const view = acknowledged<CaseView>(this.scene, word);
    if (view) this.facts.tell(fact);
    return view;
  }

  private async decide(id: string): Promise<boolean> {
    const { action, status, more } = this.deal.buyer.chance.oneOf(verdicts);
    const form = { ...grounded, ...more, expected: 'UNDER_REVIEW' };
    const isDecided = await deed(this.scene, 'Dispute', id, action, form);
    if (!isDecided) return false;
    this.facts.tell(`${id}:decide`);
    this.deal.ends.set(this.part.id, status);
    return true;
  }
}
