import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { makeAllocation, makeBilling, makeCreditNote, makePayment } from '../../../tests/support/billing'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount } from '../../../tests/support/make'
import { invoiceInvariants } from './invoices.invariants.server'

// Each rule is broken on purpose once and must say so; what is made as usual breaks none.

breaksOnPurpose(...invoiceInvariants.map((one) => one.name))

const account = await makeAccount()
const billed = await makeBilling(account)
const payment = await makePayment(account)
const note = await makeCreditNote(account)
const spare = await makeAllocation(billed, { payment_id: payment.id }, '5.00')

const asked = async (name: string) => {
  const invariant = invoiceInvariants.find((one) => one.name === name)
  if (!invariant) throw new Error(`no rule ${name}`)
  return await invariant.check(systemScope<StaffAbility>([]))
}

const planted: [name: string, says: string, breaking: () => Promise<unknown>, mending: () => Promise<unknown>][] = [
  [
    'invoices.invoices-projected',
    `${billed.number}: paid_total`,
    () => db.updateTable('invoices').set({ paid_total: '44' }).where('id', '=', billed.id).execute(),
    () => db.updateTable('invoices').set({ paid_total: '45' }).where('id', '=', billed.id).execute(),
  ],
  [
    'invoices.credit_notes-projected',
    `${note.number}: total`,
    () => db.updateTable('credit_notes').set({ total: '11' }).where('id', '=', note.id).execute(),
    () => db.updateTable('credit_notes').set({ total: '10' }).where('id', '=', note.id).execute(),
  ],
  [
    'invoices.payments-projected',
    `${payment.number}: is_open`,
    () => db.updateTable('payments').set({ is_open: 0 }).where('id', '=', payment.id).execute(),
    () => db.updateTable('payments').set({ is_open: 1 }).where('id', '=', payment.id).execute(),
  ],
  [
    'invoices.settled-within',
    `${billed.number}: paid_total`,
    () => db.updateTable('invoices').set({ paid_total: '100.01' }).where('id', '=', billed.id).execute(),
    () => db.updateTable('invoices').set({ paid_total: '45' }).where('id', '=', billed.id).execute(),
  ],
  [
    'invoices.allocations-paired',
    billed.number,
    () => db.updateTable('allocations').set({ credit_note_id: note.id }).where('id', '=', spare).execute(),
    () => db.updateTable('allocations').set({ credit_note_id: null }).where('id', '=', spare).execute(),
  ],
  [
    'invoices.lines-dated',
    `${billed.number}, line 1`,
    () => db.updateTable('invoice_lines').set({ currency: 'USD' }).where('invoice_id', '=', billed.id).execute(),
    () => db.updateTable('invoice_lines').set({ currency: 'EUR' }).where('invoice_id', '=', billed.id).execute(),
  ],
]

describe.each(planted)('%s', (name, says, breaking, mending) => {
  beforeAll(async () => expect(await asked(name)).toEqual([]))
  afterAll(async () => {
    await mending()
    expect(await asked(name)).toEqual([])
  })

  test('is missed where it does not hold', async () => {
    await breaking()
    expect((await asked(name)).join('; ')).toContain(says)
  })
})

test('every rule is broken once here', () => {
  expect(planted.map(([name]) => name).sort()).toEqual(invoiceInvariants.map((one) => one.name).sort())
})
