import { BaseEntity, Column, PrimaryColumn, type ColumnOptions } from 'typeorm';
import { rupiah } from './money.js';

/** What every row has. Entities extend BaseEntity only because the console's adapter demands it. */
export abstract class Row extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) id!: string;
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
}

/** A row that may change, and says when it last did. */
export abstract class MutableRow extends Row {
  @Column({ type: 'datetime', precision: 3 }) updatedAt!: Date;
}

const amount = {
  to: (value: number | null | undefined) => (value == null ? value : rupiah(value)),
  from: fromDriver,
};
const whole = { to: (value: number | null | undefined) => value, from: fromDriver };

function fromDriver(value: string | number | null): number | null {
  if (value === null) return null;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Not a safe whole number: ${value}`);
  return number;
}

/** Rupiah in BIGINT; refuses anything that is not a whole number, zero or more. */
export const MoneyColumn = (options: ColumnOptions = {}) =>
  Column({ type: 'bigint', transformer: amount, ...options });

/** A signed whole number in BIGINT: ledger entries, deltas, sequences. */
export const WholeColumn = (options: ColumnOptions = {}) =>
  Column({ type: 'bigint', transformer: whole, ...options });

export const IdColumn = (options: ColumnOptions = {}) => Column({ type: 'char', length: 26, ...options });

export const InstantColumn = (options: ColumnOptions = {}) =>
  Column({ type: 'datetime', precision: 3, ...options });

export const TextColumn = (length: number, options: ColumnOptions = {}) =>
  Column({ type: 'varchar', length, ...options });

/** A status column whose words come from the state table in code. */
export const StateColumn = (machine: { states: readonly string[] }, options: ColumnOptions = {}) =>
  Column({ type: 'enum', enum: [...machine.states], ...options });
