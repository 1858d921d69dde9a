import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { texts } from '~/languages/texts.server'
import { addDays } from '~/values/local-date'
import { compareAmounts, subtractAmounts, sumAmounts } from '~/values/money'
import { makeAllocation, makeCreditNote, makeInvoice, makePayment } from '../../../tests/support/billing'
import { grantOf, makeAccount, memberScope, staffScope } from '../../../tests/support/make'
import { readPdf } from '../../../tests/support/pdf'
import { adds, ageOf } from './statement'
import { statementCsv } from './statement.csv.server'
import { statementPdf } from './statement.pdf.server'
import { getStatement, openQuery, openStatement, readStatementFilter } from './statement.queries.server'
import { StatementView } from './statement-view'

const may = ['orders.read', 'invoices.read'] as const
const first = { after: null, before: null }

test.each([
  ['2026-06-30', 'notDue'],
  ['2026-07-01', 'to30'],
  ['2026-07-30', 'to30'],
  ['2026-07-31', 'to60'],
  ['2026-08-29', 'to60'],
  ['2026-08-30', 'to90'],
  ['2026-09-28', 'to90'],
  ['2026-09-29', 'over90'],
])('what was due on 30 June is on %s %s', (on, age) => {
  expect(ageOf('2026-06-30', on)).toBe(age)
})

test.each([
  ['on=2026-02-31', true, '2026-06-11'],
  ['on=abc', true, '2026-06-11'],
  ['on=', false, '2026-06-11'],
  ['', false, '2026-06-11'],
  ['on=2026-02-28', false, '2026-02-28'],
])('“%s” is a day that cannot be read: %s; the statement is of %s', async (search, dayUnread, on) => {
  const scope = memberScope(may, [grantOf(await makeAccount(), 'finance')])
  const statement = await getStatement(scope, readStatementFilter(new URLSearchParams(search)), first)
  expect(statement).toMatchObject({ dayUnread, on })
  const view = createElement(StatementView, { audience: 'portal', statement, search, accounts: false })
  const page = renderToStaticMarkup(createElement(I18nextProvider, { i18n: texts.en }, view))
  expect(page.includes('This is the statement of today.')).toBe(dayUnread)
})

test('a statement of a company that is not there is not there, for the staff as well', async () => {
  const filter = readStatementFilter(new URLSearchParams({ account: 'NOPE-0' }))
  await expect(openStatement(staffScope(may), filter)).rejects.toThrow('not found')
})

test('the balance of any day is what was owed then, whatever came after', async () => {
  const account = await makeAccount()
  const scope = memberScope(may, [grantOf(account, 'finance')])
  const invoice = await makeInvoice(account, { issued_on: '2026-05-01', due_on: '2026-05-31' })
  await makeInvoice(account, { issued_on: '2026-05-02', due_on: '2026-06-30', currency: 'KWD' }, [{ net: '12.345' }])
  const note = await makeCreditNote(account, { issued_on: '2026-05-10' })
  const payment = await makePayment(account, { amount: '80.00', received_on: '2026-05-20' })
  await makeAllocation(invoice, { payment_id: payment.id }, '80.00', '2026-05-21')
  await makeAllocation(invoice, { credit_note_id: note.id }, '10.00', '2026-06-05')
  const euro = async (on: string) => (await getStatement(scope, { on, currency: null, account: null }, first)).standings[0]
  expect(await euro('2026-04-30')).toBeUndefined()
  expect(await euro('2026-05-01')).toMatchObject({ currency: 'EUR', balance: '100', owed: { notDue: '100' }, unapplied: '0' })
  expect(await euro('2026-05-20')).toMatchObject({ balance: '10', owed: { notDue: '100' }, unapplied: '90' })
  expect(await euro('2026-05-21')).toMatchObject({ balance: '10', owed: { notDue: '20' }, unapplied: '10' })
  const paper = await statementPdf(scope, { on: '2026-05-21', currency: 'EUR', account: null }, 'zh-CN', 'Fairlead')
  const text = readPdf(paper).pages.join(' ')
  for (const said of [
    '2026年5月21日',
    '对账单',
    '2026-05-20',
    invoice.number,
    note.number,
    payment.number,
    '100.00',
    '−80.00',
    '20.00',
  ])
    expect(text).toContain(said)
  expect(text).toContain('EUR 20.00 0.00 0.00 0.00 0.00 −10.00 10.00 KWD 12.345')
  expect(await euro('2026-06-05')).toMatchObject({ balance: '10', owed: { notDue: '0', to30: '10' }, unapplied: '0' })
  const all = await getStatement(scope, { on: '2026-06-11', currency: 'KWD', account: null }, first)
  expect(all.standings.map((one) => [one.currency, one.balance])).toEqual([
    ['EUR', '10'],
    ['KWD', '12.345'],
  ])
  expect(all.page.rows).toMatchObject([{ kind: 'invoice', amount: '12.3450' }])
})

/** Repeatable chance, so that a failure can be looked at again. */
const chanceFrom = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

/** An invoice that is paid in whole or in part, with something left over, or that a credit note stands beside, or neither. */
async function billAndPay(account: Awaited<ReturnType<typeof makeAccount>>, chance: () => number): Promise<void> {
  const cents = () => (Math.floor(chance() * 100_000) / 100 + 1).toFixed(2)
  const currency = chance() < 0.7 ? 'EUR' : 'USD'
  const [issued_on, net] = [addDays('2026-01-01', Math.floor(chance() * 150)), cents()]
  const invoice = await makeInvoice(account, { issued_on, due_on: addDays(issued_on, Math.floor(chance() * 60)), currency }, [
    { net },
  ])
  const draw = chance()
  if (draw > 0.8) return
  if (draw > 0.6) return void (await makeCreditNote(account, { currency, issued_on: addDays(issued_on, 4) }, cents()))
  const part = chance() < 0.5 ? net : (Number(net) / 2).toFixed(2)
  const received_on = addDays(issued_on, Math.floor(chance() * 80))
  const payment = await makePayment(account, { currency, amount: (Number(part) + 3).toFixed(2), received_on })
  await makeAllocation(invoice, { payment_id: payment.id }, part, addDays(received_on, Math.floor(chance() * 5)))
}

test.each([1, 2, 3])('it is always the sum of what it lists, world %i', async (seed) => {
  const chance = chanceFrom(seed)
  const top = await makeAccount()
  const accounts = [top, await makeAccount({}, top), await makeAccount({}, top)]
  for (let index = 0; index < 25; index++) await billAndPay(accounts[Math.floor(chance() * 3)] ?? top, chance)
  const scope = memberScope(may, [grantOf(top, 'finance')])
  for (const on of ['2026-02-01', '2026-03-15', '2026-05-01', '2026-12-31']) {
    const { standings } = await getStatement(scope, { on, currency: null, account: null }, first)
    expect(standings.map(adds)).toEqual(standings.map(() => true))
    let text = ''
    const words = { head: (column: string) => column, kind: (kind: string) => kind }
    for await (const piece of await statementCsv(scope, { on, currency: null, account: null }, words)) text += piece
    const rows = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','))
    for (const { currency, balance } of standings) {
      const amounts = rows.filter((row) => row.at(-2) === currency).map((row) => row.at(-1) ?? '')
      expect(compareAmounts(sumAmounts(amounts), balance)).toBe(0)
    }
    const parts = await Promise.all(
      accounts.slice(1).map((one) => getStatement(scope, { on, currency: null, account: one.code }, first)),
    )
    for (const part of parts) expect(part.standings.every(adds)).toBe(true)
  }
})

type Owed = { currency: string; due_on: string; amount: string }

/** What was open on a day, from every invoice and every allocation of these accounts. */
async function openByHand(accounts: readonly string[], on: string): Promise<Owed[]> {
  const invoices = await db
    .selectFrom('invoices')
    .select(['id', 'currency', 'issued_on', 'settled_on', 'due_on', 'total'])
    .where('account_id', 'in', accounts)
    .execute()
  const allocations = await db
    .selectFrom('allocations')
    .select(['invoice_id', 'allocated_on', 'amount'])
    .where('account_id', 'in', accounts)
    .execute()
  const owed = new Map<string, Owed>()
  for (const { id, currency, issued_on, settled_on, due_on, total } of invoices) {
    if (issued_on > on || (settled_on !== null && settled_on <= on)) continue
    const paid = allocations.filter((one) => one.invoice_id === id && one.allocated_on <= on).map((one) => one.amount)
    const key = `${currency} ${due_on}`
    const before = owed.get(key)?.amount ?? '0'
    owed.set(key, { currency, due_on, amount: subtractAmounts(sumAmounts([before, total]), sumAmounts(paid)) })
  }
  return [...owed.keys()].sort().map((key) => owed.get(key) as Owed)
}

/** Issued on some day of three years; paid in parts or not at all, by payments and credit notes, before it was issued or years later. */
async function billForYears(account: Awaited<ReturnType<typeof makeAccount>>, chance: () => number): Promise<void> {
  const issued_on = addDays('2024-01-01', Math.floor(chance() * 900))
  const currency = chance() < 0.7 ? 'EUR' : 'USD'
  const invoice = await makeInvoice(account, { issued_on, due_on: addDays(issued_on, Math.floor(chance() * 60)), currency })
  const parts = [[], ['100'], ['100'], ['60', '40'], ['60', '30']][Math.floor(chance() * 5)] ?? []
  for (const amount of parts) {
    const on = addDays(issued_on, Math.floor(chance() * (chance() < 0.2 ? 800 : 70)) - 5)
    const from =
      chance() < 0.3
        ? { credit_note_id: (await makeCreditNote(account, { currency, issued_on: on }, amount)).id }
        : { payment_id: (await makePayment(account, { currency, amount, received_on: on })).id }
    await makeAllocation(invoice, from, amount, on)
  }
}

test.each([11, 12])('what was open on a past day is found without what was settled before, world %i', async (seed) => {
  const chance = chanceFrom(seed)
  const top = await makeAccount()
  const accounts = [top, await makeAccount({}, top), await makeAccount({}, top)]
  for (let index = 0; index < 60; index++) await billForYears(accounts[index % 3] as typeof top, chance)
  const whole = memberScope(may, [grantOf(top, 'finance')])
  const some = memberScope(may, [grantOf(accounts[1] as typeof top, 'finance', false)])
  const readers = [
    { scope: whole, of: accounts.map((one) => one.id) },
    { scope: some, of: [(accounts[1] as typeof top).id] },
  ]
  for (const { scope, of } of readers)
    for (let days = -10; days < 1_900; days += 1 + Math.floor(chance() * 60)) {
      const on = addDays('2024-01-01', days)
      const { ranges } = await openStatement(scope, { on, currency: null, account: null })
      const found = (await Promise.all(ranges.map((range) => openQuery(scope, range, on).execute()))).flat()
      const keyed = found
        .map((one) => ({ key: `${one.currency} ${one.due_on}`, ...one }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
      const plain = keyed.map(({ currency, due_on, amount }) => ({ currency, due_on, amount: sumAmounts([amount]) }))
      expect(plain, on).toEqual(await openByHand(of, on))
    }
})
