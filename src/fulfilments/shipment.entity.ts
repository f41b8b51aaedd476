import { Column, Entity } from 'typeorm';
import { IdColumn, MutableRow, StateColumn, TextColumn } from '../platform/row.js';
import { shipmentStates, type ShipmentStatus } from './shipment.states.js';

/** Stands in the place of a courier where the buyer fetches the goods at the shop. */
export const collection = 'ambil';

/** The parcel of a sale of physical goods. */
@Entity('shipments')
export class Shipment extends MutableRow {
  @IdColumn({ unique: true }) transactionId!: string;
  @StateColumn(shipmentStates) status!: ShipmentStatus;
  @TextColumn(120) recipientName!: string;
  @TextColumn(20) phone!: string;
  @TextColumn(500) address!: string;
  @TextColumn(80) city!: string;
  @TextColumn(10) postalCode!: string;
  @TextColumn(300, { nullable: true }) note!: string | null;
  @TextColumn(24) courier!: string;
  @TextColumn(64, { nullable: true }) trackingNumber!: string | null;
  @Column({ type: 'int' }) weightGrams!: number;
}

/** Whether no courier carries it, so that there is nothing to track. */
export const isCollected = ({ courier }: Pick<Shipment, 'courier'>): boolean => courier === collection;
