import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './measure.ts'
import { atMost } from './measure.ts'
import type { Reader } from './worlds.ts'

const root = 'build/client'
const named = /(?:<link rel="later"[^>]* href=|<script[^>]* src=|import(?: \* as \w+ from)? ?)"(\/assets\/[\w.-]+\.js)"/g

/** What a page names to be loaded at once, and whatever those files import. */
function scriptsOf(html: string): Set<string> {
  const files = new Set<string>()
  const waiting = [...html.matchAll(named)].map(([, file]) => file ?? '')
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (files.has(file)) continue
    files.add(file)
    const source = readFileSync(join(root, file), 'utf8')
    waiting.push(...[...source.matchAll(/(?:from|import)"\.\/([\w.-]+\.js)"/g)].map(([, one]) => `/assets/${one}`))
  }
  return files
}

/** Bytes of the scripts that the first load of a page brings, as the server sends them (brotli). */
export async function scriptWeight(visits: readonly { reader: Reader; path: string }[]): Promise<Figure> {
  const weights = await Promise.all(
    visits.map(async ({ reader, path }) => {
      const files = scriptsOf(await reader.text(path))
      if (files.size < 5) throw new Error(`${path} names only ${files.size} scripts`)
      const bytes = [...files].map(
        (file) => statSync(join(root, existsSync(join(root, `${file}.br`)) ? `${file}.br` : file)).size,
      )
      return { path, kilobytes: bytes.reduce((sum, one) => sum + one, 0) / 1000 }
    }),
  )
  const heaviest = weights.reduce((a, b) => (a.kilobytes >= b.kilobytes ? a : b))
  return atMost('JavaScript of the heaviest first load, compressed', heaviest.kilobytes, 130, ' KB', heaviest.path)
}
