import { sha256 } from '../platform/cipher.js';
import { clock } from '../platform/clock.js';
import { electricityToken } from '../fulfilments/index.js';
import { escrowOfPayment } from '../escrows/index.js';
import { watchTokenOf } from '../notifications/index.js';
import { paymentOf, qrImage } from '../payments/index.js';
import { inputSchemaById } from '../products/index.js';
import {
  courierNamed,
  isCollected,
  logsOfTransaction,
  paymentReturned,
  presentLog,
  presentWhole,
  refundClaimOf,
  recipientNameOf,
  transferOf,
  type Transaction,
  type TransactionStatus,
  type TransactionType,
} from '../transactions/index.js';
import { walletById } from '../wallets/index.js';
import { isKnownOrder } from './known-orders.js';
import type { PageVisit } from './page.js';
import { htmlOf } from './render.js';

export interface Step {
  status: TransactionStatus;
  state: 'done' | 'now' | 'todo' | 'ended';
}

/** What only moves money has nothing to process, or nothing to pay. */
const roads: Record<TransactionType, TransactionStatus[]> = {
  PPOB: ['AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS'],
  PURCHASE: ['AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS'],
  TOPUP: ['AWAITING_PAYMENT', 'PAID', 'SUCCESS'],
  TRANSFER: ['SUCCESS'],
  WITHDRAWAL: ['PROCESSING', 'SUCCESS'],
  ESCROW: ['AWAITING_PAYMENT', 'PAID', 'SUCCESS'],
};

/** The road of a sale: behind it, where it stands, ahead; one that ended elsewhere shows how far it came, and its end. */
export function stepsOf(
  status: TransactionStatus,
  history: TransactionStatus[],
  type: TransactionType = 'PPOB',
): Step[] {
  const road = roads[type];
  const place = road.indexOf(status);
  if (place < 0) {
    const walked = road.slice(0, -1).filter((step) => history.includes(step));
    return [...walked.map((step): Step => ({ status: step, state: 'done' })), { status, state: 'ended' }];
  }
  return road.map((step, index) => {
    const reached = index < place || status === 'SUCCESS';
    return { status: step, state: reached ? 'done' : index === place ? 'now' : 'todo' };
  });
}

/** What the customer typed, under the words that they were asked with. */
async function answersOf({ locale }: PageVisit, { inputs, inputSchemaId }: Transaction) {
  const schema = inputSchemaId ? await inputSchemaById(inputSchemaId) : null;
  return Object.entries(inputs ?? {}).map(([key, value]) => {
    const field = schema?.fields.find((each) => each.key === key);
    const option = field?.options?.find((each) => each.value === value);
    return { label: field?.label[locale] ?? key, value: option?.label[locale] ?? value };
  });
}

/** Serial numbers big and in groups; what is copied has no decoration. */
function serialOf(serialNumber: string | null | undefined) {
  if (!serialNumber) return null;
  const token = electricityToken(serialNumber);
  const shown = token ? token.replaceAll('-', ' ') : serialNumber;
  const [, ...details] = token ? serialNumber.split('/') : [];
  return {
    shown,
    copied: token ? token.replaceAll('-', '') : serialNumber,
    isToken: token !== null,
    details,
  };
}

/** The owner of a guest's sale is whoever proved it; that of a customer's sale is the customer. */
export const mayCallOff = ({ req, visitor }: PageVisit, { id, userId, status }: Transaction): boolean =>
  status === 'AWAITING_PAYMENT' && (userId === null ? isKnownOrder(req, id) : userId === visitor?.id);

/** Where the money of a refunded sale went. */
function refundedTo({ failureCode, userId }: Transaction): 'gateway' | 'wallet' | 'guest' {
  if (failureCode === paymentReturned) return 'gateway';
  return userId ? 'wallet' : 'guest';
}

/** What happens to a paid order now; who collects goods at the shop is not told of a road. */
function underWayAs(sale: Transaction, delivery?: string): string {
  const { status, type } = sale;
  if (type === 'PURCHASE' && delivery === 'SHIPPED') return isCollected(sale) ? 'ready' : 'shipped';
  if (type === 'PURCHASE') return 'packing';
  return status === 'PAID' ? 'queued' : 'processing';
}

/** Which wallet's money is moved, and to whom; null for sales. */
async function moveOf({ id, type, walletId }: Transaction) {
  if (walletId === null) return null;
  const [wallet, transfer] = await Promise.all([
    walletById(walletId),
    type === 'TRANSFER' ? transferOf(id) : null,
  ]);
  return {
    wallet: wallet?.name ?? '',
    recipient: transfer ? await recipientNameOf(transfer) : null,
    note: transfer?.note ?? '',
  };
}

/** A transfer is done in the moment in which it is asked for, so its end tells all. */
const stepsTold = <Log>({ type }: Transaction, logs: Log[]): Log[] =>
  type === 'TRANSFER' ? logs.slice(-1) : logs;

/** The room whose deal is paid here. */
async function roomOf({ id, type }: Transaction): Promise<string | null> {
  const escrow = type === 'ESCROW' ? await escrowOfPayment(id) : null;
  return escrow && `/escrows/${escrow.id}`;
}

async function orderModel(visit: PageVisit, sale: Transaction) {
  const [order, payment, logs, answers, claim, move, room] = await Promise.all([
    presentWhole(sale),
    paymentOf(sale.id),
    logsOfTransaction(sale.id),
    answersOf(visit, sale),
    sale.status === 'REFUNDED' ? refundClaimOf(sale.id) : null,
    moveOf(sale),
    roomOf(sale),
  ]);
  const isOpen = sale.status === 'AWAITING_PAYMENT';
  return {
    order,
    steps: stepsOf(
      sale.status,
      logs.map((log) => log.toStatus),
      sale.type,
    ),
    move,
    room,
    answers,
    isOpen,
    isGuests: sale.userId === null,
    contactEmail: sale.contactEmail,
    refundedTo: refundedTo(sale),
    claimedAt: claim?.claimedAt ?? null,
    isCollected: isCollected(sale),
    underWay: underWayAs(sale, order.fulfilment?.status),
    qr: isOpen && payment ? await qrImage(payment) : null,
    serial: serialOf(order.fulfilment?.serial_number),
    courier: courierNamed(sale.shipping?.courier ?? ''),
    logs: stepsTold(sale, logs).map(presentLog).reverse(),
    mayCallOff: mayCallOff(visit, sale),
  };
}

/** The changing part of an order's page with a mark by which the page knows whether it has it already. */
export async function orderView(visit: PageVisit, sale: Transaction) {
  const html = htmlOf(visit, 'transactions/order-body', await orderModel(visit, sale));
  return {
    id: sale.id,
    number: sale.number,
    status: sale.status,
    html,
    version: sha256(html).slice(0, 16),
    now: clock.now().toISOString(),
    watchToken: watchTokenOf(sale.id),
  };
}
