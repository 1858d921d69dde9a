import { stringify } from 'csv-stringify/sync'

/** A spreadsheet would run a text that begins like a formula; numbers, which only we write, may begin with a minus. */
export const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)

const line = (cells: readonly (readonly string[])[]) => stringify(cells as string[][], { record_delimiter: 'windows' })

/**
 * A list as CSV, piece by piece as it is read: UTF-8 with the mark that makes Excel see it, CRLF, a comma. `read` answers the rows
 * after a cursor (null for the beginning), with the cursor of the next ones (null at the end).
 */
export async function* csvPieces(
  heads: readonly string[],
  read: (after: string | null) => Promise<{ rows: string[][]; after: string | null }>,
): AsyncGenerator<string> {
  yield `\uFEFF${line([heads])}`
  for (let after: string | null = null; ; ) {
    const page: { rows: string[][]; after: string | null } = await read(after)
    if (page.rows.length > 0) yield line(page.rows)
    after = page.after
    if (after === null) return
  }
}
