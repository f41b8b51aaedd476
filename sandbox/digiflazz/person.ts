import { createHash } from 'node:crypto';

const names = [
  'SARI CONTOH',
  'BUDI CONTOH',
  'DEWI CONTOH',
  'AGUS CONTOH',
  'RINA CONTOH',
  'JOKO CONTOH',
] as const;
const powers = [
  { tariff: 'R1M', power: 900 },
  { tariff: 'R1', power: 1300 },
  { tariff: 'R1', power: 2200 },
  { tariff: 'B1', power: 5500 },
] as const;

/** A number between 0 and `below`, always the same for the same text, so that answers agree with each other. */
export function pick(text: string, below: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % below;
}

/** The invented person behind a customer number, the same on every call. */
export function personOf(customerNo: string) {
  const meter = powers[pick(`${customerNo}:power`, powers.length)] ?? powers[0];
  return { name: names[pick(customerNo, names.length)] ?? names[0], ...meter };
}
