import type { ExpressionBuilder } from 'kysely'
import { sql } from 'kysely'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import { nobody } from '~/features/accounts/accounts.queries.server'
import type { Range } from '~/features/orders/order-reach.server'
import { rangesOf, reachOf } from '~/features/orders/order-reach.server'
import type { LocalDate } from '~/values/local-date'
import { dayIn, isLocalDate } from '~/values/local-date'
import { subtractAmounts } from '~/values/money'
import { notFound } from '~/values/outcome'
import type { Reads } from './invoices.queries.server'
import { forksOver } from './open-days'
import type { Standing } from './statement'
import { standings } from './statement'

/** What a statement shows, as its URL says it: up to which day, in which currency, of which account. */
export type StatementFilter = {
  on: LocalDate | null
  /** A day was asked for and is none; the statement is of today. */
  dayUnread?: boolean
  currency: string | null
  account: string | null
}

export const readStatementFilter = (search: URLSearchParams): StatementFilter => {
  const [on, currency] = [search.get('on') ?? '', (search.get('currency') ?? '').toUpperCase()]
  return {
    on: isLocalDate(on) ? on : null,
    dayUnread: on !== '' && !isLocalDate(on),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
    account: search.get('account')?.trim().slice(0, 80) || null,
  }
}

export type Movement = {
  on: LocalDate
  kind: 'invoice' | 'credit' | 'payment'
  number: string
  /** Of an invoice the customer's own number, of the others why or what was written with it. */
  note: string | null
  currency: string
  /** Above zero where the account owes more, below zero where it owes less. */
  amount: string
  account: { code: string; name: string }
}
export type Statement = {
  on: LocalDate
  /** Another day was asked for, which nobody could read. */
  dayUnread: boolean
  /** The currency of the movements; null where there are none at all. */
  currency: string | null
  standings: Standing[]
  page: Page<Movement>
  account: { code: string; name: string } | null
}

export type StatementList = {
  ranges: readonly Range[]
  account: Statement['account']
  on: LocalDate
  currency: string | null
}
const pageSize = 50

/** Balance and ages per currency at the end of a day (today of the reader's zone where none is asked for), and what moved it. Refuses (404) an account out of reach. */
export async function getStatement(scope: Reads, filter: StatementFilter, at: At, size = pageSize): Promise<Statement> {
  const list = await openStatement(scope, filter)
  const all = await standingsOf(scope, list)
  const currency = filter.currency ?? (all.find((one) => Number(one.balance) !== 0) ?? all[0])?.currency ?? null
  const page = await movementsPage(scope, { ...list, currency }, at, size)
  return { on: list.on, dayUnread: filter.dayUnread ?? false, currency, standings: all, page, account: list.account }
}

export async function openStatement(scope: Reads, filter: StatementFilter): Promise<StatementList> {
  const { ranges, account } = await rangesOf(scope, filter.account)
  // A list of a company that is not there stays, and is empty; a statement of it would be a paper about nobody.
  if (ranges.some((range) => range?.id === nobody)) return notFound()
  return { ranges, account, on: filter.on ?? dayIn(scope.now, scope.who.timeZone), currency: filter.currency }
}

export async function standingsOf(scope: Reads, { ranges, on }: StatementList): Promise<Standing[]> {
  const [sums, open] = await Promise.all([
    flat(ranges, (range) => sumsQuery(scope, range, on).execute()),
    flat(ranges, (range) => openQuery(scope, range, on).execute()),
  ])
  const items = open.map((row) => ({
    currency: row.currency,
    dueOn: row.due_on,
    open: row.amount,
  }))
  const balances = sums.map(({ currency, moved }) => ({ currency, amount: moved }))
  const unapplied = sums.map((row) => ({ currency: row.currency, amount: subtractAmounts('0', row.unapplied) }))
  return standings(on, balances, items, unapplied)
}

const flat = async <R>(ranges: readonly Range[], read: (range: Range) => Promise<R[]>): Promise<R[]> =>
  (await Promise.all(ranges.map(read))).flat()

/** What moved until the end of a day, from the sums of days: as many rows as there were days, however much moved on each. */
export const sumsQuery = (scope: Reads, range: Range, on: LocalDate) =>
  scope.rows
    .selectFrom('ledger_days as d')
    .select(['d.currency', sql<string>`sum(d.moved)`.as('moved'), sql<string>`sum(d.unapplied)`.as('unapplied')])
    .$if(range !== null, (query) => query.where(`d.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('d.account_id', 'in', range?.only ?? []))
    .where('d.booked_on', '<=', on)
    .groupBy('d.currency')

/**
 * What was open at the end of a day, by the day on which it was due: of each invoice not settled by then what was not paid of it by
 * then. Of what is settled by now only that is read, whenever it was: by its fork (see `forksOver`).
 */
export function openQuery(scope: Reads, range: Range, on: LocalDate) {
  const { before, since } = forksOver(on)
  const invoices = (eb: Eb, index: string) =>
    openPiece(eb, range, on).$if(range !== null, (query) => query.modifyFront(reading('i', `invoice_${reachOf(range)}_${index}`)))
  return scope.rows
    .selectFrom((eb: Eb) =>
      invoices(eb, 'due')
        .where('i.is_open', '=', 1)
        .where('i.issued_on', '<=', on)
        .unionAll(invoices(eb, 'until').where('i.fork_day', 'in', before).where('i.settled_on', '>', on))
        .unionAll(invoices(eb, 'since').where('i.fork_day', 'in', since).where('i.issued_on', '<=', on))
        .as('open'),
    )
    .select(['open.currency', 'open.due_on', sql<string>`sum(open.total - coalesce(open.paid, 0))`.as('amount')])
    .groupBy(['open.currency', 'open.due_on'])
}

/** Invoices of a range, with what was paid of each by the end of a day. */
const openPiece = (eb: Eb, range: Range, on: LocalDate) =>
  eb
    .selectFrom('invoices as i')
    .select(['i.currency', 'i.due_on', 'i.total'])
    .select((inner) =>
      inner
        .selectFrom('allocations as s')
        .select(sql<string>`sum(s.amount)`.as('paid'))
        .whereRef('s.invoice_id', '=', 'i.id')
        .where('s.allocated_on', '<=', on)
        .as('paid'),
    )
    .$if(range !== null, (query) => query.where(`i.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('i.account_id', 'in', range?.only ?? []))

type Eb = ExpressionBuilder<SeenBy<'portal' | 'staff'>, never>

/** What moved the balance, newest first: each range of the reach reads one index in that order. */
export function movementsQuery(scope: Reads, list: StatementList, place: Position | null, direction: Direction, limit: number) {
  const pieces = (eb: Eb) =>
    list.ranges.map((range) =>
      eb
        .selectFrom('ledger_entries as e')
        .$if(range !== null, (query) => query.modifyFront(reading('e', `ledger_${reachOf(range)}`)))
        .select(['e.id', 'e.booked_on as at'])
        .where('e.moves', '=', 1)
        .where('e.booked_on', '<=', list.on)
        .$if(list.currency !== null, (query) => query.where('e.currency', '=', list.currency ?? ''))
        .$if(range !== null, (query) => query.where(`e.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
        .$if(Boolean(range?.only), (query) => query.where('e.account_id', 'in', range?.only ?? []))
        .$if(place !== null, (query) =>
          query.where(() =>
            beyond(eb.ref('e.booked_on' as never), eb.ref('e.id' as never), place ?? { at: '', id: '0' }, direction),
          ),
        )
        .orderBy('e.booked_on', direction)
        .orderBy('e.id', direction)
        .limit(limit),
    )
  return scope.rows
    .selectFrom((eb: Eb) => mergedPieces<LocalDate>(pieces(eb), direction, limit).as('page'))
    .innerJoin('ledger_entries as e', 'e.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'e.account_id')
    .leftJoin('invoices as i', 'i.id', 'e.invoice_id')
    .leftJoin('credit_notes as c', 'c.id', 'e.credit_note_id')
    .leftJoin('payments as p', 'p.id', 'e.payment_id')
    .select(['e.id', 'e.booked_on', 'e.currency', 'e.amount', 'a.code', 'a.name', 'i.number as invoice', 'i.po_number'])
    .select(['c.number as credit', 'c.reason', 'p.number as payment', 'p.reference'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Row = Awaited<ReturnType<ReturnType<typeof movementsQuery>['execute']>>[number]

export async function movementsPage(scope: Reads, list: StatementList, at: At, size: number): Promise<Page<Movement>> {
  const page = await readPage(
    {
      name: 'statement',
      direction: 'desc' as const,
      positionOf: (row: Row) => ({ at: row.booked_on, id: row.id }),
      read: (place, direction, limit) => movementsQuery(scope, list, place, direction, limit).execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(movementOf) }
}

const movementOf = (row: Row): Movement => ({
  on: row.booked_on,
  kind: row.invoice !== null ? 'invoice' : row.credit !== null ? 'credit' : 'payment',
  number: row.invoice ?? row.credit ?? row.payment ?? '',
  note: row.invoice !== null ? row.po_number : row.credit !== null ? row.reason : row.reference,
  currency: row.currency,
  amount: row.amount,
  account: { code: row.code, name: row.name },
})
