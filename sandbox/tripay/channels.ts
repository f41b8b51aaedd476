/** One way to pay, with its fee as the gateway prices it. */
export interface Channel {
  group: 'Virtual Account' | 'Convenience Store' | 'QRIS' | 'E-Wallet';
  code: string;
  name: string;
  type: 'direct' | 'redirect';
  feeFlat: number;
  feeBps: number;
  feeMinimum: number | null;
  feeBearer: 'customer' | 'merchant';
  minimumAmount: number;
  maximumAmount: number;
  active: boolean;
  /** First digits of the codes a customer types at the bank or names at the till; null where there is no code. */
  payCodePrefix: string | null;
  payCodeLength: number;
  /** Takes any amount, any number of times, on one code; the merchant bears the fee. */
  isOpen?: true;
}

function virtualAccount(
  code: string,
  bank: string,
  payCodePrefix: string,
  differences: Partial<Channel> = {},
): Channel {
  return {
    group: 'Virtual Account',
    code,
    name: `${bank} Virtual Account`,
    type: 'direct',
    feeFlat: 4_250,
    feeBps: 0,
    feeMinimum: null,
    feeBearer: 'customer',
    minimumAmount: 10_000,
    maximumAmount: 10_000_000,
    active: true,
    payCodePrefix,
    payCodeLength: 16,
    ...differences,
  };
}

function convenienceStore(code: string, name: string, payCodePrefix: string): Channel {
  const limits = { minimumAmount: 5_000, maximumAmount: 2_500_000 };
  const group = 'Convenience Store';
  return virtualAccount(code, name, payCodePrefix, {
    group,
    name,
    feeFlat: 3_500,
    payCodeLength: 14,
    ...limits,
  });
}

function qris(code: string, name: string): Channel {
  const fee = { feeFlat: 750, feeBps: 70, feeMinimum: 750 };
  const noCode = { payCodePrefix: null, payCodeLength: 0 };
  return virtualAccount(code, name, '', { group: 'QRIS', name, ...fee, ...noCode, minimumAmount: 1_000 });
}

function eWallet(code: string, name: string): Channel {
  const fee = { feeFlat: 0, feeBps: 300, feeMinimum: 1_000, feeBearer: 'merchant' } as const;
  const noCode = { payCodePrefix: null, payCodeLength: 0, type: 'redirect' } as const;
  return virtualAccount(code, name, '', { group: 'E-Wallet', name, ...fee, ...noCode, minimumAmount: 1_000 });
}

export const channels: readonly Channel[] = [
  virtualAccount('BRIVA', 'BRI', '13282'),
  virtualAccount('BNIVA', 'BNI', '98815'),
  virtualAccount('MANDIRIVA', 'Mandiri', '88908'),
  virtualAccount('BCAVA', 'BCA', '39018', { feeFlat: 5_500 }),
  virtualAccount('PERMATAVA', 'Permata', '72810'),
  virtualAccount('BSIVA', 'BSI', '90203'),
  // A code with a leading zero shows at once whether somebody stored it as a number.
  virtualAccount('CIMBVA', 'CIMB Niaga', '02299'),
  virtualAccount('MUAMALATVA', 'Muamalat', '81476', { active: false }),
  convenienceStore('ALFAMART', 'Alfamart', 'TRP'),
  convenienceStore('INDOMARET', 'Indomaret', 'TRX'),
  qris('QRIS', 'QRIS'),
  qris('QRIS2', 'QRIS Dinamis'),
  eWallet('OVO', 'OVO'),
  eWallet('DANA', 'DANA'),
  eWallet('SHOPEEPAY', 'ShopeePay'),
];

const open = { feeBearer: 'merchant', minimumAmount: 1, isOpen: true } as const;

/** What the channel list does not show: a merchant has them by agreement. */
export const openChannels: readonly Channel[] = [
  virtualAccount('BCAVAOP', 'BCA', '39019', { ...open, feeFlat: 5_500 }),
  virtualAccount('BRIVAOP', 'BRI', '13283', open),
  virtualAccount('BNIVAOP', 'BNI', '98816', open),
  virtualAccount('CIMBVAOP', 'CIMB Niaga', '02298', open),
  { ...qris('QRISOP', 'QRIS'), ...open },
];

export function findChannel(code: string): Channel | undefined {
  return [...channels, ...openChannels].find((channel) => channel.code === code);
}
