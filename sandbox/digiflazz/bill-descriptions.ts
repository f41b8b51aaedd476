import { personOf } from './person.js';
import type { BillKind } from './product.js';

/** One sheet of a bill in whole rupiah; `period` reads `202601`. */
export interface Sheet {
  period: string;
  amount: number;
  fine: number;
  other: number;
}

interface Described {
  customerNo: string;
  sheets: Sheet[];
  /** The fee on one sheet. */
  admin: number;
}

type Describe = (bill: Described) => Record<string, unknown>;

/** How the supplier describes each kind of bill. Money inside `detail` is text; its keys differ by kind. */
const descriptions: Record<BillKind, Describe> = {
  pln: ({ customerNo, sheets, admin }) => ({
    tarif: personOf(customerNo).tariff,
    daya: personOf(customerNo).power,
    lembar_tagihan: sheets.length,
    detail: sheets.map((sheet) => ({ ...owed(sheet), admin: String(admin), denda: String(sheet.fine) })),
  }),
  pdam: ({ sheets }) => ({
    tarif: '3A',
    lembar_tagihan: sheets.length,
    alamat: address,
    jatuh_tempo: '1-20',
    detail: sheets.map((sheet) => ({
      ...owed(sheet),
      denda: String(sheet.fine),
      ...meter,
      biaya_lain: String(sheet.other),
    })),
  }),
  internet: ({ sheets, admin }) => ({
    lembar_tagihan: sheets.length,
    detail: sheets.map((sheet) => ({ ...owed(sheet), admin: String(admin) })),
  }),
  bpjs: ({ sheets }) => ({
    jumlah_peserta: '2',
    lembar_tagihan: sheets.length,
    alamat: address,
    detail: sheets.map(({ period }) => ({ periode: period })),
  }),
  multifinance: ({ sheets }) => ({
    lembar_tagihan: sheets.length,
    item_name: 'MOTOR CONTOH',
    no_rangka: 'MH1CONTOH0000001',
    no_pol: 'B1234CTH',
    tenor: '24',
    detail: sheets.map(({ period, fine, other }) => ({
      periode: period,
      denda: String(fine),
      biaya_lain: String(other),
    })),
  }),
  pgas: ({ sheets }) => ({
    lembar_tagihan: sheets.length,
    alamat: address,
    detail: sheets.map(({ period }) => ({ periode: period, ...meter, usage: '16' })),
  }),
  tv: ({ sheets, customerNo }) => ({
    lembar_tagihan: sheets.length,
    detail: sheets.map((sheet) => ({ ...owed(sheet), no_ref: customerNo })),
  }),
  pbb: ({ sheets }) => landTax(sheets),
  pdl: ({ sheets }) => ({ ...landTax(sheets), provinsi: 'JAWA BARAT' }),
  bpjstk: () => ({
    ...workerInsurance,
    kode_program: 'JHT,JKK,JKM',
    kantor_cabang: 'JAKARTA',
    tgl_efektif: '2026-01-01',
    tgl_expired: '2026-12-31',
  }),
  bpjstkpu: () => ({ ...workerInsurance, jpk: 0, jpn: 0, npp: '00000001', kode_divisi: '000' }),
  plnnontaglist: ({ sheets, customerNo }) => ({
    lembar_tagihan: sheets.length,
    transaksi: 'PASANG BARU',
    no_registrasi: customerNo,
    tanggal_registrasi: '2026-01-02',
  }),
  samsat: () => ({
    alamat: address,
    nomor_identitas: '0212502110170100',
    nomor_rangka: 'MH1CONTOH0000001',
    nomor_mesin: 'CTH0000001',
    nomor_polisi: 'B1234CTH',
    merek_kb: 'CONTOH',
    model_kb: 'SEPEDA MOTOR',
    tahun_buatan: '2022',
    tgl_akhir_pajak_baru: '2027-01-31',
    biaya_pokok_pkb: '0',
    biaya_admin_stnk: '0',
  }),
  emoney: ({ sheets }) => ({ lembar_tagihan: sheets.length }),
  other: ({ sheets }) => ({ lembar_tagihan: sheets.length }),
};

export function describeBill(kind: BillKind, bill: Described): Record<string, unknown> {
  return descriptions[kind](bill);
}

const address = 'JL CONTOH 8';
const meter = { meter_awal: '00080000', meter_akhir: '00090000' };
const workerInsurance = { kode_iuran: '000000000001', jkk: 10_000, jkm: 6_800, jht: 20_000 };

function owed({ period, amount }: Sheet): Record<string, string> {
  return { periode: period, nilai_tagihan: String(amount) };
}

function landTax(sheets: Sheet[]): Record<string, unknown> {
  return {
    lembar_tagihan: sheets.length,
    alamat: address,
    tahun_pajak: '2026',
    kelurahan: 'CONTOH',
    kecamatan: 'CONTOH TENGAH',
    kode_kab_kota: '0023',
    kab_kota: 'CIMAHI',
    luas_tanah: '100 M2',
    luas_gedung: '80 M2',
  };
}
