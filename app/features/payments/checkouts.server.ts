import { randomBytes } from 'node:crypto'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { openAmount } from '~/features/invoices/invoice'
import { listInvoices } from '~/features/invoices/invoices.queries.server'
import { compareAmounts, sumAmounts } from '~/values/money'
import type { Refusal } from '~/values/outcome'
import { notFound, refuse } from '~/values/outcome'
import type { Chosen } from './payment'
import { inMinorUnits, mostInvoices } from './payment'

/** For how long a page at the provider may be paid; its own least is half an hour. */
const openFor = 60 * 60_000

export type Paying = Scope<'portal', 'orders.read' | 'invoices.read' | 'invoices.pay'>

/** The topic of making a page at the provider. */
export const checkoutTopic = 'payments.checkout'

const chosenQuery = (scope: Paying, numbers: readonly string[]) =>
  scope.rows
    .selectFrom('invoices as i')
    .innerJoin('legal_entities as h', 'h.id', 'i.legal_entity_id')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['i.id', 'i.number', 'i.account_id', 'i.root_account_id', 'i.legal_entity_id', 'i.currency', 'i.due_on'])
    .select([
      'i.total',
      'i.paid_total',
      'i.is_open',
      'h.code as entity',
      'h.name as host',
      'a.code as account_code',
      'a.name as account',
    ])
    .where('i.number', 'in', numbers)
    .orderBy('i.id')

const keyOf = (row: { entity: string; number: string }): string => `${row.entity}/${row.number}`
const togetherOf = (account: string, { entity, currency }: { entity: string; currency: string }): string =>
  `${account} ${entity} ${currency}`
const isChosen = (row: { entity: string; number: string }, keys: readonly string[]): boolean =>
  keys.includes(row.number) || keys.includes(keyOf(row))
const numbersIn = (keys: readonly string[]) => keys.map((key) => key.slice(key.indexOf('/') + 1))

type Row = Awaited<ReturnType<ReturnType<typeof chosenQuery>['execute']>>[number]

/** Why open invoices cannot be paid at once here; null where they can. */
function refusalOf(rows: readonly Row[]): Refusal | null {
  const [first] = rows
  if (rows.some((row) => row.currency !== first?.currency)) return refuse('', 'payments:checkout.currencies')
  if (rows.some((row) => row.account_id !== first?.account_id || row.legal_entity_id !== first?.legal_entity_id))
    return refuse('', 'payments:checkout.together')
  const odd = rows.find((row) => inMinorUnits(openAmount(row.total, row.paid_total), row.currency) === null)
  return odd ? refuse('', 'payments:checkout.amount', { number: odd.number }) : null
}

/**
 * What of these invoices is open, for whoever is about to pay, and why that cannot be paid at once, before anybody tries. What is out
 * of reach or paid is left out.
 */
export async function chosenInvoices(
  scope: Paying,
  keys: readonly string[],
): Promise<{ chosen: Chosen[]; refusal: Refusal | null }> {
  const rows = (await chosenQuery(scope, numbersIn(keys)).where('i.is_open', '=', 1).execute()).filter((row) =>
    isChosen(row, keys),
  )
  const chosen = rows.map((row) => ({
    key: keyOf(row),
    number: row.number,
    dueOn: row.due_on,
    currency: row.currency,
    open: openAmount(row.total, row.paid_total),
    host: row.host,
    account: row.account,
    together: togetherOf(row.account_code, row),
  }))
  return { chosen, refusal: refusalOf(rows) }
}

/**
 * Sets out to pay what is open of some invoices: writes down how much of each, and leaves the page at the provider to be made after
 * the answer. Refuses invoices of several currencies, accounts or companies of the host, what is paid already, and amounts that
 * the provider cannot take. Refuses (404) an invoice out of reach. Answers the code of the checkout.
 */
export async function beginCheckout(scope: Paying, keys: readonly string[]): Promise<{ code: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const rows = (await chosenQuery(inner, numbersIn(keys)).execute()).filter((row) => isChosen(row, keys))
    const [first] = rows
    if (!first || rows.length < keys.length) return notFound()
    const paid = rows.find((row) => row.is_open !== 1)
    if (paid) return refuse('', 'payments:checkout.paid', { number: paid.number })
    const refusal = refusalOf(rows)
    if (refusal) return refusal
    const parts = rows.map((row) => ({ row, amount: openAmount(row.total, row.paid_total) }))
    const code = randomBytes(16).toString('hex')
    const id = await inner.add('checkouts', first, {
      code,
      legal_entity_id: first.legal_entity_id,
      currency: first.currency,
      amount: sumAmounts(parts.map(({ amount }) => amount)),
      state: 'open',
      expires_at: new Date(inner.now.getTime() + openFor),
      created_by: inner.who.personId,
      created_at: inner.now,
      updated_at: inner.now,
    })
    await inner.add(
      'checkout_invoices',
      first,
      parts.map(({ row, amount }) => ({ checkout_id: id, invoice_id: row.id, amount })),
    )
    await inner.queue({ topic: checkoutTopic, payload: { id }, uniqueKey: `${checkoutTopic} ${code}` })
    return { code }
  })
}

export type CheckoutPage = {
  state: string
  url: string | null
  currency: string
  amount: string
  invoices: { number: string; amount: string }[]
  payment: string | null
  /** While it is open: an invoice in it of which less is open by now than it would pay. */
  settled: string | null
}

/** A checkout as it stands: where it is paid, and what became of it. Refuses (404) one out of reach. */
export async function getCheckout(scope: Paying, code: string): Promise<CheckoutPage> {
  const row = await scope.rows
    .selectFrom('checkouts as c')
    .leftJoin('payments as p', (join) => join.onRef('p.provider_ref', '=', 'c.intent_id').on('p.provider', '=', 'stripe'))
    .select(['c.id', 'c.state', 'c.session_url', 'c.currency', 'c.amount', 'c.expires_at', 'p.number as payment'])
    .where('c.code', '=', code)
    .executeTakeFirst()
  if (!row) return notFound()
  const invoices = await partsQuery(scope, row.id).execute()
  const over = row.state === 'open' && row.expires_at < scope.now
  const less = invoices.find((one) => compareAmounts(openAmount(one.total, one.paid_total), one.amount) < 0)
  return {
    state: over ? 'expired' : row.state,
    url: over ? null : row.session_url,
    currency: row.currency,
    amount: row.amount,
    invoices: invoices.map(({ number, amount }) => ({ number, amount })),
    payment: row.payment,
    settled: row.state === 'open' && less ? less.number : null,
  }
}

const partsQuery = (scope: Pick<Paying, 'rows'>, checkout: Id) =>
  scope.rows
    .selectFrom('checkout_invoices as p')
    .innerJoin('invoices as i', 'i.id', 'p.invoice_id')
    .select(['i.number', 'i.total', 'i.paid_total', 'p.amount'])
    .where('p.checkout_id', '=', checkout)
    .orderBy('p.id')

/** Open invoices that somebody may choose to pay, those due first before others. Refuses (404) an account out of reach. */
export async function invoicesToChoose(scope: Paying, account: string | null): Promise<Chosen[]> {
  const { rows } = await listInvoices(
    scope,
    { q: '', view: 'open', from: null, to: null, account },
    { after: null, before: null },
    mostInvoices,
  )
  return rows.map((row) => ({
    key: keyOf(row),
    number: row.number,
    dueOn: row.dueOn,
    currency: row.currency,
    open: row.open,
    host: row.entity,
    account: row.account.name,
    together: togetherOf(row.account.code, row),
  }))
}
