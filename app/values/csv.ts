import { stringify } from 'csv-stringify/sync'
import { dayIn } from './local-date.ts'

/** A spreadsheet would run a text that begins like a formula; numbers, which only we write, may begin with a minus. */
export const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)

/** '2026-06-11 09:12' in a time zone: what spreadsheets take for a date. Blank for none. */
export function wallClock(at: Date | null, zone: string): string {
  if (!at) return ''
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return `${dayIn(at, zone)} ${time.format(at)}`
}

const line = (cells: readonly (readonly string[])[]) => stringify(cells as string[][], { record_delimiter: 'windows' })

/** Records read at a time: no more than this is ever in memory. */
const chunk = 500

type Place = { after: string | null; before: null }
type Part<R> = { rows: readonly R[]; after: string | null }

/**
 * A list as CSV, piece by piece as it is read: UTF-8 with the mark that makes Excel see it, CRLF, a comma. `read` answers so many rows
 * of a place (without a cursor from the beginning), with the cursor of the next ones (null at the end).
 */
export async function* csvPieces<R>(
  heads: readonly string[],
  cells: (row: R) => string[],
  read: (at: Place, size: number) => Promise<Part<R>>,
): AsyncGenerator<string> {
  yield `\uFEFF${line([heads])}`
  for (let after: string | null = null; ; ) {
    const page: Part<R> = await read({ after, before: null }, chunk)
    if (page.rows.length > 0) yield line(page.rows.map(cells))
    after = page.after
    if (after === null) return
  }
}

/** The same of a list whose columns each say what they show of a row. */
export function csvOf<R, W extends { head: (column: string) => string }>(
  columns: Record<string, (row: R, words: W) => string>,
  words: W,
  read: (at: Place, size: number) => Promise<Part<R>>,
): AsyncGenerator<string> {
  const heads = Object.keys(columns).map((column) => words.head(column))
  return csvPieces(heads, (row: R) => Object.values(columns).map((cell) => cell(row, words)), read)
}
