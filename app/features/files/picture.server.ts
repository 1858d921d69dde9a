import sharp from 'sharp'
import type { Kind } from './file'

// One picture after the other: a telephone's picture takes a hundred megabytes to unpack.
sharp.concurrency(1)
sharp.cache(false)

const mostPixels = 60_000_000
const longestSide = 4000

/**
 * Draws a picture anew, turned upright: what a camera noted in it (the place, above all) and whatever else was hidden in the file
 * stays behind. Null where it cannot be read as a picture, or would unpack to more than 60 million pixels.
 */
export async function redrawn(bytes: Uint8Array, kind: Exclude<Kind, 'pdf'>): Promise<Uint8Array | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', animated: false, pages: 1 })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    const drawn = {
      jpeg: () => picture.jpeg({ quality: 86 }),
      png: () => picture.png(),
      webp: () => picture.webp({ quality: 86 }),
    }
    return new Uint8Array(await drawn[kind]().toBuffer())
  } catch {
    return null
  }
}
