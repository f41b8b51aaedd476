/** What the server tells about a case; instants as ISO text, amounts in whole rupiah. */
export type Side = 'BUYER' | 'SELLER';

export interface FileOnDesk {
  id: string;
  kind: string;
  name: string;
  contentType: string;
  size: number;
  width: number | null;
  height: number | null;
}

export interface EvidenceOnDesk {
  id: string;
  side: Side;
  category: string;
  text: string;
  sha256: string;
  createdAt: string;
  file: FileOnDesk | null;
}

export interface DecisionOnDesk {
  id: string;
  round: number;
  outcome: string;
  refundAmount: number;
  releaseAmount: number;
  feeAmount: number;
  feeBorneBy: string;
  letterId: string;
  letterEn: string;
  createdAt: string;
}

export interface EarlierOnDesk {
  id: string;
  number: string;
  title: string;
  side: Side;
  hasOpened: boolean;
  outcome: string | null;
  heldAmount: number;
  openedAt: string;
}

/** Somebody's record as a partner, with the counts that each figure is made of. */
export interface TrustOnDesk {
  dealsDone: number;
  dealsPaid: number;
  dealsDisputed: number;
  disputesLost: number;
  partsDue: number;
  partsOnTime: number;
  onTimeBps: number | null;
}

export interface PartyOnDesk {
  id: string;
  side: Side;
  name: string;
  email: string | null;
  phone: string | null;
  kycLevel: string;
  memberSince: string;
  earlier: EarlierOnDesk[];
  trust: TrustOnDesk | null;
}

export interface StepOnDesk {
  at: string;
  noun: 'escrow' | 'part' | 'dispute';
  event: string;
  state: string;
  reason: string | null;
  details: Record<string, string | number | null> | null;
  who: string;
}

interface TermsOnDesk {
  version: number;
  title: string;
  terms: string;
  goodsType: string;
  amount: number;
  feePayer: string;
  feeAmount: number;
  deliveryHours: number;
  inspectionHours: number;
  createdAt: string;
}

export interface DealOnDesk {
  escrow: {
    id: string;
    number: string;
    title: string;
    status: string;
    goodsType: string;
    amount: number;
    feeAmount: number;
    feePayer: string;
    buyerPaysAmount: number;
    termsVersion: number;
    heldAt: string | null;
    reviewReason: string | null;
  };
  terms: TermsOnDesk[];
  agreements: { version: number; side: Side; createdAt: string }[];
  parts: {
    id: string;
    title: string;
    status: string;
    amount: number;
    heldAmount: number;
    deliverBy: string;
    deliveredAt: string | null;
  }[];
  deliveries: { id: string; body: string; createdAt: string; files: FileOnDesk[] }[];
  heldAmount: number;
}

export interface SimilarOnDesk {
  nearest: {
    id: string;
    number: string;
    title: string;
    amount: number;
    outcome: string;
    ground: string;
    reason: string;
    buyerPercent: number;
    closedAt: string;
  }[];
  outcomes: { outcome: string; cases: number }[];
}

export interface DeskStory {
  deal: DealOnDesk | null;
  evidence: EvidenceOnDesk[];
  decisions: DecisionOnDesk[];
  parties: PartyOnDesk[];
  timeline: StepOnDesk[];
  similar: SimilarOnDesk;
  recusals: { staffId: string; name: string; reason: string }[];
  room: { sealHash: string | null; sealedSequence: string; lastSequence: string } | null;
  /** Why this person may not judge, as the code of the refusal. */
  bar: string | null;
}

export type CaseRow = Record<string, string | number | null>;

/** A message as everybody in the room reads it. */
export interface MessageOnDesk {
  sequence: number;
  sender: { member_id: string | null; role: string; name: string };
  body: string;
  code: string | null;
  flags: string[];
  attachments: {
    id: string;
    kind: string;
    name: string;
    content_type: string;
    size: number;
    width: number | null;
    height: number | null;
  }[];
  edited_at: string | null;
  created_at: string;
}

export interface CaseInQueue {
  id: string;
  number: string;
  title: string;
  category: string;
  status: string;
  openerSide: Side;
  heldAmount: number;
  buyerName: string;
  sellerName: string;
  assigneeId: string | null;
  assigneeName: string | null;
  openedAt: string;
  slaAt: string;
  answerBy: string | null;
  urgency: 'waits' | 'calm' | 'soon' | 'late';
}

export interface QueueData {
  cases: CaseInQueue[];
  rest: { decided: number; closed: number };
}
