import { agreedAfter, paidAfter, say, type DealScript } from './deal-script.js';

const hour = 60;
const day = 24 * hour;

/** One deal for every end that is not the happy one. */
export const unhappyDeals: DealScript[] = [
  {
    name: 'deal-refunded',
    opened: [13, 9.1],
    buyer: 4,
    seller: 19,
    proposer: 'buyer',
    terms: {
      title: 'Konsol gim bekas dua stik',
      goodsType: 'GOODS',
      terms: 'Kirim maksimal dua hari setelah dana ditahan.',
      amount: 2_600_000,
      feePayer: 'buyer',
    },
    beats: [
      ...paidAfter(say('buyer', 'Bisa kirim hari ini kak?'), say('seller', 'Bisa, saya cek unitnya dulu ya')),
      [5 * hour, say('seller', 'Maaf kak, ternyata stik satunya mati. Saya kembalikan saja dananya')],
      [6, say('buyer', 'Oke kak, terima kasih sudah jujur')],
      [3, { does: 'refund', reason: 'Stik rusak, tidak sesuai kesepakatan' }],
    ],
  },
  {
    name: 'deal-split',
    opened: [11, 10.2],
    buyer: 17,
    seller: 7,
    proposer: 'seller',
    terms: {
      title: 'Akun Clash of Clans TH16',
      goodsType: 'ACCOUNT',
      terms: 'Semua base maksimal, hero level penuh, email pertama diserahkan.',
      amount: 950_000,
      feePayer: 'split',
    },
    beats: [
      ...paidAfter(
        say('seller', 'Data lengkap ya kak, email pertama juga'),
        say('buyer', 'Siap, hero semua sudah penuh kan?'),
        say('seller', 'Sudah penuh semua'),
      ),
      [70, { does: 'deliver', proof: 'Email pertama, sandi, dan kode pemulihan sudah saya kirim.' }],
      [3 * hour, say('buyer', 'Kak, dua hero belum penuh. Di grup bilangnya penuh semua')],
      [25, say('seller', 'Itu tinggal sedikit lagi, tidak pengaruh kak')],
      [
        40,
        {
          does: 'dispute',
          who: 'buyer',
          category: 'NOT_AS_DESCRIBED',
          statement: 'Dua hero tidak penuh seperti yang ditulis di ketentuan.',
          evidence: 'Rekaman layar masuk akun: dua hero di level 88 dan 91.',
        },
      ],
      [
        5 * hour,
        { does: 'answer', who: 'seller', evidence: 'Level hero memang kurang sedikit, sisanya sesuai.' },
      ],
      [15 * hour, { does: 'assign' }],
      [
        90,
        {
          does: 'decide',
          outcome: 'SPLIT',
          toBuyerAmount: 200_000,
          reason:
            'Akun berguna tetapi dua hero tidak sesuai ketentuan; selisihnya dikembalikan kepada pembeli.',
        },
      ],
      [2 * hour, { does: 'accept', who: 'buyer' }],
      [4 * hour, { does: 'accept', who: 'seller' }],
    ],
  },
  {
    name: 'deal-cancelled',
    opened: [9, 14.3],
    buyer: 20,
    seller: 13,
    proposer: 'buyer',
    terms: {
      title: 'Tiket konser dua orang',
      goodsType: 'GOODS',
      terms: 'Tiket digital dikirim lewat ruang ini.',
      amount: 1_500_000,
      feePayer: 'buyer',
    },
    beats: [
      ...agreedAfter(say('seller', 'Maaf kak, tiketnya sudah laku duluan')),
      [12, { does: 'cancel', who: 'seller', reason: 'Tiket sudah terjual' }],
    ],
  },
  {
    name: 'deal-expired',
    opened: [8, 8.8],
    buyer: 10,
    seller: 21,
    proposer: 'seller',
    terms: {
      title: 'Drone lipat kamera 4K',
      goodsType: 'GOODS',
      terms: 'Termasuk tiga baterai dan tas.',
      amount: 5_400_000,
      feePayer: 'seller',
    },
    beats: [[3 * day + 5, { does: 'expire' }]],
  },
  {
    name: 'deal-released-by-time',
    opened: [6, 17.2],
    buyer: 14,
    seller: 16,
    proposer: 'buyer',
    terms: {
      title: 'Pembuatan logo usaha katering',
      goodsType: 'SERVICE',
      terms: 'Tiga pilihan rancangan, revisi sekali.',
      amount: 350_000,
      feePayer: 'seller',
    },
    beats: [
      ...paidAfter(say('buyer', 'Warnanya hijau daun ya'), say('seller', 'Baik, saya siapkan tiga pilihan')),
      [8 * hour, { does: 'deliver', proof: 'Tiga rancangan logo dan berkas sumbernya.' }],
      [day + 2, { does: 'release' }],
    ],
  },
];
