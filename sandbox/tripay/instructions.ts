import type { Channel } from './channels.js';

export interface Instruction {
  title: string;
  steps: string[];
}

/** How to pay in a channel, with the HTML the gateway itself puts into its steps. */
export function instructionsFor(channel: Channel, { payCode = '', amount = '' } = {}): Instruction[] {
  const code = `<b>${payCode || '{{pay_code}}'}</b>`;
  const total = `<b>${amount ? `Rp ${amount}` : '{{amount}}'}</b>`;
  return guides[channel.group](channel.name, code, total);
}

/** The same steps for callers that asked for plain text. */
export function withoutHtml(instructions: Instruction[]): Instruction[] {
  return instructions.map(({ title, steps }) => ({
    title,
    steps: steps.map((step) => step.replace(/<[^>]*>/g, '')),
  }));
}

type Guide = (name: string, code: string, total: string) => Instruction[];

const guides: Record<Channel['group'], Guide> = {
  'Virtual Account': (name, code, total) => [
    {
      title: 'Mobile Banking',
      steps: [
        'Buka aplikasi bank Anda lalu masuk',
        'Pilih menu <b>Transfer</b> lalu <b>Virtual Account</b>',
        `Masukkan nomor ${name} ${code}`,
        `Periksa nama dan jumlah ${total}, lalu masukkan PIN`,
      ],
    },
    {
      title: 'ATM',
      steps: [
        'Masukkan kartu dan PIN',
        'Pilih <b>Pembayaran</b> lalu <b>Virtual Account</b>',
        `Masukkan ${code} dan setujui`,
      ],
    },
  ],
  'Convenience Store': (name, code, total) => [
    {
      title: `Bayar di ${name}`,
      steps: [
        `Datang ke kasir ${name}`,
        `Sebutkan kode pembayaran ${code}`,
        `Bayar ${total} dan simpan struknya`,
      ],
    },
  ],
  QRIS: (_name, _code, total) => [
    {
      title: 'Pindai kode QR',
      steps: ['Buka aplikasi bank atau dompet digital', 'Pindai kode QR yang tampil', `Bayar ${total}`],
    },
  ],
  'E-Wallet': (name, _code, total) => [
    {
      title: `Aplikasi ${name}`,
      steps: ['Tekan tombol <b>Lanjutkan Pembayaran</b>', `Setujui ${total} di aplikasi ${name}`],
    },
  ],
};
