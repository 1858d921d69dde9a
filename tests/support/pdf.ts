import { inflateSync } from 'node:zlib'

/** Reads the text of a PDF back, for tests: what each page shows, by the table that says which character a glyph stands for. */
export type ReadPdf = { pages: string[]; fonts: string[] }

export function readPdf(file: Buffer): ReadPdf {
  const objects = objectsIn(file)
  const fonts = [...objects.values()].flatMap(({ text }) => /\/BaseFont \/(?:[A-Z]{6}\+)?([\w-]+)/.exec(text)?.[1] ?? [])
  const pages = [...objects.values()].filter(({ text }) => /\/Type \/Page\b/.test(text))
  return { pages: pages.map((page) => textOf(page.text, objects)), fonts: [...new Set(fonts)] }
}

type Objects = Map<string, { text: string; stream: string | null }>

function objectsIn(file: Buffer): Objects {
  const source = file.toString('latin1')
  const found: Objects = new Map()
  for (const one of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const [, id = '', body = ''] = one
    const at = body.indexOf('stream\n')
    const raw = at < 0 ? null : Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1')
    const packed = raw && body.slice(0, at).includes('/FlateDecode')
    found.set(id, {
      text: at < 0 ? body : body.slice(0, at),
      stream: raw && (packed ? inflateSync(raw) : raw).toString('latin1'),
    })
  }
  return found
}

const refer = (text: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1] ?? ''

type Letters = Map<number, string>

/** The resources of a page may be an object of their own or stand within it. */
function textOf(page: string, objects: Objects): string {
  const resources = objects.get(refer(page, 'Resources'))?.text ?? page
  const maps = new Map<string, Letters>()
  for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g))
    maps.set(name, charactersBy(objects.get(refer(objects.get(id)?.text ?? '', 'ToUnicode'))?.stream ?? ''))
  const content = objects.get(refer(page, 'Contents'))?.stream ?? ''
  let letters: Letters = new Map()
  const said: string[] = []
  for (const [, font, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) letters = maps.get(font) ?? new Map()
    else said.push(wordOf(glyphs ?? '', letters))
  }
  return said.join(' ')
}

const wordOf = (glyphs: string, letters: Letters): string =>
  [...glyphs.matchAll(/<([0-9a-f]*)>/g)]
    .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    .map((code) => letters.get(Number.parseInt(code, 16)) ?? '\ufffd')
    .join('')

function charactersBy(cmap: string): Letters {
  const map: Letters = new Map()
  for (const [, first = '', , list = ''] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g))
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? []
      map.set(Number.parseInt(first, 16) + index, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))))
    }
  return map
}
