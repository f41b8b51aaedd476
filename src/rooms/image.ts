import sharp from 'sharp';
import { invalid } from '../platform/errors.js';
import type { EncodedFile } from './encode-file.js';

/** A telephone's largest pictures are within this; a bomb of a few bytes that unfolds to gigabytes is not. */
const mostPixels = 120_000_000;
/** Longest side of what is kept: enough to read a receipt or a waybill. */
const longestSide = 2_560;
const seconds = 10;

// Decoders that nobody needs here cannot be talked to, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp'].map((format) => `VipsForeignLoad${format}Buffer`),
});
sharp.cache(false);
sharp.concurrency(1);

const formats = {
  'image/jpeg': { format: 'jpeg', options: { quality: 85, mozjpeg: false } },
  'image/png': { format: 'png', options: { compressionLevel: 7 } },
  'image/webp': { format: 'webp', options: { quality: 85 } },
} as const;

export type ImageType = keyof typeof formats;

const broken = () => invalid([{ path: 'file', code: 'file_broken' }]);

/**
 * The same picture written anew, upright and no larger than needed: what it carried besides (place, camera, a second
 * file in its tail) stays behind.
 * @throws DomainError `invalid_input` (422) with `file_broken` for what does not decode as what it seems to be.
 */
export async function encodeImage(content: Buffer, contentType: ImageType): Promise<EncodedFile> {
  const { format, options } = formats[contentType];
  try {
    const { data, info } = await sharp(content, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toFormat(format, options)
      .toBuffer({ resolveWithObject: true });
    return { kind: 'IMAGE', contentType, content: data, width: info.width, height: info.height, pages: null };
  } catch {
    throw broken();
  }
}
