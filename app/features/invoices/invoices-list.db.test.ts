import { describe, expect, test } from 'vitest'
import type { Account } from '../../../tests/support/billing'
import { makeAllocation, makeInvoice, makePayment } from '../../../tests/support/billing'
import { grantOf, makeAccount, memberScope, scopeOf, staffScope, unique } from '../../../tests/support/make'
import { getInvoice } from './invoice.queries.server'
import type { InvoiceFilter } from './invoice-filter'
import { invoicesCsv } from './invoices.csv.server'
import { invoiceFinder } from './invoices.find.server'
import { listInvoices } from './invoices.queries.server'

// The reader's today is 11 June 2026.

const may = ['orders.read', 'invoices.read'] as const
const every: InvoiceFilter = { q: '', view: 'all', from: null, to: null, account: null }
const first = { after: null, before: null }
const reader = (account: Account & { code: string }) => memberScope(may, [grantOf(account, 'buyer')])
const numbers = async (scope: ReturnType<typeof reader>, filter: Partial<InvoiceFilter>) =>
  (await listInvoices(scope, { ...every, ...filter }, first)).rows.map((row) => row.number)

test('open ones come by the day they are due, overdue ones are those whose day has passed, paid ones newest first', async () => {
  const account = await makeAccount()
  const late = await makeInvoice(account, { issued_on: '2026-04-01', due_on: '2026-06-10' })
  const soon = await makeInvoice(account, { issued_on: '2026-05-12', due_on: '2026-06-11' })
  const older = await makeInvoice(account, { issued_on: '2026-03-01', due_on: '2026-03-31' })
  const newer = await makeInvoice(account, { issued_on: '2026-03-02', due_on: '2026-03-31' })
  for (const invoice of [older, newer]) await makeAllocation(invoice, { payment_id: (await makePayment(account)).id }, '100.00')
  const scope = reader(account)
  expect(await numbers(scope, { view: 'open' })).toEqual([late.number, soon.number])
  expect(await numbers(scope, { view: 'overdue' })).toEqual([late.number])
  expect(await numbers(scope, { view: 'paid' })).toEqual([newer.number, older.number])
  expect(await numbers(scope, { view: 'all', from: '2026-03-02', to: '2026-04-01' })).toEqual([late.number, newer.number])
})

test('pages forth and back show each invoice once, also where many are due on one day', async () => {
  const account = await makeAccount()
  for (let index = 0; index < 7; index++) await makeInvoice(account, { due_on: index < 5 ? '2026-06-30' : '2026-07-01' })
  const scope = reader(account)
  const filter = { ...every, view: 'open' as const }
  const seen: string[] = []
  let page = await listInvoices(scope, filter, first, 3)
  const begun = page.rows.map((row) => row.number)
  for (;;) {
    seen.push(...page.rows.map((row) => row.number))
    if (!page.after) break
    page = await listInvoices(scope, filter, { after: page.after, before: null }, 3)
  }
  expect(new Set(seen).size).toBe(7)
  const back = await listInvoices(scope, filter, { after: null, before: page.before }, 3)
  expect((await listInvoices(scope, filter, { after: null, before: back.before }, 3)).rows.map((row) => row.number)).toEqual(
    begun,
  )
  const cell = (line: string) => line.split(',')[0]
  const words = { head: (column: string) => column, state: (state: string) => state }
  let text = ''
  for await (const piece of await invoicesCsv(scope, filter, words)) text += piece
  expect(text.trim().split('\r\n').slice(1).map(cell)).toEqual(seen)
})

test('an invoice is found by the beginning of its number, by the customer’s, and by its order’s; by others not at all', async () => {
  const [account, stranger] = [await makeAccount(), await makeAccount()]
  const po = `PO_${unique()}`
  const invoice = await makeInvoice(account, { po_number: po })
  const own = reader(account)
  expect(await numbers(own, { q: invoice.number.slice(0, -2) })).toContain(invoice.number)
  expect(await numbers(own, { q: po.slice(0, 8) })).toEqual([invoice.number])
  expect(await numbers(own, { q: '%' })).toEqual([])
  expect(await numbers(reader(stranger), { q: invoice.number })).toEqual([])
  const palette = scopeOf('portal', ['orders.read', 'shipments.read'], { grants: [grantOf(account, 'buyer')] })
  expect((await invoiceFinder.find(palette, invoice.number, 6)).map((one) => one.path)).toEqual([`invoices/${invoice.number}`])
  const receiver = scopeOf('portal', ['orders.read', 'shipments.read'], { grants: [grantOf(account, 'receiver')] })
  expect(await invoiceFinder.find(receiver, invoice.number, 6)).toEqual([])
})

describe('one invoice', () => {
  test('says what is open of it and what settled it', async () => {
    const account = await makeAccount()
    const invoice = await makeInvoice(account, { due_on: '2026-06-10' }, [{ net: '60.00' }, { net: '40.50' }])
    const payment = await makePayment(account, { amount: '80.00', reference: 'with thanks' })
    await makeAllocation(invoice, { payment_id: payment.id }, '80.00')
    const { invoice: shown } = await getInvoice(reader(account), invoice.number)
    expect(shown).toMatchObject({ state: 'overdue', total: '100.5000', paid: '80.0000', open: '20.5' })
    expect(shown.settled).toMatchObject([
      { kind: 'payment', number: payment.number, reference: 'with thanks', amount: '80.0000' },
    ])
  })

  test('of a number that two companies of the host use is asked for by company', async () => {
    const account = await makeAccount()
    const number = `INV-${unique()}`
    await makeInvoice(account, { number })
    await makeInvoice(account, { number })
    const staff = staffScope(may)
    const { invoice } = await getInvoice(staff, number)
    const [other] = invoice.others
    expect((await getInvoice(staff, number, other?.code)).invoice.entity.code).toBe(other?.code)
    await expect(getInvoice(staff, number, 'NOBODY')).rejects.toThrow()
  })
})
