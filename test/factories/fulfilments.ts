import { system, type Staff } from '../../src/platform/actor.js';
import { clock, moveClock } from '../../src/platform/clock.js';
import { database, query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import {
  Fulfilment,
  FulfilmentCall,
  openShipment,
  Shipment,
  startFulfilment,
  type FulfilmentStatus,
  type OpenShipment,
  type StartFulfilment,
} from '../../src/fulfilments/index.js';
import { drainJobs } from '../jobs.js';

/** Documented numbers of the supplier: what becomes of a purchase of `xld10` for each. */
export const testNumbers = {
  success: '087800001230',
  fail: '087800001232',
  pendingThenSuccess: '087800001233',
  pendingThenFail: '087800001234',
};

export const staffWith = (role: string): Staff => ({ kind: 'staff', id: newId(), role, name: 'Sari Contoh' });

/** A purchase of the documented test product for a sale of its own, waiting in the queue. */
export const queuedFulfilment = (order: Partial<StartFulfilment> = {}): Promise<Fulfilment> =>
  inTransaction(system('test'), (uow) =>
    startFulfilment(uow, {
      transactionId: newId(),
      supplier: 'digiflazz',
      supplierSku: 'xld10',
      customerNo: testNumbers.success,
      maxPriceAmount: 10_800,
      needsSerialNumber: true,
      ...order,
    }),
  );

/** A purchase put into a state as if it had come there, without its history. Its job is not rung. */
export async function fulfilmentIn(
  status: FulfilmentStatus,
  columns: Partial<Fulfilment> = {},
): Promise<Fulfilment> {
  const fulfilment = await queuedFulfilment();
  await forgetJobs(fulfilment.id);
  const called = {
    calls: 1,
    firstCalledAt: clock.now(),
    lastCalledAt: clock.wall(),
    nextCheckAt: later(60_000),
  };
  const set = { ...(status === 'QUEUED' ? {} : called), ...columns, status };
  await inTransaction(system('test'), (uow) => uow.update(Fulfilment, { id: fulfilment.id }, set));
  return reload(fulfilment);
}

/** Removes the jobs that were rung for a row, so that a test decides who works on it. */
export const forgetJobs = (id: string): Promise<unknown> =>
  query(`DELETE FROM outbox WHERE status = 'PENDING' AND payload LIKE ?`, [`%${id}%`]);

export const reload = ({ id }: Pick<Fulfilment, 'id'>): Promise<Fulfilment> =>
  database().getRepository(Fulfilment).findOneByOrFail({ id });

export const callsOf = ({ id }: Pick<Fulfilment, 'id'>): Promise<FulfilmentCall[]> =>
  database()
    .getRepository(FulfilmentCall)
    .find({ where: { fulfilmentId: id }, order: { id: 'ASC' } });

export const openedShipment = (order: Partial<OpenShipment> = {}): Promise<Shipment> =>
  inTransaction(system('test'), (uow) =>
    openShipment(uow, {
      transactionId: newId(),
      recipientName: 'Budi Contoh',
      phone: '+6281200000001',
      address: 'Jalan Contoh 1',
      city: 'Bandung',
      postalCode: '40111',
      courier: 'jne',
      weightGrams: 1_200,
      ...order,
    }),
  );

const later = (ms: number): Date => new Date(clock.now().getTime() + ms);

let moved = 0;

/** Lets business time pass. */
export function pass(ms: number): void {
  moved += ms;
  moveClock(moved);
}

/** Puts the last call of an order further back; the supplier's minute is machine time, which no test can move. */
export const ageCall = ({ id }: Pick<Fulfilment, 'id'>, ms: number): Promise<unknown> =>
  query('UPDATE fulfilments SET last_called_at = last_called_at - INTERVAL ? MICROSECOND WHERE id = ?', [
    ms * 1_000,
    id,
  ]);

/** Puts business time back. */
export function restoreClock(): void {
  moved = 0;
  moveClock(0);
}

/** Performs one scheduled task and everything it rings. */
export async function runTask(name: string): Promise<void> {
  await inTransaction(system('test'), (uow) => {
    uow.enqueue({ name, queue: 'fulfilments' }, {});
    return Promise.resolve();
  });
  await drainJobs();
}

/** Ends what tests have left open, so that no sweep of a later one asks the supplier about it. */
export async function settleOpenOrders(): Promise<void> {
  await query(`DELETE FROM outbox WHERE job = 'ProcessDigiflazzOrder' AND status = 'PENDING'`);
  await query(
    `UPDATE fulfilments SET status = 'FAILED', next_check_at = NULL
     WHERE status IN ('QUEUED', 'SENT', 'PENDING', 'UNKNOWN')`,
  );
}

/** Open alerts about a subject, by kind. */
export async function openAlerts(subject: string): Promise<string[]> {
  const rows = await query<{ kind: string }>(
    'SELECT kind FROM alerts WHERE subject = ? AND open_key IS NOT NULL ORDER BY kind',
    [subject],
  );
  return rows.map(({ kind }) => kind);
}

/** What the books hold for a reference: the amount of its journal, 0 without one. */
export async function bookedUnder(reference: string): Promise<number> {
  const [row] = await query<{ amount: string | null }>(
    `SELECT SUM(e.amount) AS amount FROM ledger_journals j JOIN ledger_entries e ON e.journal_id = j.id
     WHERE j.reference = ? AND e.amount > 0`,
    [reference],
  );
  return Number(row?.amount ?? 0);
}
