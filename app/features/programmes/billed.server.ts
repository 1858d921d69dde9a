import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
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
/** Lines of some documents, or of some accounts within a span, or only those that no statement of an agreement has. */
type Which = { documents?: readonly Id[]; accounts?: readonly Id[]; span?: Span; unstated?: Id }

const invoiceLines = (scope: Reads, { documents, accounts, span, unstated }: Which) =>
  scope.rows
    .selectFrom('invoice_lines as l')
    .innerJoin('invoices as d', 'd.id', 'l.invoice_id')
    .leftJoin('products as p', 'p.id', 'l.product_id')
    .select(['d.id as document_id', 'd.number as document', 'l.line_no', 'l.invoiced_on as day', 'l.account_id'])
    .select(['l.root_account_id', 'l.sku', 'p.category', 'l.ship_to_country', 'l.currency', 'l.net', 'l.quantity', 'l.unit'])
    .select('l.description')
    .where('l.kind', '=', 'goods')
    .$if(documents !== undefined, (query) => query.where('l.invoice_id', 'in', documents ?? []))
    .$if(accounts !== undefined, (query) => query.where('l.account_id', 'in', accounts ?? []))
    .$if(span !== undefined, (query) =>
      query.where('l.invoiced_on', '>=', span?.from ?? '').where('l.invoiced_on', '<=', span?.to ?? ''),
    )
    .$if(unstated !== undefined, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('rebate_lines as stated')
              .select(sql.lit(1).as('one'))
              .where('stated.agreement_id', '=', unstated ?? '')
              .where('stated.kind', '=', 'invoice')
              .whereRef('stated.document_id', '=', 'l.invoice_id')
              .whereRef('stated.line_no', '=', 'l.line_no'),
          ),
        ),
      ),
    )

const creditLines = (scope: Reads, { documents, accounts, span, unstated }: Which) =>
  scope.rows
    .selectFrom('credit_note_lines as l')
    .innerJoin('credit_notes as d', 'd.id', 'l.credit_note_id')
    .leftJoin('products as p', 'p.id', 'l.product_id')
    .select(['d.id as document_id', 'd.number as document', 'l.line_no', 'l.credited_on as day', 'l.account_id'])
    .select(['l.root_account_id', 'l.sku', 'p.category', 'l.ship_to_country', 'l.currency', 'l.net', 'l.quantity', 'l.unit'])
    .select('l.description')
    .where('l.kind', '=', 'goods')
    .$if(documents !== undefined, (query) => query.where('l.credit_note_id', 'in', documents ?? []))
    .$if(accounts !== undefined, (query) => query.where('l.account_id', 'in', accounts ?? []))
    .$if(span !== undefined, (query) =>
      query.where('l.credited_on', '>=', span?.from ?? '').where('l.credited_on', '<=', span?.to ?? ''),
    )
    .$if(unstated !== undefined, (query) =>
      query.where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('rebate_lines as stated')
              .select(sql.lit(1).as('one'))
              .where('stated.agreement_id', '=', unstated ?? '')
              .where('stated.kind', '=', 'credit_note')
              .whereRef('stated.document_id', '=', 'l.credit_note_id')
              .whereRef('stated.line_no', '=', 'l.line_no'),
          ),
        ),
      ),
    )

type Read = Awaited<ReturnType<ReturnType<typeof invoiceLines>['execute']>>[number]

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
export async function linesOf(
  scope: Reads,
  kind: DocumentKind,
  ids: readonly Id[],
  into: { currency: string; rateOn: RateOn },
  unstated: Id,
): Promise<Billed[]> {
  const which = { documents: ids, unstated }
  const rows =
    kind === 'invoice' ? await invoiceLines(scope, which).execute() : ((await creditLines(scope, which).execute()) as Read[])
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

/** Cuts a span into stretches of whole days that hold not many lines each. */
async function stretches(scope: Reads, accounts: readonly Id[], { from, to }: Span): Promise<Span[]> {
  const invoiced = scope.rows
    .selectFrom('invoice_lines')
    .select((eb) => ['invoiced_on as day', eb.fn.countAll<number | string>().as('lines')])
    .where('account_id', 'in', accounts)
    .where('invoiced_on', '>=', from)
    .where('invoiced_on', '<=', to)
    .groupBy('invoiced_on')
  const credited = scope.rows
    .selectFrom('credit_note_lines')
    .select((eb) => ['credited_on as day', eb.fn.countAll<number | string>().as('lines')])
    .where('account_id', 'in', accounts)
    .where('credited_on', '>=', from)
    .where('credited_on', '<=', to)
    .groupBy('credited_on')
  const days = new Map<LocalDate, number>()
  for (const { day, lines } of [...(await invoiced.execute()), ...(await credited.execute())])
    days.set(day, (days.get(day) ?? 0) + Number(lines))
  return cutAt([...days].sort(([a], [b]) => compare(a, b)))
}

/** What an agreement's accounts were invoiced within a span, some days at a time, in the order of days and numbers. */
export async function* billedBetween(
  scope: Reads,
  agreement: Agreement,
  span: Span,
  into: { currency: string; rateOn: RateOn },
  more: { unstated?: boolean } = {},
): AsyncGenerator<Billed[]> {
  const accounts = await accountsOf(scope, agreement)
  for (const days of await stretches(scope, accounts, span)) {
    const which = { accounts, span: days, ...(more.unstated && { unstated: agreement.id }) }
    const invoiced = await invoiceLines(scope, which).execute()
    const credited = (await creditLines(scope, which).execute()) as Read[]
    const lines = [
      ...invoiced.map((row) => asBilled('invoice', row, into.currency, into.rateOn)),
      ...credited.map((row) => asBilled('credit_note', row, into.currency, into.rateOn)),
    ]
    if (lines.length > 0) yield lines.sort(byDay)
  }
}
