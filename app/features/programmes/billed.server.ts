import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { ahead } from '~/values/ahead'
import type { LocalDate } from '~/values/local-date'
import { trimQuantity } from '~/values/quantity'
import type { Agreement } from './agreements.server'
import type { Line } from './counting'
import { cutAt } from './days-together'
import type { RateOn } from './rates.server'

/** Reads what was invoiced and credited, as programmes count it. */

export type Reads = Scope<'staff', 'programmes.read' | 'invoices.read'>
export const documentKinds = ['invoice', 'credit_note'] as const
export type DocumentKind = (typeof documentKinds)[number]

export type Billed = Line & {
  kind: DocumentKind
  documentId: Id
  description: string
  account_id: Id
  root_account_id: Id
}

type Span = { from: LocalDate; to: LocalDate }
type Into = { currency: string; rateOn: RateOn }
type Unstated = { closedUntil?: LocalDate | null }
/** Lines of some documents, or of some accounts within a span, or only those that no statement of an agreement has. */
type Which = { documents?: readonly Id[]; accounts?: readonly Id[]; span?: Span; unstated?: Id }

/** Invoices and credit notes are read alike: their lines, whose they are, and which column is their day. */
const sources = {
  invoice: { lines: 'invoice_lines', documents: 'invoices', of: 'invoice_id', day: 'invoiced_on' },
  credit_note: { lines: 'credit_note_lines', documents: 'credit_notes', of: 'credit_note_id', day: 'credited_on' },
} as const

// The types are those of invoices; of what is selected here credit notes have the same columns.
const goodsLines = (scope: Reads, kind: DocumentKind, { documents, accounts, span, unstated }: Which) => {
  const source = sources[kind]
  const [of, day] = [`l.${source.of}` as 'l.invoice_id', `l.${source.day}` as 'l.invoiced_on']
  return scope.rows
    .selectFrom(`${source.lines} as l` as 'invoice_lines as l')
    .innerJoin(`${source.documents} as d` as 'invoices as d', 'd.id', of)
    .leftJoin('products as p', 'p.id', 'l.product_id')
    .select((eb) => ['d.id as document_id', 'd.number as document', 'l.line_no', eb.ref(day).as('day'), 'l.account_id'])
    .select(['l.root_account_id', 'l.sku', 'p.category', 'l.ship_to_country', 'l.currency', 'l.net', 'l.quantity', 'l.unit'])
    .select('l.description')
    .where('l.kind', '=', 'goods')
    .$if(documents !== undefined, (query) => query.where(of, 'in', documents ?? []))
    .$if(accounts !== undefined, (query) => query.where('l.account_id', 'in', accounts ?? []))
    .$if(span !== undefined, (query) => query.where(day, '>=', span?.from ?? '').where(day, '<=', span?.to ?? ''))
    .$if(unstated !== undefined, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('rebate_lines as stated')
              .select(sql.lit(1).as('one'))
              .where('stated.agreement_id', '=', unstated ?? '')
              .where('stated.kind', '=', kind)
              .whereRef('stated.document_id', '=', of)
              .whereRef('stated.line_no', '=', 'l.line_no'),
          ),
        ),
      ),
    )
}

type Read = Awaited<ReturnType<ReturnType<typeof goodsLines>['execute']>>[number]

const minus = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`)

/** Credit notes say positively what is given back; to a programme that is less. */
function asBilled(kind: DocumentKind, row: Read, currency: string, rateOn: RateOn): Billed {
  const signed = kind === 'credit_note' ? minus : (text: string) => text
  return {
    kind,
    documentId: row.document_id,
    document: row.document,
    lineNo: row.line_no,
    day: row.day,
    account_id: row.account_id,
    root_account_id: row.root_account_id,
    sku: row.sku,
    description: row.description,
    category: row.category,
    shipTo: row.ship_to_country,
    currency: row.currency,
    net: trimQuantity(signed(row.net)),
    rate: row.currency === currency ? null : rateOn(row.currency, row.day),
    quantity: trimQuantity(signed(row.quantity)),
    unit: row.unit,
  }
}

const byDay = (a: Billed, b: Billed): number =>
  compare(a.day, b.day) || compare(a.document, b.document) || compare(a.kind, b.kind) || a.lineNo - b.lineNo
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The goods on these documents that no statement of an agreement has. */
export async function linesOf(scope: Reads, kind: DocumentKind, ids: readonly Id[], into: Into, unstated: Id): Promise<Billed[]> {
  const rows = await goodsLines(scope, kind, { documents: ids, unstated }).execute()
  return rows.map((row) => asBilled(kind, row, into.currency, into.rateOn)).sort(byDay)
}

/** The accounts whose turnover an agreement counts. */
export async function accountsOf(scope: Reads, agreement: Agreement): Promise<Id[]> {
  if (!agreement.tree) return [agreement.account_id]
  const rows = await scope.rows
    .selectFrom('accounts')
    .select('id')
    .where('root_account_id', '=', agreement.root_account_id)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

const linesByDay = (scope: Reads, kind: DocumentKind, accounts: readonly Id[], { from, to }: Span) => {
  const day = sources[kind].day as 'invoiced_on'
  return scope.rows
    .selectFrom(sources[kind].lines as 'invoice_lines')
    .select((eb) => [eb.ref(day).as('day'), eb.fn.countAll<number | string>().as('lines')])
    .where('account_id', 'in', accounts)
    .where(day, '>=', from)
    .where(day, '<=', to)
    .groupBy(day)
}

/** Cuts a span into stretches of whole days that hold not many lines each. */
async function stretches(scope: Reads, accounts: readonly Id[], { from, to }: Span): Promise<Span[]> {
  const days = new Map<LocalDate, number>()
  for (const kind of documentKinds)
    for (const { day, lines } of await linesByDay(scope, kind, accounts, { from, to }).execute())
      days.set(day, (days.get(day) ?? 0) + Number(lines))
  return cutAt([...days].sort(([a], [b]) => compare(a, b)))
}

/**
 * What an agreement's accounts were invoiced within a span, some days at a time, in the order of days and numbers; the next days are
 * read while those before are worked on. With `closedUntil` only what no statement has: until that day each line is looked for in them,
 * and of later days they have none.
 */
export const billedBetween = (scope: Reads, agreement: Agreement, span: Span, into: Into, more: Unstated = {}) =>
  ahead(readBilled(scope, agreement, span, into, more))

async function* readBilled(scope: Reads, agreement: Agreement, span: Span, into: Into, more: Unstated): AsyncGenerator<Billed[]> {
  const accounts = await accountsOf(scope, agreement)
  const stated = more.closedUntil ?? ''
  for (const days of await stretches(scope, accounts, span)) {
    const which = { accounts, span: days, ...(days.from <= stated && { unstated: agreement.id }) }
    const lines: Billed[] = []
    for (const kind of documentKinds)
      for (const row of await goodsLines(scope, kind, which).execute())
        lines.push(asBilled(kind, row, into.currency, into.rateOn))
    if (lines.length > 0) yield lines.sort(byDay)
  }
}
