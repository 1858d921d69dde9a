import { parse } from 'csv-parse/sync'
import readSheet from 'read-excel-file/node'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'

/** A file that somebody uploads, as rows of texts. Knows nothing of what is in them. */

export const mostBytes = 4 * 1_048_576
export const mostRows = 20_000

export type Table = { header: string[]; rows: { line: number; cells: string[] }[] }

/** The first sheet of an XLSX file, or a CSV file in UTF-8 with commas or semicolons. Refuses what is neither, or too much. */
export async function readTable(field: string, upload: File): Promise<Table | Refusal> {
  if (upload.size === 0) return refuse(field, 'supply:file.empty')
  if (upload.size > mostBytes) return refuse(field, 'supply:file.large', { size: mostBytes / 1_048_576 })
  const bytes = Buffer.from(await upload.arrayBuffer())
  const lines = await linesOf(bytes)
  if (lines === null) return refuse(field, 'supply:file.kind')
  const [header, ...rows] = lines
  if (!header || rows.length === 0) return refuse(field, 'supply:file.empty')
  if (rows.length > mostRows) return refuse(field, 'supply:file.rows', { most: mostRows })
  return {
    header: header.map((cell) => cell.trim().toLowerCase()),
    rows: rows.flatMap((cells, index) => (cells.some((cell) => cell !== '') ? [{ line: index + 2, cells }] : [])),
  }
}

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))

async function linesOf(bytes: Buffer): Promise<string[][] | null> {
  try {
    return isZip(bytes) ? await sheetLines(bytes) : csvLines(bytes)
  } catch {
    return null
  }
}

async function sheetLines(bytes: Buffer): Promise<string[][]> {
  const [sheet] = (await readSheet(bytes)) as unknown as { data: unknown[][] }[]
  return (sheet?.data ?? []).map((row) => row.map(cellText))
}

/** A day of a sheet is a day, without the time that the format adds. */
const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return String(cell).trim()
}

function csvLines(bytes: Buffer): string[][] | null {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  if (text.includes('\0')) return null
  const [first = ''] = text.split(/\r?\n/, 1)
  const delimiter = (first.match(/;/g) ?? []).length > (first.match(/,/g) ?? []).length ? ';' : ','
  const rows = parse(text, { bom: true, delimiter, relax_column_count: true, trim: true, skip_empty_lines: false }) as string[][]
  return rows.map((row) => row.map(unescaped))
}

/** What an export has put before a text that a spreadsheet would run is taken away again. */
const unescaped = (cell: string) => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)
