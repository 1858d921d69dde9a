import { createReadStream } from 'node:fs'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { parse as parseAll } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import type { Delimiter, Encoding, Scanned } from './scan.server'
import { longestRecord } from './scan.server'

/** One row of a file: its cells, and the line on which it begins, as an editor counts them. */
export type FileRow = { line: number; cells: string[]; bytes: number }

const options = (delimiter: Delimiter) => ({
  delimiter,
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: longestRecord,
  record_delimiter: ['\r\n', '\n', '\r'],
})

const codecs: Record<Encoding, string> = { 'utf-8': 'utf8', cp1252: 'win1252' }

/** The names of the columns, without blanks around them. */
export function headerOf({ header, encoding, delimiter }: Scanned): string[] {
  const text = iconv.decode(header, codecs[encoding])
  const [names = []] = parseAll(text, options(delimiter)) as string[][]
  return names.map((name) => name.trim())
}

const breaks = /\r\n|\n|\r/g
const linesOf = (cells: readonly string[]): number => {
  let count = 1
  for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) count += cell.match(breaks)?.length ?? 0
  return count
}

/**
 * Streams the rows of a file that was scanned, without its header and without blank lines. The line is counted from the cells, since
 * the parser counts a line end of two characters within quotes twice.
 */
export async function* rowsOf(
  path: string,
  { encoding, delimiter }: Pick<Scanned, 'encoding' | 'delimiter'>,
): AsyncGenerator<FileRow> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const decoder = iconv.decodeStream(codecs[encoding]) as unknown as Transform
  const parser = parse(options(delimiter))
  // What fails in the stream also fails in the loop below.
  pipeline(file, decoder, parser, () => {})
  let line = 1
  for await (const record of parser) {
    const cells = record as string[]
    const begins = line
    line += linesOf(cells)
    if (begins === 1 || (cells.length === 1 && cells[0] === '')) continue
    yield { line: begins, cells, bytes: file.bytesRead }
  }
}
