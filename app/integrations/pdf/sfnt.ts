import { inflateSync } from 'node:zlib'

/**
 * WOFF as the plain font that it holds (W3C WOFF 1.0, ISO 14496-22). Whoever draws with a WOFF unpacks its tables again for every
 * letter; this does it once.
 */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('no WOFF')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) => tableIn(woff, 44 + 20 * index))
  const head = Buffer.alloc(12 + 16 * count)
  const power = 2 ** Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  const parts: Buffer[] = [head]
  let at = head.length
  for (const [index, { tag, sum, content }] of tables.entries()) {
    const place = 12 + 16 * index
    tag.copy(head, place)
    head.writeUInt32BE(sum, place + 4)
    head.writeUInt32BE(at, place + 8)
    head.writeUInt32BE(content.length, place + 12)
    // Each table begins at a multiple of four.
    parts.push(content, Buffer.alloc((4 - (content.length % 4)) % 4))
    at += content.length + ((4 - (content.length % 4)) % 4)
  }
  return Buffer.concat(parts)
}

function tableIn(woff: Buffer, at: number) {
  const [offset, packed, whole] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
  const raw = woff.subarray(offset, offset + packed)
  return { tag: woff.subarray(at, at + 4), sum: woff.readUInt32BE(at + 16), content: packed < whole ? inflateSync(raw) : raw }
}

/** The characters that a font has letters for, from its `cmap` (the formats that fonts of today have, 4 and 12). */
export function charactersOf(sfnt: Buffer): Set<number> {
  const cmap = tableOf(sfnt, 'cmap')
  const found = new Set<number>()
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * index))
    const format = table.readUInt16BE(0)
    if (format === 4) addSegments(table, found)
    if (format === 12) addGroups(table, found)
  }
  return found
}

function tableOf(sfnt: Buffer, name: string): Buffer {
  for (let index = 0; index < sfnt.readUInt16BE(4); index++) {
    const at = 12 + 16 * index
    if (sfnt.toString('latin1', at, at + 4) === name) return sfnt.subarray(sfnt.readUInt32BE(at + 8))
  }
  throw new Error(`no table ${name}`)
}

function addSegments(table: Buffer, found: Set<number>): void {
  const double = table.readUInt16BE(6)
  for (let index = 0; index < double; index += 2) {
    const [end, start] = [table.readUInt16BE(14 + index), table.readUInt16BE(16 + double + index)]
    const place = 16 + 3 * double + index
    const [delta, range] = [table.readUInt16BE(16 + 2 * double + index), table.readUInt16BE(place)]
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = range === 0 ? code + delta : table.readUInt16BE(place + range + 2 * (code - start))
      if ((glyph & 0xffff) !== 0) found.add(code)
    }
  }
}

function addGroups(table: Buffer, found: Set<number>): void {
  for (let index = 0; index < table.readUInt32BE(12); index++) {
    const at = 16 + 12 * index
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code++) found.add(code)
  }
}
