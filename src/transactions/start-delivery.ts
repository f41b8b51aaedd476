import type { UnitOfWork } from '../platform/unit-of-work.js';
import { openShipment, startFulfilment } from '../fulfilments/index.js';
import { TransactionLine, type Transaction } from './transaction.entity.js';

/** Orders what the line says was bought; the product may have become another since. */
async function startDigital(uow: UnitOfWork, sale: Transaction): Promise<boolean> {
  const line = await uow.find(TransactionLine, { transactionId: sale.id });
  if (line?.supplier !== 'digiflazz' || line.supplierSku === null) return false;
  await startFulfilment(uow, {
    transactionId: sale.id,
    supplier: line.supplier,
    supplierSku: line.supplierSku,
    customerNo: sale.customerNo ?? '',
    maxPriceAmount: line.unitAmount,
    needsSerialNumber: line.needsSerialNumber,
  });
  return true;
}

/** By the weights as they were sold: postage was charged for them. */
async function weightOf(uow: UnitOfWork, transactionId: string): Promise<number> {
  const lines = await uow.list(TransactionLine, { transactionId });
  return lines.reduce((total, { weightGrams, quantity }) => total + weightGrams * quantity, 0);
}

async function startPhysical(uow: UnitOfWork, sale: Transaction): Promise<boolean> {
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
    weightGrams: await weightOf(uow, sale.id),
  });
  return true;
}

/** Sets going what a paid sale bought; false when its record does not say what to deliver, or where. */
export const startDelivery = (uow: UnitOfWork, sale: Transaction): Promise<boolean> =>
  sale.type === 'PURCHASE' ? startPhysical(uow, sale) : startDigital(uow, sale);
