import { In, type ObjectLiteral, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import { database } from '../platform/database.js';
import { Fulfilment } from './fulfilment.entity.js';
import { Shipment } from './shipment.entity.js';

const listOf = <T extends ObjectLiteral & { transactionId: string }>(
  entity: EntityTarget<T>,
  transactionIds: string[],
): Promise<T[]> =>
  transactionIds.length === 0
    ? Promise.resolve([])
    : database()
        .getRepository(entity)
        .findBy({ transactionId: In(transactionIds) } as FindOptionsWhere<T>);

/** The supplier purchases of many sales, at most one each. */
export const fulfilmentsOf = (transactionIds: string[]): Promise<Fulfilment[]> =>
  listOf(Fulfilment, transactionIds);

export const fulfilmentOf = async (transactionId: string): Promise<Fulfilment | null> =>
  (await fulfilmentsOf([transactionId]))[0] ?? null;

/** The parcels of many sales, at most one each. */
export const shipmentsOf = (transactionIds: string[]): Promise<Shipment[]> =>
  listOf(Shipment, transactionIds);

export const shipmentOf = async (transactionId: string): Promise<Shipment | null> =>
  (await shipmentsOf([transactionId]))[0] ?? null;
