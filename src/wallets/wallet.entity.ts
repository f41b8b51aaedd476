import { Column, Entity } from 'typeorm';
import { accounts, type Account } from '../ledger/index.js';
import { IdColumn, MutableRow, StateColumn, TextColumn } from '../platform/row.js';
import { walletStates, type WalletStatus } from './wallet.states.js';

/** A customer's money with us under one name. What is in it stands in the ledger, not here. */
@Entity('wallets')
export class Wallet extends MutableRow {
  @IdColumn() userId!: string;
  /** As its owner calls it; unique among the owner's. */
  @TextColumn(40) name!: string;
  @Column({ type: 'char', length: 3 }) currency!: 'IDR';
  @StateColumn(walletStates) status!: WalletStatus;
  /** The owner again for the wallet where money goes that names none: unique, so there is one, and it is never closed. */
  @IdColumn({ nullable: true }) defaultOf!: string | null;

  get isDefault(): boolean {
    return this.defaultOf !== null;
  }
}

/** The account in the books that holds a wallet's money. */
export const walletAccount = ({ id, userId }: Pick<Wallet, 'id' | 'userId'>): Account =>
  accounts.customerWallet(id, userId);

export const walletsEntities = [Wallet];
