import type { GoodsType } from '../escrows/index.js';
import { paidAfter, say, type DealScript, type Party, type Timed } from './deal-script.js';

type Talk = 'account' | 'goods' | 'service';

/** How people talk who have found each other in a group and are careful with their money. */
const talks: Record<Talk, { terms: string; proof: string; before: string[]; after: string[] }> = {
  account: {
    terms: 'Email pemulihan dan data awal akun ikut diserahkan. Garansi hackback 7 hari.',
    proof: 'Email, sandi, dan kode cadangan sudah saya kirim. Semua tautan lama sudah saya lepas.',
    before: [
      'Halo kak, saya ambil akunnya sesuai yang di grup ya',
      'Siap kak. Skin lengkap sesuai tangkapan layar, belum pernah kena banned',
      'Oke, saya bayar lewat rekber dulu biar sama-sama aman',
    ],
    after: ['Sudah masuk, sandi sudah saya ganti. Makasih kak', 'Sama-sama, semoga lancar naik rank'],
  },
  goods: {
    terms: 'Barang bekas kondisi seperti foto. Dikirim dengan asuransi, retur bila tidak sesuai.',
    proof: 'Sudah dikirim, resi JP0000412208. Video pengepakan ada bila diperlukan.',
    before: [
      'Gan, barangnya masih ada? Ada minus tidak?',
      'Masih gan. Minus pemakaian wajar saja, fungsi normal semua',
      'Sip, tolong dibungkus kayu ya. Saya transfer sekarang',
      'Siap, sore ini saya kirim',
    ],
    after: ['Barang sampai, sesuai deskripsi. Saya konfirmasi ya gan', 'Terima kasih gan, sukses selalu'],
  },
  service: {
    terms: 'Revisi dua kali. Berkas akhir diserahkan lengkap dengan format sumbernya.',
    proof: 'Berkas akhir sudah saya unggah di tautan yang disepakati, lengkap dengan sumbernya.',
    before: [
      'Mbak, untuk desain menunya bisa jadi berapa hari?',
      'Dua hari sudah ada rancangan pertama, Pak',
      'Baik, saya setorkan dulu dananya',
    ],
    after: ['Hasilnya bagus, pelanggan saya suka. Terima kasih', 'Senang bisa membantu, Pak'],
  },
};

const goodsOf: Record<Talk, GoodsType> = { account: 'ACCOUNT', goods: 'GOODS', service: 'SERVICE' };

type Finished = [
  daysAgo: number,
  oClock: number,
  talk: Talk,
  title: string,
  amount: number,
  buyer: Party,
  seller: Party,
];

/** Deals that went as deals should. */
const finished: Finished[] = [
  [18, 10.5, 'account', 'Akun Mobile Legends Mythic 62 skin', 850_000, 3, 8],
  [17, 19.2, 'goods', 'Ponsel bekas 8/256 fullset', 2_350_000, 11, 4],
  [16, 13.1, 'service', 'Desain menu kafe 12 halaman', 475_000, 6, 14],
  [15, 20.4, 'account', 'Akun PUBG Mobile Conqueror', 1_250_000, 9, 2],
  [14, 11.6, 'goods', 'Kamera mirrorless kit', 4_750_000, 16, 5],
  [13, 18.3, 'account', 'Akun Genshin AR 58', 640_000, 1, 'reseller'],
  [12, 9.7, 'service', 'Jasa edit video pernikahan', 1_800_000, 18, 12],
  [11, 21.1, 'goods', 'Sepatu lari ukuran 43', 385_000, 7, 20],
  [10, 15.4, 'account', 'Akun Free Fire skin langka', 290_000, 15, 3],
  [9, 12.2, 'goods', 'Laptop kantor i5 16 GB', 6_900_000, 13, 17],
  [8, 19.8, 'account', 'Akun Valorant Immortal', 1_475_000, 23, 10],
  [7, 10.9, 'service', 'Landing page toko kue', 2_100_000, 19, 6],
  [5, 16.6, 'goods', 'Jam tangan automatik', 3_200_000, 2, 9],
  [4, 20.7, 'account', 'Akun Mobile Legends Epic', 175_000, 21, 'reseller'],
  [3, 13.5, 'goods', 'Kartu grafis 8 GB', 2_800_000, 5, 11],
  [2, 18.9, 'service', 'Penerjemahan 40 halaman', 1_000_000, 8, 1],
  [1, 11.3, 'account', 'Akun Honkai Star Rail', 520_000, 12, 22],
];

function beatsOf(talk: Talk): Timed[] {
  const { proof, before, after } = talks[talk];
  const inTurn = (texts: string[], first: 'buyer' | 'seller') =>
    texts.map((text, index) => say((index % 2 === 0) === (first === 'buyer') ? 'buyer' : 'seller', text));
  return [
    ...paidAfter(...inTurn(before, 'buyer')),
    [45, { does: 'deliver', proof }],
    [80, say('buyer', after[0] ?? '')],
    [1, { does: 'confirm' }],
    [4, say('seller', after[1] ?? '')],
  ];
}

const payers = ['buyer', 'split', 'seller'] as const;

export const finishedDeals: DealScript[] = finished.map(
  ([daysAgo, oClock, talk, title, amount, buyer, seller], index) => ({
    name: `deal-${index + 1}`,
    opened: [daysAgo, oClock],
    buyer,
    seller,
    proposer: index % 3 === 0 ? 'seller' : 'buyer',
    terms: {
      title,
      goodsType: goodsOf[talk],
      terms: talks[talk].terms,
      amount,
      feePayer: payers[index % 3] ?? 'buyer',
    },
    beats: beatsOf(talk),
  }),
);
