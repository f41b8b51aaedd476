/** CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) in four uppercase hex digits, as EMV QR codes carry it. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) crc = addByte(crc, byte);
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

function addByte(crc: number, byte: number): number {
  let next = crc ^ (byte << 8);
  for (let bit = 0; bit < 8; bit += 1)
    next = next & 0x8000 ? ((next << 1) ^ 0x1021) & 0xffff : (next << 1) & 0xffff;
  return next;
}

/** One EMV field: two-digit tag, two-digit length, value. */
function field(tag: string, value: string): string {
  return `${tag}${String(value.length).padStart(2, '0')}${value}`;
}

/** A dynamic QRIS payload for an amount in rupiah; it renders and checks, but belongs to no bank. */
export function qrisPayload({ reference, amount }: { reference: string; amount: number | null }): string {
  const acquirer = field('00', 'ID.CO.CONTOH.WWW') + field('01', '936000000000000001') + field('03', 'UMI');
  const nationalMerchant =
    field('00', 'ID.CO.QRIS.WWW') + field('02', 'ID1020000000001') + field('03', 'UMI');
  const body = [
    field('00', '01'),
    field('01', amount === null ? '11' : '12'),
    field('26', acquirer),
    field('51', nationalMerchant),
    field('52', '4814'),
    field('53', '360'),
    ...(amount === null ? [] : [field('54', String(amount))]),
    field('58', 'ID'),
    field('59', 'TOKO CONTOH'),
    field('60', 'JAKARTA'),
    field('61', '10110'),
    field('62', field('01', reference.slice(0, 25))),
  ].join('');
  // The checksum covers its own tag and length.
  return `${body}6304${crc16(`${body}6304`)}`;
}
