import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import { notFound } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import type { AcknowledgementState, AnswerPart, Deviation, PurchaseState, Share } from './acknowledgement'
import { answerMark } from './answers.server'

type Reads = Scope<'supplier' | 'staff', 'purchases.read'>

/** What was said of a line in one answer. */
export type LineAnswer = { parts: AnswerPart[]; unitPrice: string | null; reason: string | null; deviations: Deviation[] }

export type PurchaseLine = {
  lineNo: number
  sku: string
  ourSku: string | null
  /** Its number in the supplier's catalog, where it is there. */
  listed: string | null
  description: string
  quantity: string
  unit: string
  unitPrice: string
  priceBase: string
  net: string
  wantedOn: LocalDate
  share: Share
  /** The answer that stands, and the one that waits. */
  standing: LineAnswer | null
  waiting: LineAnswer | null
}

export type Answer = {
  number: number
  state: AcknowledgementState
  note: string | null
  lines: number
  answeredAt: Date
  answeredBy: string | null
  decidedAt: Date | null
  /** Only staff are told who it was. */
  decidedBy: string | null
  reason: string | null
}
export type PurchaseChange = { lineNo: number | null; field: string; from: string | null; to: string | null; at: Date }

export type PurchaseView = {
  number: string
  state: PurchaseState
  version: number
  /** What a form says back of the last answer. */
  seen: string
  currency: string
  orderedOn: LocalDate
  wantedOn: LocalDate | null
  sentAt: Date
  cancelledAt: Date | null
  buyer: string | null
  note: string | null
  total: string
  entity: { code: string; name: string }
  /** Other companies of the host that have an order of this number. */
  others: { code: string; name: string }[]
  account: { code: string; name: string }
  today: LocalDate
  linesCount: number
  openLines: number
  lines: PurchaseLine[]
  /** Numbers of the lines at which the pages around this one begin. */
  previous: number | null
  next: number | null
  answers: Answer[]
  changes: PurchaseChange[]
}

/** A purchase order in reach by its number; `entity` where two companies of the host use the same. Refuses (404) what is not theirs. */
export async function findPurchase(scope: Reads, number: string, entity: string | null) {
  const rows = await scope.rows
    .selectFrom('purchase_orders as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'p.legal_entity_id')
    .select([
      'p.id',
      'p.account_id',
      'p.number',
      'p.state',
      'p.version',
      'p.currency',
      'p.ordered_on',
      'p.wanted_on',
      'p.created_at',
    ])
    .select(['p.cancelled_at', 'p.buyer', 'p.note', 'p.total', 'p.lines_count', 'p.open_lines', 'a.code', 'a.name'])
    .select(['h.code as entity_code', 'h.name as entity_name', 'h.time_zone'])
    .where('p.number', '=', number)
    .orderBy('p.id', 'desc')
    .limit(20)
    .execute()
  const row = entity === null ? rows[0] : rows.find((one) => one.entity_code === entity)
  if (!row) return notFound()
  const others = rows.filter((one) => one.id !== row.id).map((one) => ({ code: one.entity_code, name: one.entity_name }))
  return { row, others }
}

const mostAnswers = 50
const mostChanges = 100
export const linesPerPage = 50

/** The number of the line at which a page of lines begins; the first one for anything that is none. */
export const readFrom = (search: URLSearchParams): number =>
  Math.max(1, Number(/^\d{1,10}$/.exec(search.get('from') ?? '')?.[0] ?? 1))

/** A purchase order with the lines of one page, every answer and what the ERP has changed. */
export async function getPurchase(
  scope: Reads,
  number: string,
  entity: string | null,
  { from = 1, size = linesPerPage }: { from?: number; size?: number } = {},
): Promise<PurchaseView> {
  const { row, others } = await findPurchase(scope, number, entity)
  const [lines, previous, answers, changes] = await Promise.all([
    linesOf(scope, row.id, from, size + 1),
    from > 1 ? firstBefore(scope, row.id, from, size) : null,
    answersOf(scope, row.id),
    changesOf(scope, row.id),
  ])
  const page = lines.slice(0, size)
  const said = await saidOf(
    scope,
    page.map((line) => line.id),
  )
  return {
    number: row.number,
    state: row.state as PurchaseState,
    version: row.version,
    seen: answerMark(answers[0]),
    currency: row.currency,
    orderedOn: row.ordered_on,
    wantedOn: row.wanted_on,
    sentAt: row.created_at,
    cancelledAt: row.cancelled_at,
    buyer: row.buyer,
    note: row.note,
    total: row.total,
    entity: { code: row.entity_code, name: row.entity_name },
    others,
    account: { code: row.code, name: row.name },
    today: dayIn(scope.now, row.time_zone),
    linesCount: row.lines_count,
    openLines: row.open_lines,
    lines: page.map((line) => lineOf(line, said.get(line.id) ?? [])),
    previous,
    next: lines[size]?.line_no ?? null,
    answers,
    changes,
  }
}

const linesOf = (scope: Reads, order: Id, from: number, limit: number) =>
  scope.rows
    .selectFrom('purchase_order_lines as l')
    .leftJoin('catalog_items as i', 'i.id', 'l.catalog_item_id')
    .select([
      'l.id',
      'l.line_no',
      'l.sku',
      'l.our_sku',
      'i.sku as listed',
      'l.description',
      'l.quantity',
      'l.unit',
      'l.unit_price',
    ])
    .select(['l.price_base', 'l.net', 'l.wanted_on', 'l.confirmed_quantity', 'l.backordered_quantity', 'l.refused_quantity'])
    .select('l.open_quantity')
    .where('l.purchase_order_id', '=', order)
    .where('l.line_no', '>=', from)
    .orderBy('l.line_no')
    .limit(limit)
    .execute()
type Line = Awaited<ReturnType<typeof linesOf>>[number]

async function firstBefore(scope: Reads, order: Id, from: number, size: number): Promise<number | null> {
  const rows = await scope.rows
    .selectFrom('purchase_order_lines')
    .select('line_no')
    .where('purchase_order_id', '=', order)
    .where('line_no', '<', from)
    .orderBy('line_no', 'desc')
    .limit(size)
    .execute()
  return rows.at(-1)?.line_no ?? null
}

/** What stands of these lines and what waits, part by part. */
async function saidOf(scope: Reads, lines: readonly Id[]) {
  const rows = await scope.rows
    .selectFrom('acknowledgement_lines as l')
    .innerJoin('acknowledgements as a', 'a.id', 'l.acknowledgement_id')
    .innerJoin('acknowledgement_parts as part', 'part.acknowledgement_line_id', 'l.id')
    .select(['l.purchase_order_line_id as line', 'l.standing', 'l.unit_price', 'l.reason', 'l.deviations'])
    .select(['part.kind', 'part.quantity', 'part.due_on'])
    .where('l.purchase_order_line_id', 'in', lines)
    .where((eb) => eb.or([eb('l.standing', '=', 1), eb('a.state', '=', 'waiting')]))
    .orderBy('l.id')
    .orderBy('part.position')
    .execute()
  const byLine = new Map<Id, typeof rows>()
  for (const row of rows) byLine.set(row.line, [...(byLine.get(row.line) ?? []), row])
  return byLine
}
type Said = Awaited<ReturnType<typeof saidOf>> extends Map<Id, infer R> ? R : never

function answerOf(rows: Said): LineAnswer | null {
  const [first] = rows
  if (!first) return null
  return {
    parts: rows.map((row) => ({ kind: row.kind as AnswerPart['kind'], quantity: trimQuantity(row.quantity), on: row.due_on })),
    unitPrice: first.unit_price,
    reason: first.reason,
    deviations: first.deviations.split(',').filter(Boolean) as Deviation[],
  }
}

const lineOf = (line: Line, said: Said): PurchaseLine => ({
  lineNo: line.line_no,
  sku: line.sku,
  ourSku: line.our_sku,
  listed: line.listed,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  unitPrice: line.unit_price,
  priceBase: line.price_base,
  net: line.net,
  wantedOn: line.wanted_on,
  share: {
    confirmed: line.confirmed_quantity,
    backordered: line.backordered_quantity,
    refused: line.refused_quantity,
    open: line.open_quantity,
  },
  standing: answerOf(said.filter((row) => row.standing === 1)),
  waiting: answerOf(said.filter((row) => row.standing !== 1)),
})

/** The latest answers, newest first. The supplier learns that the host has decided, not who. */
async function answersOf(scope: Reads, order: Id): Promise<Answer[]> {
  const rows = await scope.rows
    .selectFrom('acknowledgements as a')
    .leftJoin('persons as author', 'author.id', 'a.answered_by')
    .leftJoin('persons as decider', 'decider.id', 'a.decided_by')
    .select(['a.id', 'a.number', 'a.state', 'a.note', 'a.answered_at', 'a.decided_at', 'a.reason'])
    .select(['author.name as author', 'decider.name as decider'])
    .select((eb) =>
      eb
        .selectFrom('acknowledgement_lines as l')
        .select((count) => count.fn.countAll<string>().as('lines'))
        .whereRef('l.acknowledgement_id', '=', 'a.id')
        .as('lines'),
    )
    .where('a.purchase_order_id', '=', order)
    .orderBy('a.number', 'desc')
    .limit(mostAnswers)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    state: row.state as AcknowledgementState,
    note: row.note,
    lines: Number(row.lines ?? 0),
    answeredAt: row.answered_at,
    answeredBy: row.author,
    decidedAt: row.decided_at,
    decidedBy: scope.audience === 'staff' ? row.decider : null,
    reason: row.reason,
  }))
}

async function changesOf(scope: Reads, order: Id): Promise<PurchaseChange[]> {
  const rows = await scope.rows
    .selectFrom('purchase_order_changes')
    .select(['line_no', 'field', 'from_value', 'to_value', 'at'])
    .where('purchase_order_id', '=', order)
    .orderBy('id', 'desc')
    .limit(mostChanges)
    .execute()
  return rows.map((row) => ({ lineNo: row.line_no, field: row.field, from: row.from_value, to: row.to_value, at: row.at }))
}
