export type SupplierStatus = 'Sukses' | 'Pending' | 'Gagal';

interface ResponseCode {
  message: string;
  /** Whether a transaction now exists under the `ref_id`. */
  made: boolean;
}

const made = (message: string): ResponseCode => ({ message, made: true });
const refused = (message: string): ResponseCode => ({ message, made: false });

/** The supplier's response codes. They are strings on the wire: `03` and not 3. */
const responseCodes: Record<string, ResponseCode> = {
  '00': made('Transaksi Sukses'),
  '01': made('Timeout'),
  '02': made('Transaksi Gagal'),
  '03': made('Transaksi Pending'),
  '40': refused('Payload Error'),
  '41': refused('Signature tidak valid'),
  '42': refused('Gagal memproses API Buyer'),
  '43': refused('SKU tidak ditemukan atau tidak aktif'),
  '44': refused('Saldo tidak cukup'),
  '45': refused('IP Anda tidak dikenali'),
  '47': refused('Transaksi sudah terjadi di buyer lain'),
  '49': refused('Ref ID tidak unik'),
  '50': made('Transaksi tidak ditemukan'),
  '51': made('Nomor tujuan diblokir'),
  '52': made('Prefix tidak sesuai dengan operator'),
  '53': made('Produk seller sedang tidak tersedia'),
  '54': made('Nomor tujuan salah'),
  '55': made('Produk sedang gangguan'),
  '57': made('Jumlah digit kurang atau lebih'),
  '58': made('Sedang cut off'),
  '59': made('Tujuan di luar wilayah atau cluster'),
  '60': made('Tagihan belum tersedia'),
  '61': refused('Belum pernah melakukan deposit'),
  '62': refused('Seller sedang gangguan'),
  '63': refused('Tidak mendukung transaksi multi'),
  '64': refused('Tarik tiket gagal, coba nominal atau bank lain'),
  '66': refused('Cut off, sistem seller sedang perbaikan'),
  '67': refused('Seller belum terverifikasi'),
  '68': refused('Stok habis'),
  '69': refused('Harga seller lebih besar dari harga maksimal'),
  '70': made('Timeout dari biller'),
  '71': made('Produk sedang tidak stabil'),
  '72': made('Lakukan unreg paket dahulu'),
  '73': made('kWh melebihi batas'),
  '74': made('Transaksi refund'),
  '80': refused('Akun Anda diblokir oleh seller'),
  '81': refused('Seller ini diblokir oleh Anda'),
  '82': refused('Akun Anda belum terverifikasi'),
  '83': refused('Limitasi pricelist, coba beberapa saat lagi'),
  '84': made('Nominal tidak valid'),
  '85': made('Limitasi transaksi, coba satu menit lagi'),
  '86': made('Limitasi pengecekan nomor PLN'),
  '87': refused('Nominal e-money harus kelipatan 1.000'),
  '88': refused('Akun tidak diizinkan melakukan transaksi ini'),
  '99': made('Router issue'),
};

export const knownCodes = Object.keys(responseCodes) as [string, ...string[]];

export function messageOf(rc: string): string {
  return responseCodes[rc]?.message ?? `rc ${rc}`;
}

export function isMade(rc: string): boolean {
  return responseCodes[rc]?.made ?? false;
}

export function statusOf(rc: string): SupplierStatus {
  if (rc === '00') return 'Sukses';
  return rc === '03' || rc === '99' ? 'Pending' : 'Gagal';
}
