import { parse } from 'csv-parse/sync'
import { isDecimal } from '../../values/money.ts'
import type { Line } from './counting.ts'
import type { Evaluated, Terms } from './evaluation.ts'
import { Evaluation } from './evaluation.ts'
import { Exact } from './exact.ts'
import { checksumOf, lineColumns, receiptKind } from './receipt.server.ts'
import type { Goods, Rules } from './rule-words.ts'
import { ladders, measures, outsides, periodKinds, rewards } from './rule-words.ts'
import { problemOf } from './rules.ts'

/** What a receipt says of itself, and what is wrong with it; nothing wrong means that every figure was found again. */
export type Verified = {
  statement: string
  programme: string
  lines: number
  currency: string
  amount: string
  problems: string[]
}

/** No receipt at all, or one that cannot be read to its end. */
export class Unreadable extends Error {}

type Rows = string[][]
type Read = { head: Map<string, string[]>; bands: string[][]; lines: Rows; sums: Map<string, string>; checksum: string }

const enough = 20

function rowsOf(text: string): Rows {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    throw new Unreadable(`It is no CSV file: ${(error as Error).message}`)
  }
}

function read(text: string): Read {
  const [first = [], ...rows] = rowsOf(text)
  if (first[0] !== receiptKind) throw new Unreadable('It is no receipt of a rebate: the first line does not say so.')
  if (first[1] !== '1') throw new Unreadable(`It is a receipt of form ${first[1]}; this program reads form 1.`)
  const named = (name: string) => rows.filter((row) => row[0] === name).map((row) => row.slice(1))
  const sums = new Map(named('sum').map(([name = '', value = '']) => [name, value]))
  if (sums.size === 0) throw new Unreadable('The file has no sums: its end is missing.')
  const parts = ['line', 'band', 'sum', 'checksum']
  const head = new Map(rows.filter(([name = '']) => !parts.includes(name)).map(([name = '', ...cells]) => [name, cells]))
  return { head, bands: named('band'), lines: named('line'), sums, checksum: named('checksum')[0]?.[1] ?? '' }
}

/** The file without its last line and the mark at its beginning: what the checksum was taken of. */
function bodyOf(text: string): string {
  const end = text.lastIndexOf('checksum,sha256,')
  return text.slice(text.startsWith('\uFEFF') ? 1 : 0, end < 0 ? undefined : end)
}

function rulesOf({ head, bands }: Read): Rules {
  const one = (name: string) => head.get(name)?.[0] ?? ''
  const among = <T extends string>(name: string, known: readonly T[]): T => {
    const said = one(name) as T
    if (!known.includes(said)) throw new Unreadable(`“${name}” says “${said}”, which is none of ${known.join(', ')}.`)
    return said
  }
  const list = (name: string) => (head.get(name) ?? []).filter((cell) => cell !== '')
  const goods = (name: string): Goods => ({ skus: list(`${name}_products`), categories: list(`${name}_categories`) })
  return {
    currency: one('currency'),
    period: among('rhythm', periodKinds),
    yearStarts: Number(head.get('rhythm')?.[1]),
    ladder: among('ladder', ladders),
    measure: among('measure', measures),
    reward: among('reward', rewards),
    unit: one('unit_counted') || null,
    bands: bands.map(([from = '', rate = '']) => ({ from, rate })),
    floor: one('least') || null,
    cap: one('most') || null,
    prorated: one('prorated') === 'yes',
    target: goods('target'),
    earning: head.has('earning_products') ? goods('earning') : null,
    outside: among('outside_territory', outsides),
  }
}

function termsOf({ head }: Read): Terms {
  const [active, days] = (head.get('days') ?? []).map(Number)
  if (!Number.isInteger(active) || !Number.isInteger(days) || !days) throw new Unreadable('“days” are no numbers of days.')
  return { territory: (head.get('territory') ?? []).filter(Boolean), activeDays: active ?? 0, periodDays: days }
}

type Cells = Record<(typeof lineColumns)[number], string>

function lineOf(cells: readonly string[], number: number): { line: Line; said: Cells } {
  const said = Object.fromEntries(lineColumns.map((name, index) => [name, cells[index] ?? ''])) as Cells
  for (const name of ['net', 'quantity', 'reaches', 'earns', 'rebate'] as const)
    if (!isDecimal(said[name])) throw new Unreadable(`Line ${number}: “${name}” is no number but “${said[name]}”.`)
  if (said.exchange_rate && !isDecimal(said.exchange_rate))
    throw new Unreadable(`Line ${number}: “exchange_rate” is no number but “${said.exchange_rate}”.`)
  const line: Line = {
    document: said.document,
    lineNo: Number(said.line),
    day: said.date,
    sku: said.product,
    category: said.category || null,
    shipTo: said.shipped_to || null,
    currency: said.currency,
    net: said.net,
    rate: said.exchange_rate || null,
    quantity: said.quantity,
    unit: said.unit,
  }
  return { line, said }
}

const same = (a: string, b: string): boolean => isDecimal(a) && new Exact(a).eq(b)

/** Computes a receipt again from its own rules and lines, and compares every figure in it. Throws Unreadable. */
export function verifyReceipt(text: string): Verified {
  const found = read(text)
  const rules = rulesOf(found)
  const wrongRules = problemOf(rules)
  if (wrongRules) throw new Unreadable(`Its rules are none that could have been published (${wrongRules.field}).`)
  const problems: string[] = []
  const [startsOn = '', endsOn = ''] = found.head.get('period') ?? []
  const version = found.head.get('version')?.[0] ?? ''
  const evaluation = new Evaluation(rules, termsOf(found))
  const said: Cells[] = []
  for (const [index, cells] of found.lines.entries()) {
    const read = lineOf(cells, index + 1)
    said.push(read.said)
    const counted = evaluation.add(read.line)
    problems.push(...lineProblems(index + 1, read.said, counted, { version, endsOn }))
  }
  const settled = evaluation.settle()
  problems.push(...shareProblems(said, settled), ...sumProblems(found.sums, settled))
  const sealed = checksumOf().update(bodyOf(text)).digest('hex') === found.checksum
  if (!sealed) problems.push('The file was changed after it was written: its checksum does not fit.')
  return {
    statement: found.head.get('statement')?.[0] ?? '',
    programme: `${found.head.get('programme')?.[0] ?? ''} version ${version}, ${startsOn} to ${endsOn}`,
    lines: said.length,
    currency: rules.currency,
    amount: settled.amount,
    problems: problems.length > enough ? [...problems.slice(0, enough), `and ${problems.length - enough} more`] : problems,
  }
}

const nameOf = (number: number, said: Cells) => `Line ${number} (${said.document}, ${said.line})`

function lineProblems(
  number: number,
  said: Cells,
  counted: ReturnType<Evaluation['add']>,
  { version, endsOn }: { version: string; endsOn: string },
): string[] {
  const name = nameOf(number, said)
  const wrong: string[] = []
  if (said.version !== version) wrong.push(`${name} names version ${said.version}, the statement version ${version}.`)
  if (said.date > endsOn) wrong.push(`${name} is of ${said.date}, after the period.`)
  if (!same(said.reaches, counted.reaches.toFixed()))
    wrong.push(`${name} counts ${counted.reaches.toFixed()} towards the tier, the file says ${said.reaches}.`)
  if (!same(said.earns, counted.earns.toFixed()))
    wrong.push(`${name} earns on ${counted.earns.toFixed()}, the file says ${said.earns}.`)
  if (said.left_out !== (counted.left ?? ''))
    wrong.push(`${name} is ${counted.left ? `left out (${counted.left})` : 'counted'}, the file says “${said.left_out}”.`)
  return wrong
}

const shareProblems = (said: readonly Cells[], { shares }: Evaluated): string[] =>
  said.flatMap((cells, index) =>
    same(cells.rebate, shares[index] ?? '0')
      ? []
      : [`${nameOf(index + 1, cells)} brings ${shares[index]}, the file says ${cells.rebate}.`],
  )

function sumProblems(sums: Map<string, string>, settled: Evaluated): string[] {
  const wanted = {
    reached: settled.totals.reached,
    earning: settled.totals.earning,
    tier: String(settled.band),
    unrounded: settled.exact,
    not_earned_by_lines: settled.minimum,
    rebate: settled.amount,
  }
  return Object.entries(wanted).flatMap(([name, value]) => {
    const said = sums.get(name) ?? ''
    return same(said, value) ? [] : [`The sum “${name}” is ${value}, the file says “${said}”.`]
  })
}
