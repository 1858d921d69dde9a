import { z } from 'zod'
import { isDay } from '~/values/columns'
import type { FileColumn } from './catalog-file'
import { fileColumns } from './catalog-file'
import { availabilities } from './proposal'

/** What a cell of a file of changes may hold. A blank cell keeps what is live. Pure. */

export type RowProblem = { line: number; column: string; reason: string }
export type CheckedRow = { line: number; values: Partial<Record<FileColumn, string>> }

const upTo = (longest: number) => z.string().max(longest, 'supply:form.long')
const matching = (pattern: RegExp, reason: string) => z.string().regex(pattern, reason)
const yes = ['yes', 'y', 'true', '1', '是']
const no = ['no', 'n', 'false', '0', '否']

const cells: Record<FileColumn, z.ZodType<string>> = {
  sku: upTo(60),
  title_en: upTo(200),
  title_zh: upTo(200),
  description_en: upTo(2000),
  description_zh: upTo(2000),
  unit: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,3}$/, 'supply:form.unit'),
  weight_kg: matching(/^\d{1,9}(\.\d{1,3})?$/, 'supply:form.weight'),
  lead_time_days: matching(/^(\d{1,3}|[12]\d{3}|3[0-5]\d\d|36[0-4]\d|3650)$/, 'supply:form.leadTime'),
  availability: z.string().toLowerCase().pipe(z.enum(availabilities, 'supply:file.availability')),
  discontinued: z
    .string()
    .toLowerCase()
    .refine((text) => [...yes, ...no].includes(text), 'supply:file.flag')
    .transform((text) => (yes.includes(text) ? '1' : '0')),
  image: upTo(120),
  price: matching(/^(?=.*[1-9])\d{1,13}(\.\d{1,6})?$/, 'supply:form.priceWrong'),
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'supply:file.currency'),
  price_list: upTo(40),
  break_quantity: matching(/^(?=.*[1-9])\d{1,13}(\.\d{1,6})?$/, 'supply:file.quantity'),
  valid_from: z.string().refine(isDay, 'supply:form.day'),
}

/** The columns of a header that are known, by place; and those that are not. */
export function columnsOf(header: readonly string[]): { known: (FileColumn | null)[]; unknown: string[] } {
  const known = header.map((name) => fileColumns.find((one) => one === name) ?? null)
  return { known, unknown: header.filter((name, index) => known[index] === null && name !== '') }
}

/** A row as it was checked, with a problem for each cell that cannot be taken. */
export function checkRow(
  line: number,
  texts: readonly string[],
  columns: readonly (FileColumn | null)[],
): { row: CheckedRow; problems: RowProblem[] } {
  const row: CheckedRow = { line, values: {} }
  const problems: RowProblem[] = []
  for (const [index, column] of columns.entries()) {
    const text = texts[index]?.trim() ?? ''
    if (column === null || text === '') continue
    const read = cells[column].safeParse(text)
    if (read.success) row.values[column] = read.data
    else problems.push({ line, column, reason: read.error.issues[0]?.message ?? 'supply:file.wrong' })
  }
  // A comma within a number that is not in quotes makes two cells of it, and every one after it stands in the wrong column.
  if (texts.slice(columns.length).some((text) => text.trim() !== ''))
    problems.push({ line, column: '', reason: 'supply:file.spare' })
  if (row.values.sku === undefined && problems.every((one) => one.column !== 'sku'))
    problems.push({ line, column: 'sku', reason: 'supply:file.noSku' })
  return { row, problems }
}
