import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { harmless } from '../../values/csv.ts'
import type { Counted, Line } from './counting.ts'
import type { Evaluated, Terms } from './evaluation.ts'
import type { Goods, Rules } from './rule-words.ts'

/**
 * A statement as a file that says everything it was computed from: the rules, what the agreement adds, each line with what it
 * counted and earned, and the sums. `rebate:verify` needs nothing else. Only its words are English: it is read by programs.
 */
export type ReceiptHead = {
  statement: string
  programme: { code: string; name: string }
  version: number
  distributor: { code: string; name: string }
  period: { startsOn: string; endsOn: string }
  rules: Rules
  terms: Terms
}
export type ReceiptLine = Line & { reaches: string; earns: string; flagged: boolean; left: string | null; amount: string }

export const receiptKind = 'quayside-rebate-receipt'
export const lineColumns = [
  'version',
  'document',
  'line',
  'date',
  'product',
  'category',
  'shipped_to',
  'currency',
  'net',
  'exchange_rate',
  'quantity',
  'unit',
  'reaches',
  'earns',
  'left_out',
  'flagged',
  'rebate',
] as const

const yes = (flag: boolean): string => (flag ? 'yes' : 'no')
const goodsRows = (name: string, goods: Goods): string[][] => [
  [`${name}_products`, ...goods.skus.map(harmless)],
  [`${name}_categories`, ...goods.categories.map(harmless)],
]

function headRows({ statement, programme, version, distributor, period, rules, terms }: ReceiptHead): string[][] {
  return [
    [receiptKind, '1'],
    ['statement', harmless(statement)],
    ['programme', harmless(programme.code), harmless(programme.name)],
    ['version', String(version)],
    ['distributor', harmless(distributor.code), harmless(distributor.name)],
    ['period', period.startsOn, period.endsOn],
    ['days', String(terms.activeDays), String(terms.periodDays)],
    ['territory', ...terms.territory],
    ['rhythm', rules.period, String(rules.yearStarts)],
    ['currency', rules.currency],
    ['ladder', rules.ladder],
    ['measure', rules.measure],
    ['reward', rules.reward],
    ['unit_counted', rules.unit ?? ''],
    ['least', rules.floor ?? ''],
    ['most', rules.cap ?? ''],
    ['prorated', yes(rules.prorated)],
    ['outside_territory', rules.outside],
    ...goodsRows('target', rules.target),
    ...(rules.earning ? goodsRows('earning', rules.earning) : []),
    ...rules.bands.map(({ from, rate }) => ['band', from, rate]),
    ['columns', ...lineColumns],
  ]
}

const lineRow = (version: number, line: ReceiptLine): string[] => [
  'line',
  String(version),
  harmless(line.document),
  String(line.lineNo),
  line.day,
  harmless(line.sku),
  harmless(line.category ?? ''),
  line.shipTo ?? '',
  line.currency,
  line.net,
  line.rate ?? '',
  line.quantity,
  line.unit,
  line.reaches,
  line.earns,
  line.left ?? '',
  line.flagged ? 'yes' : '',
  line.amount,
]

export type ReceiptSums = Pick<Evaluated, 'exact' | 'minimum' | 'amount'> & { reached: string; earning: string; band: number }

const sumRows = (sums: ReceiptSums): string[][] => [
  ['sum', 'reached', sums.reached],
  ['sum', 'earning', sums.earning],
  ['sum', 'tier', String(sums.band)],
  ['sum', 'unrounded', sums.exact],
  ['sum', 'not_earned_by_lines', sums.minimum],
  ['sum', 'rebate', sums.amount],
]

const text = (rows: string[][]) => stringify(rows, { record_delimiter: 'windows' })
export const checksumOf = () => createHash('sha256')

/** Writes a receipt piece by piece, in the order of its lines. */
export async function* receiptPieces(
  head: ReceiptHead,
  pieces: AsyncIterable<readonly ReceiptLine[]>,
  sums: ReceiptSums,
): AsyncGenerator<string> {
  const hash = checksumOf()
  const said = (rows: string[][]) => {
    const piece = text(rows)
    hash.update(piece)
    return piece
  }
  yield `\uFEFF${said(headRows(head))}`
  for await (const lines of pieces) if (lines.length > 0) yield said(lines.map((line) => lineRow(head.version, line)))
  yield said(sumRows(sums))
  yield text([['checksum', 'sha256', hash.digest('hex')]])
}

/** A line with what it counted and earned, as the receipt keeps it. */
export const receiptLine = (line: Line, counted: Counted, amount: string): ReceiptLine => ({
  ...line,
  reaches: counted.reaches.toFixed(),
  earns: counted.earns.toFixed(),
  flagged: counted.flagged,
  left: counted.left,
  amount,
})
