import { agreedAfter, paidAfter, say, type DealScript } from './deal-script.js';

const hour = 60;

/** What waits for people now: a deal in every state that is none of its ends. */
export const openDeals: DealScript[] = [
  {
    name: 'deal-disputed',
    opened: [2, 9.4],
    buyer: 22,
    seller: 15,
    proposer: 'buyer',
    terms: {
      title: 'Akun Mobile Legends Mythical Glory',
      goodsType: 'ACCOUNT',
      terms: 'Akun tidak pernah dipinjamkan; semua tautan dilepas.',
      amount: 1_900_000,
      feePayer: 'buyer',
    },
    beats: [
      ...paidAfter(
        say('buyer', 'Kak ini akun tangan pertama kan?'),
        say('seller', 'Tangan pertama kak, aman'),
        say('buyer', 'Oke saya bayar sekarang'),
      ),
      [50, { does: 'deliver', proof: 'Email dan sandi sudah saya kirim.' }],
      [9 * hour, say('buyer', 'Kak, kok saya tidak bisa masuk lagi? Sandinya berubah')],
      [30, say('seller', 'Coba lagi kak, mungkin salah ketik')],
      [
        35,
        {
          does: 'dispute',
          who: 'buyer',
          category: 'TAKEN_BACK',
          statement: 'Sandi akun diganti lewat email lama beberapa jam setelah saya masuk.',
          evidence: 'Pemberitahuan dari gim: sandi diganti pukul 21.40 dari perangkat lain.',
        },
      ],
    ],
  },
  {
    name: 'deal-milestones',
    opened: [1, 8.5],
    buyer: 'retail',
    seller: 6,
    proposer: 'buyer',
    terms: {
      title: 'Halaman promosi untuk usaha pulsa',
      goodsType: 'SERVICE',
      terms: 'Tahap pertama rancangan, tahap kedua halaman jadi.',
      amount: 300_000,
      feePayer: 'split',
      parts: [
        { title: 'Rancangan halaman', amount: 100_000 },
        { title: 'Halaman jadi dan terpasang', amount: 200_000 },
      ],
    },
    beats: [
      ...paidAfter(
        say('buyer', 'Dua tahap ya Mbak, rancangan dulu'),
        say('seller', 'Baik Bu, rancangan siang ini jadi'),
      ),
      [4 * hour, { does: 'deliver', proof: 'Rancangan tiga halaman sudah saya kirim.' }],
      [50, say('buyer', 'Bagus, lanjut ke tahap dua ya')],
      [1, { does: 'confirm' }],
    ],
  },
  {
    name: 'deal-delivered',
    opened: { hoursAgo: 6 },
    buyer: 11,
    seller: 'reseller',
    proposer: 'seller',
    terms: {
      title: 'Printer struk dan mesin kasir',
      goodsType: 'GOODS',
      terms: 'Garansi toko satu bulan.',
      amount: 1_150_000,
      feePayer: 'seller',
    },
    beats: [
      ...paidAfter(say('buyer', 'Bisa diantar hari ini?'), say('seller', 'Bisa, kurir kami berangkat siang')),
      [hour, { does: 'deliver', proof: 'Diterima satpam ruko pukul 13.20, foto tanda terima ada.' }],
      [20, say('buyer', 'Sudah sampai, saya coba dulu ya')],
    ],
  },
  {
    name: 'deal-held',
    opened: { hoursAgo: 4 },
    buyer: 9,
    seller: 18,
    proposer: 'buyer',
    terms: {
      title: 'Sepeda lipat 20 inci',
      goodsType: 'GOODS',
      terms: 'Ambil di tempat atau kirim, ongkir ditanggung pembeli.',
      amount: 3_750_000,
      feePayer: 'buyer',
    },
    beats: [
      ...paidAfter(say('seller', 'Dana sudah ditahan ya kak? Saya bungkus sekarang')),
      [12, say('buyer', 'Sudah kak, tolong kirim nomor resinya nanti')],
    ],
  },
  {
    name: 'deal-awaiting-payment',
    opened: { hoursAgo: 3 },
    buyer: 'retail',
    seller: 1,
    proposer: 'seller',
    terms: {
      title: 'Akun Roblox 12.000 Robux',
      goodsType: 'ACCOUNT',
      terms: 'Email dan nomor dilepas saat serah terima.',
      amount: 300_500,
      feePayer: 'split',
    },
    beats: agreedAfter(say('seller', 'Saya tunggu pembayarannya ya kak')),
  },
  {
    name: 'deal-proposed',
    opened: { hoursAgo: 2 },
    buyer: 5,
    seller: 'reseller',
    proposer: 'seller',
    terms: {
      title: 'Stok voucher gim 50 lembar',
      goodsType: 'GOODS',
      terms: 'Kode dikirim lewat ruang ini setelah dana ditahan.',
      amount: 2_450_000,
      feePayer: 'buyer',
    },
    beats: [],
  },
];
