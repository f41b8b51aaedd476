import { maskedName, namesOfUsers } from '../users/index.js';
import { otherSideOf, sideOf, userOf, versionAgreedBy } from './at-hand.js';
import { actionsFor } from './escrow-actions.js';
import type { Escrow, EscrowPart, EscrowProof, EscrowTerms, Side } from './escrow.entity.js';
import { partsOfEscrows, proofsOfEscrows, termsInForce } from './escrow.read-model.js';
import type { EscrowResource } from './escrow.schema.js';
import { codeOf } from './invitation.js';
import { moneyOfParts } from './terms.js';
import { countdownsOf } from './timers.js';
import { presentTrust } from './trust.presenter.js';
import { trustOf } from './trust.read-model.js';

type PartResource = EscrowResource['parts'][number];

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

const heldPart = (part: EscrowPart): PartResource => ({
  id: part.id,
  position: part.position,
  title: part.title,
  status: part.status,
  amount: part.amount,
  fee_amount: part.feeAmount,
  held_amount: part.heldAmount,
  seller_receives_amount: part.sellerReceivesAmount,
  refunded_amount: part.refundedAmount,
  released_amount: part.releasedAmount,
  delivery_hours: part.deliveryHours,
  deliver_by: iso(part.deliverBy),
  delivered_at: iso(part.deliveredAt),
  inspect_by: iso(part.inspectBy),
  settled_at: iso(part.settledAt),
});

const ahead = {
  id: null,
  status: null,
  refunded_amount: 0,
  released_amount: 0,
  deliver_by: null,
  delivered_at: null,
  inspect_by: null,
  settled_at: null,
};

/** The parts as they will be once the money is held. */
function agreedParts(escrow: Escrow, terms: EscrowTerms | undefined): PartResource[] {
  const parts = terms?.parts ?? [];
  const money = moneyOfParts(
    escrow,
    parts.map(({ amount }) => amount),
  );
  return parts.map((part, position) => ({
    ...ahead,
    position,
    title: part.title,
    amount: part.amount,
    fee_amount: money[position]?.feeAmount ?? 0,
    held_amount: money[position]?.heldAmount ?? 0,
    seller_receives_amount: money[position]?.sellerReceivesAmount ?? 0,
    delivery_hours: part.delivery_hours,
  }));
}

function counterpartOf(
  escrow: Escrow,
  side: Side,
  names: Map<string, string>,
): EscrowResource['counterpart'] {
  const other = userOf(escrow, otherSideOf(side));
  if (other === null) return null;
  return {
    name: maskedName(names.get(other) ?? ''),
    agreed_version: versionAgreedBy(escrow, otherSideOf(side)),
  };
}

function cancellationOf({ cancelAskedBy }: Escrow, viewerId: string): 'you' | 'counterpart' | null {
  if (cancelAskedBy === null) return null;
  return cancelAskedBy === viewerId ? 'you' : 'counterpart';
}

const presentProof = ({ partId, body, attachmentIds, createdAt }: EscrowProof) => ({
  part_id: partId,
  body,
  attachment_ids: attachmentIds,
  created_at: createdAt.toISOString(),
});

interface Around {
  parts: EscrowPart[];
  terms: EscrowTerms | undefined;
  names: Map<string, string>;
  proofs: EscrowProof[];
}

function present(escrow: Escrow, viewerId: string, { parts, terms, names, proofs }: Around): EscrowResource {
  const side = sideOf(escrow, viewerId);
  if (side === null) throw new Error(`Deal ${escrow.id} is none of the viewer's.`);
  const invites =
    escrow.creatorId === viewerId && escrow.status === 'PROPOSED' && escrow.invitationDigest !== null;
  return {
    id: escrow.id,
    number: escrow.number,
    status: escrow.status,
    role: side === 'BUYER' ? 'buyer' : 'seller',
    title: escrow.title,
    goods_type: escrow.goodsType.toLowerCase() as EscrowResource['goods_type'],
    terms: escrow.terms,
    terms_version: escrow.termsVersion,
    agreed_version: versionAgreedBy(escrow, side),
    amount: escrow.amount,
    fee_payer: escrow.feePayer.toLowerCase() as EscrowResource['fee_payer'],
    fee_amount: escrow.feeAmount,
    total_amount: escrow.amount + escrow.feeAmount,
    buyer_pays_amount: escrow.buyerPaysAmount,
    seller_receives_amount: escrow.sellerReceivesAmount,
    schedule_version: escrow.scheduleVersion,
    delivery_hours: escrow.deliveryHours,
    inspection_hours: escrow.inspectionHours,
    counterpart: counterpartOf(escrow, side, names),
    parts: parts.length > 0 ? parts.map(heldPart) : agreedParts(escrow, terms),
    proofs: proofs.map(presentProof),
    frozen: escrow.frozenAt !== null,
    cancellation_asked: cancellationOf(escrow, viewerId),
    countdowns: countdownsOf(escrow, parts).map(({ name, at, partId }) => ({
      name,
      at: at.toISOString(),
      part_id: partId,
    })),
    actions: actionsFor(escrow, parts, viewerId),
    invitation_code: invites ? codeOf(escrow) : null,
    transaction_id: side === 'BUYER' ? escrow.transactionId : null,
    created_at: escrow.createdAt.toISOString(),
    updated_at: escrow.updatedAt.toISOString(),
  };
}

/** Deals as somebody on one of their sides sees them: one query for each kind of thing, not for each deal. */
export async function showEscrows(escrows: Escrow[], viewerId: string): Promise<EscrowResource[]> {
  const people = escrows.flatMap(({ buyerId, sellerId }) => [buyerId, sellerId]).filter((id) => id !== null);
  const ids = escrows.map(({ id }) => id);
  const [parts, terms, names, proofs] = await Promise.all([
    partsOfEscrows(ids),
    termsInForce(escrows),
    namesOfUsers([...new Set(people)]),
    proofsOfEscrows(ids),
  ]);
  return escrows.map((escrow) =>
    present(escrow, viewerId, {
      parts: parts.filter(({ escrowId }) => escrowId === escrow.id),
      terms: terms.find(({ escrowId }) => escrowId === escrow.id),
      names,
      proofs: proofs.filter(({ escrowId }) => escrowId === escrow.id),
    }),
  );
}

/** One deal as one of its two sides sees it, with the record of the other. */
export async function showEscrow(escrow: Escrow, viewerId: string): Promise<EscrowResource> {
  const [shown] = await showEscrows([escrow], viewerId);
  if (!shown) throw new Error('A deal that was just read is gone.');
  const side = sideOf(escrow, viewerId);
  const other = side && userOf(escrow, otherSideOf(side));
  if (!shown.counterpart || !other) return shown;
  return { ...shown, counterpart: { ...shown.counterpart, trust: presentTrust(await trustOf(other)) } };
}
