import { jakartaDate, jakartaMidnight } from '../platform/jakarta.js';
import type { CustomerType } from '../users/index.js';
import type { PlannedSale } from './plan.js';
import { digitalStories } from './steps.js';
import {
  addToBalance,
  askToAddToBalance,
  fillUp,
  identify,
  nameBankAccount,
  requestMoney,
  sendTo,
  verifyBankAccount,
  withdrawMoney,
  type WalletAct,
} from './wallet-acts.js';

const hour = 3_600_000;

/** At an hour of a Jakarta day before today, or so many hours ago. */
type When = [daysAgo: number, oClock: number] | { hoursAgo: number };

function momentOf(now: Date, when: When): Date {
  if ('hoursAgo' in when) return new Date(now.getTime() - when.hoursAgo * hour);
  const [daysAgo, oClock] = when;
  return new Date(jakartaMidnight(jakartaDate(now)).getTime() + (oClock - 24 * daysAgo) * hour);
}

export interface WalletEpisode {
  /** The same on every telling, so that an interrupted one finds what it had done. */
  name: string;
  at: Date;
  act: WalletAct;
}

/** Both known customers keep money with us; at the end one thing of every kind waits for the staff. */
const episodes: [name: string, when: When, act: WalletAct][] = [
  ['kyc-retail', [27, 9], identify('retail', 'BASIC', 'KTP dan swafoto cocok')],
  ['kyc-reseller', [27, 9.2], identify('reseller', 'FULL', 'KTP, NPWP, dan nomor izin usaha cocok')],
  ['topup-reseller', [26, 10], fillUp('reseller', 3_000_000, 'BRIVA')],
  ['topup-retail', [24, 19.5], fillUp('retail', 1_500_000, 'BCAVA')],
  [
    'bank-reseller',
    [15, 11],
    nameBankAccount('reseller', { bankCode: '014', number: '0000301201', holderName: 'Konter Berkah Cell' }),
  ],
  ['bank-reseller-verified', [15, 14], verifyBankAccount('reseller', 'Buku tabungan atas nama yang sama')],
  [
    'adjust-retail',
    [9, 13],
    addToBalance('retail', { amount: 25_000, reason: 'Kompensasi pulsa terlambat' }),
  ],
  ['withdrawal-reseller', [6, 10], withdrawMoney('reseller', 750_000, 'BCA-750-0106')],
  [
    'transfer-retail',
    [4, 16],
    sendTo('retail', 'reseller', { amount: 150_000, note: 'Bayar titipan token listrik' }),
  ],
  ['topup-reseller-again', [2, 9], fillUp('reseller', 1_000_000, 'MANDIRIVA')],
  [
    'transfer-reseller',
    { hoursAgo: 7 },
    sendTo('reseller', 'retail', { amount: 35_000, note: 'Kembalian belanja' }),
  ],
  [
    'bank-retail',
    { hoursAgo: 4 },
    nameBankAccount('retail', { bankCode: '002', number: '000030120100017', holderName: 'Sari Wulandari' }),
  ],
  ['withdrawal-reseller-open', { hoursAgo: 3 }, requestMoney('reseller', 500_000)],
  [
    'adjust-reseller-open',
    { hoursAgo: 2 },
    askToAddToBalance('reseller', { amount: 1_250_000, reason: 'Bonus reseller triwulan ini' }),
  ],
];

/** Everything about wallets that is no sale, up to now. */
export const planWallets = (now: Date): WalletEpisode[] =>
  episodes.map(([name, when, act]) => ({ name, act, at: momentOf(now, when) }));

type Ending = 'bought' | 'bought_in_vain';

const purchases: [tier: CustomerType, when: When, ending?: Ending][] = [
  ['reseller', [22, 11]],
  ['retail', [20, 18]],
  ['reseller', [17, 15]],
  ['retail', [12, 12.5]],
  ['reseller', [10, 10], 'bought_in_vain'],
  ['reseller', [8, 17]],
  ['retail', [3, 20]],
  ['reseller', [1, 13]],
];

/** Their numbers lie far behind those of the other sales, so that neither disturbs the other's luck. */
const firstNumber = 100_001;

/** Sales that the known customers pay from their wallets. */
export const planWalletSales = (now: Date): PlannedSale[] =>
  purchases.map(([tier, when, ending = 'bought'], index) => {
    const placedAt = momentOf(now, when);
    const steps = digitalStories[ending](placedAt, { payMs: 0, workMs: 4_000 });
    return { number: firstNumber + index, placedAt, goods: false, steps, fromWalletOf: tier };
  });
