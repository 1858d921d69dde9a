import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { makeBilling } from '../../../tests/support/billing'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount } from '../../../tests/support/make'
import { ledgerInvariants } from './ledger.invariants.server'
import { projectInvoices } from './projection.server'

breaksOnPurpose(...ledgerInvariants.map((one) => one.name))
const scope = systemScope<StaffAbility>([])

test.each([
  ['ledger.balanced', { book: 'sales' }, { amount: '-99.00' }],
  ['ledger.stands-as-documents', { book: 'receivable' }, { amount: '99.00' }],
  ['ledger.statement-is-balance', { book: 'receivable' }, { moves: 0 }],
])('%s is broken by an entry of %j with %j', async (name, which, change) => {
  const account = await makeAccount()
  const invoice = await makeBilling(account)
  const rule = ledgerInvariants.find((one) => one.name === name)
  const known = new Set(await rule?.check(scope))
  const entry = db.updateTable('ledger_entries').where('posting', '=', `i${invoice.id}`).where('book', '=', which.book)
  await entry.set(change).execute()
  const broken = ((await rule?.check(scope)) ?? []).filter((one) => !known.has(one))
  expect(broken).toHaveLength(1)
  expect(`i${invoice.id} ${invoice.number} ${account.code}`).toContain(broken[0]?.split(' in ')[0])
})

test('ledger.days-are-entries is broken by a sum of a day that is not theirs', async () => {
  const account = await makeAccount()
  await makeBilling(account)
  const rule = ledgerInvariants.find((one) => one.name === 'ledger.days-are-entries')
  const broken = async () => ((await rule?.check(scope)) ?? []).filter((one) => one.startsWith(account.code))
  expect(await broken()).toEqual([])
  const day = db.updateTable('ledger_days').where('account_id', '=', account.id).where('booked_on', '=', '2026-05-20')
  await day.set({ unapplied: '0.01' }).execute()
  expect(await broken()).toEqual([`${account.code} in EUR on 2026-05-20`])
})

test('posting again posts nothing, and what is added to an invoice is posted as the difference', async () => {
  const invoice = await makeBilling(await makeAccount())
  const entries = () =>
    db
      .selectFrom('ledger_entries')
      .select(['posting', 'sequence', 'amount', 'book'])
      .where('posting', '=', `i${invoice.id}`)
      .execute()
  const before = await entries()
  await projectInvoices(scope, [invoice.id])
  expect(await entries()).toEqual(before)
  const line = await db.selectFrom('invoice_lines').selectAll().where('invoice_id', '=', invoice.id).executeTakeFirstOrThrow()
  const { id: _, ...values } = line
  await db
    .insertInto('invoice_lines')
    .values({ ...values, line_no: 2, net: '5.55' })
    .execute()
  await projectInvoices(scope, [invoice.id])
  expect((await entries()).slice(before.length).map((one) => [one.sequence, one.book, one.amount])).toEqual([
    [2, 'receivable', '5.5500'],
    [2, 'sales', '-5.5500'],
  ])
})
