import type { ExpressionBuilder } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import { openAmount } from '~/features/invoices/invoice'
import type { LocalDate } from '~/values/local-date'

export type PaymentRow = {
  number: string
  on: LocalDate
  account: { code: string; name: string }
  method: string
  reference: string | null
  currency: string
  amount: string
  allocated: string
  isTest: boolean
  /** Why staff must decide; null where nothing is to be decided. */
  parked: string | null
  settledNote: string | null
  /** Open invoices that it may settle, soonest due first; only of one that waits, and at most 10. */
  open: OpenChoice[]
}
export type OpenChoice = { number: string; dueOn: LocalDate; amount: string }
export type PaymentView = 'parked' | 'all'

const pageSize = 25

/** Payments of all accounts, newest first: those that wait for staff, or all. */
export async function listPayments(
  scope: Scope<'staff', 'payments.book'>,
  view: PaymentView,
  at: At,
  size = pageSize,
): Promise<Page<PaymentRow>> {
  const page = await readPage(
    {
      name: `payments ${view}`,
      direction: 'desc' as const,
      positionOf: (row: Row) => ({ at: row.received_on, id: row.id }),
      read: (place, direction, limit) => paymentsQuery(scope, view, place, direction, limit).execute(),
    },
    at,
    size,
  )
  const choices = view === 'parked' ? await choicesOf(scope, page.rows) : null
  return { ...page, rows: page.rows.map((row) => asRow(row, choices?.get(likeness(row)) ?? [])) }
}

export const paymentsQuery = (
  scope: Scope<'staff', 'payments.book'>,
  view: PaymentView,
  place: Position | null,
  direction: Direction,
  limit: number,
) =>
  scope.rows
    .selectFrom((eb: Eb) => mergedPieces<LocalDate>([pieceOf(eb, view, place, direction, limit)], direction, limit).as('page'))
    .innerJoin('payments as p', 'p.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.id', 'p.number', 'p.received_on', 'p.method', 'p.reference', 'p.currency', 'p.amount', 'p.allocated_total'])
    .select(['p.is_test', 'p.parked_reason', 'p.settled_note', 'p.account_id', 'p.legal_entity_id', 'a.code', 'a.name'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)

type Eb = ExpressionBuilder<SeenBy<'staff'>, never>

/** What was ever parked is so little that it may be sorted. */
const pieceOf = (eb: Eb, view: PaymentView, place: Position | null, direction: Direction, limit: number) =>
  eb
    .selectFrom('payments as p')
    .modifyFront(reading('p', view === 'parked' ? 'payment_parked' : 'payment_all'))
    .select(['p.id', 'p.received_on as at'])
    .$if(view === 'parked', (query) => query.where('p.parked_reason', 'is not', null).where('p.settled_note', 'is', null))
    .$if(place !== null, (query) =>
      query.where((row) => beyond(row.ref('p.received_on'), row.ref('p.id'), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy('p.received_on', direction)
    .orderBy('p.id', direction)
    .limit(limit)
type Row = Awaited<ReturnType<ReturnType<typeof paymentsQuery>['execute']>>[number]

const mostChoices = 10

/** Open invoices that each of these payments may settle, soonest due first; each reads one range of an index. */
async function choicesOf(scope: Scope<'staff', 'payments.book'>, rows: readonly Row[]): Promise<Map<string, Choice[]>> {
  const alike = new Map(rows.map((row) => [likeness(row), row]))
  const found = await Promise.all(
    [...alike].map(async ([name, row]) => [name, await choicesQuery(scope, row).execute()] as const),
  )
  return new Map(found)
}

const likeness = ({ account_id, legal_entity_id, currency }: Row) => `${account_id} ${legal_entity_id} ${currency}`

const choicesQuery = (scope: Scope<'staff', 'payments.book'>, row: Row) =>
  scope.rows
    .selectFrom('invoices')
    .select(['number', 'due_on', 'total', 'paid_total'])
    .where('account_id', '=', row.account_id)
    .where('is_open', '=', 1)
    .where('legal_entity_id', '=', row.legal_entity_id)
    .where('currency', '=', row.currency)
    .orderBy('due_on')
    .orderBy('id')
    .limit(mostChoices)
type Choice = Awaited<ReturnType<ReturnType<typeof choicesQuery>['execute']>>[number]

const asRow = (row: Row, choices: readonly Choice[]): PaymentRow => ({
  number: row.number,
  on: row.received_on,
  account: { code: row.code, name: row.name },
  method: row.method,
  reference: row.reference,
  currency: row.currency,
  amount: row.amount,
  allocated: row.allocated_total,
  isTest: row.is_test === 1,
  parked: row.settled_note === null ? row.parked_reason : null,
  settledNote: row.settled_note,
  open: choices.map((one) => ({ number: one.number, dueOn: one.due_on, amount: openAmount(one.total, one.paid_total) })),
})
