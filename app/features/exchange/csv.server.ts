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

type Readable = Pick<Scanned, 'encoding' | 'delimiter'>

/** The rows of a file that was scanned, without its header and without blank lines. */
export async function* rowsOf(path: string, scanned: Readable): AsyncGenerator<FileRow> {
  for await (const page of pagesOf(path, scanned)) yield* page
}

/**
 * The same by the pages in which a file is read: a promise for each of a million rows takes longer than to parse it. The line is
 * counted from the cells, since the parser counts a line end of two characters within quotes twice.
 */
export async function* pagesOf(path: string, { encoding, delimiter }: Readable): AsyncGenerator<FileRow[]> {
  const file = createReadStream(path, { highWaterMark: 64 * 1024 })
  const decoder = iconv.decodeStream(codecs[encoding]) as unknown as Transform
  // What fails in the stream also fails in the loop below.
  pipeline(file, decoder, () => {})
  let records: string[][] = []
  const keep = (record: string[]) => void records.push(record)
  const parser = parse({ ...options(delimiter), on_record: keep as never })
  let line = 1
  const page = (): FileRow[] => {
    const read = records
    records = []
    return read.flatMap((cells) => {
      const begins = line
      line += linesOf(cells)
      return begins === 1 || (cells.length === 1 && cells[0] === '') ? [] : [{ line: begins, cells, bytes: file.bytesRead }]
    })
  }
  for await (const text of decoder) {
    await taken(parser, (done) => parser.write(text, done))
    yield page()
  }
  await taken(parser, (done) => parser.end(done))
  yield page()
}

/** Until a stream has taken what it was given; its failure is told in two ways, of which one is enough. */
async function taken(stream: Transform, give: (done: (error?: Error | null) => void) => void): Promise<void> {
  const quiet = () => {}
  stream.on('error', quiet)
  await new Promise<void>((done, fail) => give((error) => (error ? fail(error) : done())))
  stream.off('error', quiet)
}
