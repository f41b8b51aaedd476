import { system } from '../platform/actor.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  claimOrder,
  Fulfilment,
  moveShipment,
  recordAnswer,
  Shipment,
  shipmentStates,
  type Claim,
  type Heard,
  type ShipmentEvent,
  type SupplierAnswer,
} from '../fulfilments/index.js';
import { announceSale } from '../notifications/index.js';
import { Payment } from '../payments/index.js';
import {
  cancelTransaction,
  completeTransaction,
  expireTransaction,
  failTransaction,
  isCollected,
  markPaid,
  processTransaction,
  refundTransaction,
  reverseTransaction,
  type Transaction,
  type TransactionLine,
} from '../transactions/index.js';
import type { Buyer, Cast } from './cast.js';
import type { Dice } from './dice.js';
import { at } from './movable-clock.js';
import { gatewaySays, supplierSays, supplierTakesBack, type Word } from './provider-words.js';
import type { Deed, Step } from './steps.js';

/** A sale on the stage. */
export interface Scene {
  sale: Transaction;
  lines: TransactionLine[];
  buyer: Buyer;
  cast: Cast;
  dice: Dice;
}

type Act = (scene: Scene, moment: Date) => Promise<unknown>;

const ofSale = ({ sale }: Scene) => ({ transactionId: sale.id });

const tell = (uow: UnitOfWork, { sale }: Scene, kind: Parameters<typeof announceSale>[1]['kind']) =>
  announceSale(uow, { kind, withEmail: false }, sale.id);

const pay: Act = (scene, moment) =>
  at(moment, system('tripay'), async (uow) => {
    const payment = await uow.lock(Payment, ofSale(scene));
    if (payment.status !== 'UNPAID') return;
    await gatewaySays(uow, payment, 'PAID');
    await markPaid(uow, scene.sale.id);
    await tell(uow, scene, scene.sale.type === 'TOPUP' ? 'wallet_topped_up' : 'transaction_paid');
  });

const expire: Act = (scene, moment) =>
  at(moment, system('tripay'), async (uow) => {
    const payment = await uow.lock(Payment, ofSale(scene));
    if (payment.status !== 'UNPAID') return;
    await gatewaySays(uow, payment, 'EXPIRED');
    await expireTransaction(uow, scene.sale.id);
    await tell(uow, scene, 'transaction_expired');
  });

const payLate: Act = (scene, moment) =>
  at(moment, system('tripay'), async (uow) =>
    gatewaySays(uow, await uow.lock(Payment, ofSale(scene)), 'PAID'),
  );

const cancel: Act = async (scene, moment) => {
  if (scene.sale.status !== 'AWAITING_PAYMENT') return;
  const reason = scene.sale.type === 'PURCHASE' ? 'Ganti alamat pengiriman' : 'Salah nomor';
  await at(moment, scene.buyer.actor, (uow) => cancelTransaction(uow, { ...ofSale(scene), reason }));
};

/** What a word of the supplier means for the sale. */
async function follow(uow: UnitOfWork, scene: Scene, { news, meaning }: SupplierAnswer): Promise<void> {
  const { id } = scene.sale;
  if (news === 'success') {
    await completeTransaction(uow, id);
    await tell(uow, scene, 'transaction_success');
  } else if (news === 'failure') {
    await failTransaction(uow, id, meaning);
    await tell(uow, scene, 'transaction_refunded');
  } else if (news === 'reversal') {
    await reverseTransaction(uow, id);
    await tell(uow, scene, 'transaction_refunded');
  }
}

async function record(uow: UnitOfWork, scene: Scene, heard: Heard): Promise<void> {
  const { verdict } = await recordAnswer(uow, heard);
  if (verdict === 'APPLIED') await follow(uow, scene, heard.answer);
}

const purchaseOf = ({ supplierSku, customerNo }: Fulfilment, { lines }: Scene) => ({
  supplierSku,
  customerNo,
  costAmount: lines[0]?.costAmount ?? 0,
});

const send = (scene: Scene, moment: Date): Promise<Claim | null> =>
  at(moment, system('digiflazz'), async (uow) => {
    const { id } = await uow.lock(Fulfilment, ofSale(scene));
    const claim = await claimOrder(uow, id);
    // The supplier's minute is machine time; a story tells when it happened.
    if (claim) await uow.update(Fulfilment, { id }, { lastCalledAt: moment });
    await processTransaction(uow, scene.sale.id);
    return claim;
  });

/** The call and its answer are two moments, as in life. */
const buy =
  (word: Word): Act =>
  async (scene, moment) => {
    const claim = await send(scene, moment);
    if (!claim) return;
    const { fulfilment, asked } = claim;
    const answer = supplierSays(word, purchaseOf(fulfilment, scene), scene.dice);
    const durationMs = scene.dice.between(300, 2_500);
    const heard = { fulfilmentId: fulfilment.id, answer, asked, durationMs };
    await at(new Date(moment.getTime() + durationMs), system('digiflazz'), (uow) =>
      record(uow, scene, heard),
    );
  };

const hear =
  (word: Word): Act =>
  (scene, moment) =>
    at(moment, system('digiflazz'), async (uow) => {
      const fulfilment = await uow.lock(Fulfilment, ofSale(scene));
      if (fulfilment.status !== 'PENDING') return;
      const answer = supplierSays(word, purchaseOf(fulfilment, scene), scene.dice);
      await record(uow, scene, { fulfilmentId: fulfilment.id, answer, asked: null, durationMs: null });
    });

const reverse: Act = (scene, moment) =>
  at(moment, system('digiflazz'), async (uow) => {
    const { id, status } = await uow.lock(Fulfilment, ofSale(scene));
    if (status !== 'SUCCESS') return;
    await record(uow, scene, {
      fulfilmentId: id,
      answer: supplierTakesBack(),
      asked: null,
      durationMs: null,
    });
  });

const refund: Act = (scene, moment) =>
  at(moment, scene.cast.staff('finance'), async (uow) => {
    const { status } = await uow.lock(Fulfilment, ofSale(scene));
    if (status !== 'SUCCESS' || scene.sale.status === 'REFUNDED') return;
    await refundTransaction(uow, { ...ofSale(scene), reason: 'Belum masuk setelah dicek ke operator' });
    await tell(uow, scene, 'transaction_refunded');
  });

/** Moves the parcel unless it has been moved before. */
const parcel =
  (event: ShipmentEvent, then: (uow: UnitOfWork, scene: Scene) => Promise<void>): Act =>
  (scene, moment) =>
    at(moment, scene.cast.staff('support'), async (uow) => {
      const shipment = await uow.lock(Shipment, ofSale(scene));
      if (!shipmentStates.can(shipment.status, event)) return;
      const trackingNumber = `${shipment.courier.toUpperCase()}${scene.dice.digits(10)}`;
      const tracking = isCollected(scene.sale) ? {} : { trackingNumber };
      await moveShipment(uow, { shipmentId: shipment.id, event, ...tracking });
      await then(uow, scene);
    });

const acts: Record<Deed, Act> = {
  pay,
  expire,
  pay_late: payLate,
  cancel,
  supplier_delivers: buy('success'),
  supplier_hesitates: buy('pending'),
  supplier_refuses: buy('failure'),
  supplier_delivers_after_all: hear('success'),
  supplier_takes_back: reverse,
  staff_refund: refund,
  pack: parcel('pack', () => Promise.resolve()),
  ship: parcel('ship', (uow, scene) =>
    tell(uow, scene, isCollected(scene.sale) ? 'shipment_ready' : 'shipment_shipped'),
  ),
  hand_over: parcel('deliver', async (uow, scene) => {
    await completeTransaction(uow, scene.sale.id);
    await tell(uow, scene, 'transaction_success');
  }),
};

/** Performs one step; told again, a step that has happened changes nothing. */
export const perform = (scene: Scene, { deed, at: moment }: Step): Promise<unknown> =>
  acts[deed](scene, moment);
