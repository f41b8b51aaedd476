import type { Rupiah } from '../platform/money.js';
import { conflict, DomainError } from '../platform/errors.js';

/** Money comes in but none leaves until staff unfreeze it. */
export const walletFrozen = () => conflict('wallet_frozen');

export const walletClosed = () => conflict('wallet_closed');

/** Money leaves only for people whom we know. */
export const kycRequired = () => new DomainError('kyc_required', 403);

export const dailyLimit = (most: Rupiah) => conflict('wallet_daily_limit', { most_amount: most });

/** More than somebody of this level may keep with us. */
export const balanceLimit = (most: Rupiah) => conflict('wallet_balance_limit', { most_amount: most });

export const walletNameTaken = () => conflict('wallet_name_taken');

export const tooManyWallets = (most: number) => conflict('too_many_wallets', { most });

/** Money that names no wallet needs one; another is made the default first. */
export const walletIsDefault = () => conflict('wallet_is_default');

export const walletNotEmpty = () => conflict('wallet_not_empty');
