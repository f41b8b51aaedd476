import type { CreateVoucher, MoveVoucher } from '../vouchers/index.js';
import type { Definition, VersionEvent } from '../discounts/index.js';

/** A voucher of the story: what it says, and which steps it has taken so many days ago. */
export interface PlannedVoucher {
  terms: Omit<CreateVoucher, 'validFrom' | 'validUntil' | 'users' | 'reason'>;
  draftedDaysAgo: number;
  /** Days from now; none for no end. */
  untilDays?: number;
  /** Made for the known retail customer by name. */
  isPersonal?: boolean;
  steps: [daysAgo: number, event: MoveVoucher['event'], reason: string][];
}

export const plannedVouchers: PlannedVoucher[] = [
  {
    terms: {
      name: 'Hemat akhir bulan',
      code: 'HEMAT10',
      kind: 'PERCENT',
      percentBps: 1_000,
      capAmount: 7_500,
      minimumSpendAmount: 50_000,
      personLimit: 3,
      budgetAmount: 2_000_000,
    },
    draftedDaysAgo: 28,
    untilDays: 30,
    steps: [[27, 'go_live', 'Promo akhir bulan dimulai']],
  },
  {
    terms: {
      name: 'Bangun rumah',
      code: 'BANGUN25',
      kind: 'FIXED',
      amount: 25_000,
      minimumSpendAmount: 400_000,
      categoryCodes: ['building-materials', 'household-tools'],
      personLimit: 1,
      useLimit: 100,
    },
    draftedDaysAgo: 21,
    untilDays: 60,
    steps: [[20, 'go_live', 'Disepakati bersama bagian gudang']],
  },
  {
    terms: {
      name: 'Terima kasih, Sari',
      code: 'TERIMAKASIH-SARI',
      kind: 'FIXED',
      amount: 10_000,
      minimumSpendAmount: 25_000,
    },
    draftedDaysAgo: 3,
    untilDays: 30,
    isPersonal: true,
    steps: [[3, 'go_live', 'Permintaan maaf atas pulsa yang terlambat']],
  },
  {
    terms: {
      name: 'Malam hemat',
      code: 'MALAM5',
      kind: 'PERCENT',
      percentBps: 500,
      capAmount: 3_000,
      fromTime: '20:00',
      untilTime: '23:00',
    },
    draftedDaysAgo: 15,
    steps: [
      [14, 'go_live', 'Uji coba jam sepi'],
      [6, 'pause', 'Menunggu laporan margin'],
    ],
  },
  {
    terms: {
      name: 'Pembukaan toko',
      code: 'BUKA2026',
      kind: 'FIXED',
      amount: 5_000,
      minimumSpendAmount: 20_000,
      useLimit: 50,
    },
    draftedDaysAgo: 29,
    untilDays: -10,
    steps: [
      [28, 'go_live', 'Promo pembukaan'],
      [10, 'end', 'Masa promo selesai'],
    ],
  },
  {
    terms: {
      name: 'Gajian',
      code: 'GAJIAN',
      kind: 'PERCENT',
      percentBps: 800,
      capAmount: 15_000,
      minimumSpendAmount: 75_000,
    },
    draftedDaysAgo: 1,
    steps: [],
  },
];

/** How far a rule of the story has come: a draft as it is, or simulated, approved and through these steps. */
export interface PlannedRule {
  name: string;
  note: string;
  definition: Definition;
  draftedDaysAgo: number;
  /** Nothing after the draft without a simulation. */
  simulatedDaysAgo?: number;
  steps: [
    daysAgo: number,
    event: Extract<VersionEvent, 'approve' | 'go_live' | 'pause' | 'end'>,
    reason: string,
  ][];
}

const birthday = {
  title: 'Selamat ulang tahun, {{name}}!',
  body: 'Kado dari kami: {{discount}}. Pakai kode {{code}} sebelum {{until}}.',
};

export const plannedRules: PlannedRule[] = [
  {
    name: 'Kado ulang tahun',
    note: 'Voucher pribadi untuk pelanggan yang berulang tahun.',
    definition: {
      who: { all: [{ code: 'birthday_within', args: { days_before: 0, days_after: 3 } }] },
      when: 'daily',
      effect: {
        code: 'voucher',
        args: { kind: 'PERCENT', percent_bps: 1_500, cap_amount: 15_000, minimum_spend_amount: 25_000 },
      },
      limits: { per: 'year', budget_amount: 900_000 },
      message: {
        id: birthday,
        en: {
          title: 'Happy birthday, {{name}}!',
          body: 'A present from us: {{discount}}. Use the code {{code}} before {{until}}.',
        },
        channels: ['inbox', 'email'],
      },
      hold_out_bps: 0,
      valid_days: 30,
    },
    draftedDaysAgo: 7,
    simulatedDaysAgo: 6,
    steps: [
      [6, 'approve', 'Biayanya sesuai anggaran pemasaran'],
      [5, 'go_live', 'Mulai bulan ini'],
    ],
  },
  {
    name: 'Pelanggan setia',
    note: 'Hadiah sekali untuk setiap tingkat total belanja.',
    definition: {
      who: { all: [{ code: 'customer_type', args: { type: 'retail' } }] },
      when: 'daily',
      tiers: {
        measure: 'lifetime_spend',
        steps: [
          {
            threshold: 500_000,
            effect: {
              code: 'voucher',
              args: { kind: 'FIXED', amount: 10_000, minimum_spend_amount: 50_000 },
            },
          },
          {
            threshold: 2_000_000,
            effect: {
              code: 'voucher',
              args: { kind: 'FIXED', amount: 25_000, minimum_spend_amount: 100_000 },
            },
          },
        ],
      },
      limits: { per: 'ever', budget_amount: 950_000 },
      hold_out_bps: 1_000,
      valid_days: 60,
    },
    draftedDaysAgo: 7,
    simulatedDaysAgo: 6,
    steps: [
      [5, 'approve', 'Kelompok pembanding 10% disepakati'],
      [4, 'go_live', 'Mulai pekan ini'],
    ],
  },
  {
    name: 'Harga langganan reseller',
    note: 'Potongan langsung untuk reseller yang sudah sering belanja.',
    definition: {
      who: {
        all: [
          { code: 'customer_type', args: { type: 'reseller' } },
          { code: 'order_count', args: { least: 5 } },
        ],
      },
      when: 'sale',
      effect: { code: 'price', args: { kind: 'PERCENT', percent_bps: 100, cap_amount: 2_000 } },
      limits: { per: 'sale', budget_amount: 800_000 },
      hold_out_bps: 0,
      valid_days: 30,
    },
    draftedDaysAgo: 10,
    simulatedDaysAgo: 9,
    steps: [
      [9, 'approve', 'Margin masih aman menurut simulasi'],
      [8, 'go_live', 'Permintaan bagian penjualan'],
    ],
  },
  {
    name: 'Promo awal bulan',
    note: 'Potongan kecil untuk semua pelanggan terdaftar.',
    definition: {
      who: { all: [] },
      when: 'sale',
      effect: { code: 'price', args: { kind: 'FIXED', amount: 500, minimum_spend_amount: 25_000 } },
      limits: { per: 'month', budget_amount: 300_000 },
      hold_out_bps: 0,
      valid_days: 30,
    },
    draftedDaysAgo: 20,
    simulatedDaysAgo: 19,
    steps: [
      [19, 'approve', 'Anggaran kecil'],
      [18, 'go_live', 'Awal bulan'],
      [12, 'end', 'Masa promo selesai'],
    ],
  },
  {
    name: 'Ajak belanja lagi',
    note: 'Konsep: saldo kecil bagi yang lama tidak datang.',
    definition: {
      who: { all: [{ code: 'last_order_before_days', args: { days: 14 } }] },
      when: 'daily',
      effect: { code: 'wallet_credit', args: { amount: 5_000 } },
      limits: { per: 'month', budget_amount: 500_000 },
      hold_out_bps: 2_000,
      valid_days: 30,
    },
    draftedDaysAgo: 1,
    steps: [],
  },
];
