import { system, type Customer } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { claimKey, KeyTaken, madeUnder } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { acceptDecision, addEvidence, assignDispute, decideDispute, openDispute } from '../disputes/index.js';
import {
  agree,
  cancel,
  codeOf,
  confirm,
  deliver,
  Escrow,
  expireEscrow,
  joinEscrow,
  payEscrow,
  priceTerms,
  proposeEscrow,
  refundBySeller,
  releaseInspected,
  scheduleInForce,
} from '../escrows/index.js';
import { Payment } from '../payments/index.js';
import { postMessage } from '../rooms/index.js';
import { markPaid } from '../transactions/index.js';
import { noteActiveDay } from '../users/index.js';
import type { Cast } from './cast.js';
import type { Beat, DealScript, Party, Who } from './deal-script.js';
import { demoKey, once } from './demo-key.js';
import type { DemoGateway } from './gateway.js';
import { at, goTo } from './movable-clock.js';
import { gatewaySays } from './provider-words.js';
import { walletIdOf } from './wallet-acts.js';

export interface DealStage {
  cast: Cast;
  gateway: DemoGateway;
}

function actorOf({ cast }: DealStage, party: Party): Customer {
  if (typeof party !== 'number') return cast.ofTier(party).actor;
  const actor = cast.others[party]?.actor;
  if (actor?.kind !== 'customer') throw new Error(`The story knows no customer ${party}.`);
  return actor;
}

const idOf = ({ name }: DealScript): Promise<string> => madeUnder(demoKey(name));

/** Writes the terms and opens the room, or finds that an earlier telling did. */
export async function propose(stage: DealStage, script: DealScript, moment: Date): Promise<void> {
  const actor = actorOf(stage, script[script.proposer]);
  const terms = priceTerms(script.terms, await scheduleInForce(moment));
  const id = newId();
  const side = script.proposer === 'buyer' ? ('BUYER' as const) : ('SELLER' as const);
  try {
    await at(moment, actor, async (uow) => {
      claimKey(uow, demoKey(script.name), id);
      await proposeEscrow(uow, { id, userId: actor.id, side, terms });
    });
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
  }
}

/** A deal on the stage, at one beat of it. */
interface Scene {
  stage: DealStage;
  script: DealScript;
  escrowId: string;
  /** Of this beat, so that it happens once. */
  key: string;
  moment: Date;
}

const person = ({ stage, script }: Scene, who: Who): Customer => actorOf(stage, script[who]);

const answering = ({ proposer }: DealScript): Who => (proposer === 'buyer' ? 'seller' : 'buyer');

/** Somebody of the two comes and does something with the deal. */
const by = async (scene: Scene, who: Who, work: (uow: UnitOfWork, own: Own) => Promise<unknown>) => {
  const actor = person(scene, who);
  const own = { escrowId: scene.escrowId, userId: actor.id };
  goTo(scene.moment);
  await noteActiveDay(actor.id);
  return once(scene.key, scene.moment, actor, (uow) => work(uow, own));
};

interface Own {
  escrowId: string;
  userId: string;
}

const judging = (scene: Scene, work: (uow: UnitOfWork, disputeId: string) => Promise<unknown>) =>
  once(scene.key, scene.moment, scene.stage.cast.staff('admin'), async (uow) => {
    const [found] = await uow.sql<{ id: string }>(
      'SELECT id FROM disputes WHERE escrow_id = ? ORDER BY id DESC LIMIT 1',
      [scene.escrowId],
    );
    await work(uow, found?.id ?? '');
  });

/** The known customer pays from the wallet, the others at the gateway, which tells of it some minutes later. */
async function pay(scene: Scene): Promise<void> {
  const { stage, script, escrowId, moment } = scene;
  const actor = person(scene, 'buyer');
  const { buyer } = script;
  const walletId = typeof buyer === 'string' ? await walletIdOf(stage.cast.ofTier(buyer)) : null;
  stage.gateway.silent = false;
  goTo(moment);
  const choice = walletId
    ? ({ gateway: 'wallet', walletId } as const)
    : ({ gateway: 'tripay', method: 'BRIVA' } as const);
  try {
    await payEscrow({ actor, locale: 'id', escrowId, choice, idempotency: demoKey(scene.key) });
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
  }
  if (walletId === null) await hearOfPayment(scene);
}

const hearOfPayment = ({ escrowId, moment }: Scene): Promise<void> =>
  at(new Date(moment.getTime() + 240_000), system('tripay'), async (uow) => {
    const escrow = await uow.lock(Escrow, { id: escrowId });
    const payment = await uow.lock(Payment, { transactionId: escrow.transactionId ?? '' });
    if (payment.status !== 'UNPAID') return;
    await gatewaySays(uow, payment, 'PAID');
    await markPaid(uow, payment.transactionId);
  });

async function partDelivered(escrowId: string): Promise<string> {
  const [part] = await query<{ id: string }>(
    `SELECT id FROM escrow_parts WHERE escrow_id = ? AND status = 'DELIVERED' ORDER BY position LIMIT 1`,
    [escrowId],
  );
  return part?.id ?? '';
}

async function join(scene: Scene): Promise<void> {
  const escrow = await inTransaction(system('seed'), (uow) => uow.find(Escrow, { id: scene.escrowId }));
  if (!escrow) throw new Error(`${scene.key} has no deal.`);
  const code = codeOf(escrow);
  await by(scene, answering(scene.script), (uow, { userId }) => joinEscrow(uow, { userId, code }));
}

type Does<Name extends Beat['does']> = Extract<Beat, { does: Name }>;
type Acts = { [Name in Beat['does']]: (scene: Scene, beat: Does<Name>) => Promise<unknown> };

const machinery = (scene: Scene, work: (uow: UnitOfWork) => Promise<unknown>) =>
  once(scene.key, scene.moment, system('escrows'), work);

/** A deal with parts delivers and confirms the first one that is open. */
async function deliverNext(uow: UnitOfWork, own: Own, proof: string): Promise<void> {
  const [part] = await uow.sql<{ id: string }>(
    `SELECT id FROM escrow_parts WHERE escrow_id = ? AND status = 'HELD' ORDER BY position LIMIT 1`,
    [own.escrowId],
  );
  await deliver(uow, { ...own, partId: part?.id, proof, attachmentIds: [] });
}

const acts: Acts = {
  join,
  agree: (scene) => by(scene, answering(scene.script), (uow, own) => agree(uow, { ...own, termsVersion: 1 })),
  pay,
  say: (scene, { who, text }) =>
    by(scene, who, (uow, { escrowId }) =>
      postMessage(uow, { roomId: escrowId, clientId: scene.key, body: text }),
    ),
  deliver: (scene, { proof }) => by(scene, 'seller', (uow, own) => deliverNext(uow, own, proof)),
  confirm: (scene) => by(scene, 'buyer', (uow, own) => confirm(uow, own)),
  release: async (scene) => {
    const partId = await partDelivered(scene.escrowId);
    await machinery(scene, (uow) => releaseInspected(uow, partId));
  },
  expire: (scene) => machinery(scene, (uow) => expireEscrow(uow, scene.escrowId)),
  cancel: (scene, { who, reason }) => by(scene, who, (uow, own) => cancel(uow, { ...own, reason })),
  refund: (scene, { reason }) => by(scene, 'seller', (uow, own) => refundBySeller(uow, { ...own, reason })),
  dispute: (scene, { who, category, statement, evidence }) =>
    by(scene, who, (uow, own) =>
      openDispute(uow, {
        ...own,
        part_id: null,
        category,
        statement,
        evidence: [{ category: 'STATEMENT', text: evidence, attachment_id: null }],
      }),
    ),
  answer: (scene, { who, evidence }) =>
    by(scene, who, (uow, own) =>
      addEvidence(uow, { ...own, category: 'STATEMENT', text: evidence, attachment_id: null }),
    ),
  assign: (scene) => judging(scene, (uow, disputeId) => assignDispute(uow, { disputeId })),
  decide: (scene, { outcome, toBuyerAmount = null, reason }) =>
    judging(scene, (uow, disputeId) =>
      decideDispute(uow, {
        disputeId,
        outcome,
        toBuyerAmount,
        feeBorneBy: outcome === 'SPLIT' ? 'BOTH' : null,
        ground: 'goods_differ_from_terms',
        reason,
      }),
    ),
  accept: (scene, { who }) => by(scene, who, (uow, own) => acceptDecision(uow, own)),
};

/** Performs one beat of a deal; told again, a beat that has happened changes nothing. */
export async function performBeat(
  stage: DealStage,
  script: DealScript,
  { index, beat, moment }: { index: number; beat: Beat; moment: Date },
): Promise<void> {
  const scene = { stage, script, escrowId: await idOf(script), key: `${script.name}-${index}`, moment };
  await (acts[beat.does] as (scene: Scene, beat: Beat) => Promise<unknown>)(scene, beat);
}
