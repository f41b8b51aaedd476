import { conflict } from '../platform/errors.js';

export const bankAccountTaken = () => conflict('bank_account_taken');
export const tooManyBankAccounts = (most: number) => conflict('too_many_bank_accounts', { most });
