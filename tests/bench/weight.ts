import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './measure.ts'
import { atMost } from './measure.ts'
import type { Reader } from './worlds.ts'

/** Compressed bytes of the scripts that a page names in its head and body, as the server sends them (brotli). */
export async function scriptWeight(reader: Reader, paths: readonly string[]): Promise<Figure> {
  const weights = await Promise.all(
    paths.map(async (path) => {
      const html = await reader.text(path)
      const files = new Set([...html.matchAll(/\/assets\/[\w.-]+\.js/g)].map(([file]) => file))
      const bytes = [...files].map((file) => {
        const packed = join('build/client', `${file}.br`)
        return statSync(existsSync(packed) ? packed : join('build/client', file)).size
      })
      return { path, kilobytes: bytes.reduce((sum, one) => sum + one, 0) / 1000 }
    }),
  )
  const heaviest = weights.reduce((a, b) => (a.kilobytes >= b.kilobytes ? a : b))
  return atMost('JavaScript of the heaviest first load, compressed', heaviest.kilobytes, 130, ' KB', heaviest.path)
}
