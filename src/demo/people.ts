import type { CustomerType } from '../users/index.js';

/** Somebody who buys in the demo store. Their numbers have the form of Indonesian ones and belong to nobody. */
export interface Person {
  name: string;
  email: string;
  /** E.164. */
  phone: string;
  customerType: CustomerType;
  address: string;
  city: string;
  postalCode: string;
}

type Place = [address: string, city: string, postalCode: string];

const places: Place[] = [
  ['Jl. Melati No. 8 RT 02/05', 'Bandung', '40111'],
  ['Jl. Kenanga Raya No. 17', 'Bekasi', '17111'],
  ['Perum Griya Asri Blok C2 No. 9', 'Depok', '16412'],
  ['Jl. Diponegoro No. 44', 'Semarang', '50241'],
  ['Jl. Pahlawan Gang 3 No. 12', 'Surabaya', '60174'],
  ['Jl. Kaliurang KM 7 No. 21', 'Sleman', '55281'],
  ['Jl. Ahmad Yani No. 102', 'Cirebon', '45123'],
  ['Dusun Sukamaju RT 04/01', 'Garut', '44151'],
];

/** The first digits of each operator, so that every one of them has customers. */
const prefixes = ['812', '857', '878', '896', '838', '881', '813', '822'];

const names = [
  'Agus Prasetyo',
  'Ani Rahmawati',
  'Bambang Hidayat',
  'Cahya Permana',
  'Dian Puspita',
  'Eko Saputra',
  'Fitri Handayani',
  'Galih Nugroho',
  'Hana Safitri',
  'Indra Gunawan',
  'Joko Susilo',
  'Kartika Dewi',
  'Lukman Hakim',
  'Maya Anggraini',
  'Nanda Pratama',
  'Oki Setiawan',
  'Putri Maharani',
  'Rahmat Santoso',
  'Siti Aminah',
  'Taufik Ramadhan',
  'Umi Kalsum',
  'Vina Oktaviani',
  'Wahyu Firmansyah',
  'Yuni Astuti',
  'Zainal Arifin',
];

const mailbox = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@pelanggan.test`;

function person(number: number, known: Pick<Person, 'name' | 'email' | 'customerType'>): Person {
  const [address, city, postalCode] = places[number % places.length] as Place;
  const phone = `+62${prefixes[number % prefixes.length]}0000${String(100 + number).padStart(4, '0')}`;
  return { ...known, phone, address, city, postalCode };
}

/** The two whose passwords are told: one of each price tier. */
export const knownCustomers: Person[] = [
  person(0, { name: 'Sari Wulandari', email: 'retail@amanah.test', customerType: 'retail' }),
  person(1, { name: 'Konter Berkah Cell', email: 'reseller@amanah.test', customerType: 'reseller' }),
];

/** The rest of the demo store's customers; every eighth sells on. */
export const otherCustomers: Person[] = names.map((name, index) =>
  person(index + 2, {
    name,
    email: mailbox(name),
    customerType: index % 8 === 5 ? 'reseller' : 'retail',
  }),
);

/** People who buy without an account. */
export const guests: Person[] = ['Rudi Wijaya', 'Lestari Ningsih', 'Deni Kurniawan', 'Mega Utami'].map(
  (name, index) => person(index + 60, { name, email: mailbox(name), customerType: 'retail' }),
);
