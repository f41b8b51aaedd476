import { query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import type { EscrowStatus } from '../../src/escrows/escrow.states.js';
import { aCustomer } from './users.js';

export interface EscrowRow {
  id: string;
  amount: number;
  feeAmount: number;
  feePayer: 'BUYER' | 'SELLER' | 'SPLIT';
  status: EscrowStatus;
  heldAt: Date | null;
  settledAt: Date | null;
  createdAt: Date;
}

const made: string[] = [];
let parties: Promise<[string, string]> | undefined;

const twoPeople = async (): Promise<[string, string]> => [(await aCustomer()).id, (await aCustomer()).id];

/** Takes the bare deals away again: a deal without its journals would rightly fail anybody's audit. */
export async function removeEscrowRows(): Promise<void> {
  const ids = made.splice(0);
  if (ids.length > 0) await query('DELETE FROM escrows WHERE id IN (?)', [ids]);
}

/** A deal as a bare row: reports read what is stored and do not care how it came about. */
export async function anEscrowRow(overrides: Partial<EscrowRow> = {}): Promise<EscrowRow> {
  const [buyer, seller] = await (parties ??= twoPeople());
  const at = new Date('2030-01-15T05:00:00Z');
  const row: EscrowRow = {
    id: newId(),
    amount: 250_000,
    feeAmount: 10_000,
    feePayer: 'BUYER',
    status: 'RELEASED',
    heldAt: at,
    settledAt: null,
    createdAt: at,
    ...overrides,
  };
  made.push(row.id);
  await query(
    `INSERT INTO escrows (id, number, status, title, goods_type, terms, amount, fee_payer, fee_amount,
       buyer_pays_amount, seller_receives_amount, schedule_version, delivery_hours, inspection_hours, terms_version,
       creator_id, buyer_id, seller_id, held_at, settled_at, status_since, created_at, updated_at)
     VALUES (?, ?, ?, 'Akun gim', 'ACCOUNT', 'Serah terima akun', ?, ?, ?, ?, ?, 1, 24, 24, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[row.id, `UJI-${row.id.slice(-18)}`, row.status, row.amount, row.feePayer, row.feeAmount],
      ...[row.amount + row.feeAmount, row.amount, buyer, buyer, seller],
      ...[row.heldAt, row.settledAt, row.heldAt ?? row.createdAt, row.createdAt, row.createdAt],
    ],
  );
  return row;
}
