import type { UnitOfWork } from '../platform/unit-of-work.js';
import { openShipment, startFulfilment } from '../fulfilments/index.js';
import { TransactionLine, type Transaction } from './transaction.entity.js';

/** Orders what the line says was bought; the product may have become another since. */
async function startDigital(uow: UnitOfWork, sale: Transaction, [line]: TransactionLine[]): Promise<boolean> {
  if (line?.supplier !== 'digiflazz' || line.supplierSku === null) return false;
  await startFulfilment(uow, {
    transactionId: sale.id,
    supplier: line.supplier,
    supplierSku: line.supplierSku,
    customerNo: sale.customerNo ?? '',
    // One piece: a digital line has no more. Above its price only where two people agreed to a loss.
    maxPriceAmount: Math.max(line.unitAmount, line.costAmount),
    needsSerialNumber: line.needsSerialNumber,
  });
  return true;
}

/** By the weights as they were sold: postage was charged for them. */
const weightOf = (lines: TransactionLine[]): number =>
  lines.reduce((total, { weightGrams, quantity }) => total + weightGrams * quantity, 0);

async function startPhysical(uow: UnitOfWork, sale: Transaction, lines: TransactionLine[]): Promise<boolean> {
  if (!sale.shipping) return false;
  const { recipient_name, phone, address, city, postal_code, courier, note } = sale.shipping;
  await openShipment(uow, {
    transactionId: sale.id,
    recipientName: recipient_name,
    phone,
    address,
    city,
    postalCode: postal_code,
    note,
    courier,
    weightGrams: weightOf(lines),
  });
  return true;
}

/**
 * Sets going what a paid sale bought, by its lines as they were sold; false when its record does not say what to
 * deliver, or where.
 */
export async function startDelivery(
  uow: UnitOfWork,
  sale: Transaction,
  lines?: TransactionLine[],
): Promise<boolean> {
  const sold = lines ?? (await uow.list(TransactionLine, { transactionId: sale.id }));
  return sale.type === 'PURCHASE' ? startPhysical(uow, sale, sold) : startDigital(uow, sale, sold);
}
