import sharp from 'sharp';

/** A picture of so many pixels, as a camera would send it: with a place and a maker in its tail. */
export const aPicture = (
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  width = 60,
  height = 40,
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } })
    .withExif({ IFD0: { Make: 'Kamera Rahasia', Copyright: 'Jl. Melati 5' } })
    .toFormat(format)
    .toBuffer();

/** A document of so many pages, with more objects where a test wants to hide something. */
export function aPdf({ pages = 1, extra = '' }: { pages?: number; extra?: string | Buffer } = {}): Buffer {
  const kids = Array.from({ length: pages }, (_, n) => `${n + 3} 0 R`).join(' ');
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj',
    `2 0 obj\n<< /Type /Pages /Kids [${kids}] /Count ${pages} >>\nendobj`,
    ...Array.from(
      { length: pages },
      (_, n) => `${n + 3} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>\nendobj`,
    ),
  ];
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n${objects.join('\n')}\n`),
    Buffer.from(extra),
    Buffer.from('\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ]);
}
