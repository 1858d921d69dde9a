import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount, makePerson, ownerOf } from '../../../tests/support/make'
import { makeAnswer, makePurchase } from '../../../tests/support/purchasing'
import { purchaseInvariants } from './purchases.invariants.server'

for (const one of purchaseInvariants) breaksOnPurpose(one.name)

const check = async (name: string) =>
  (await purchaseInvariants.find((one) => one.name === name)?.check(systemScope<StaffAbility>([]))) ?? ['no such rule']

const owner = ownerOf(await makeAccount({ supplies: 1 }))
const person = await makePerson({ staff_role: 'catalog' })
const all = [{ kind: 'confirmed', quantity: '100', due_on: '2026-07-10' }] as const
const refused = [{ kind: 'refused', quantity: '100', due_on: null }] as const
const signed = { decided_by: person.id, decided_at: new Date('2026-06-12T10:00:00Z') }

test('what is whole is not complained about', async () => {
  await makeAnswer(await makePurchase(owner), [{ line: 1, parts: all }])
  for (const one of purchaseInvariants) expect(await check(one.name)).toEqual([])
})

test('a state or a share of a line that does not follow is found', async () => {
  const [one, other] = [await makePurchase(owner), await makePurchase(owner)]
  await db.updateTable('purchase_orders').set({ state: 'answered' }).where('id', '=', one.id).execute()
  await db.updateTable('purchase_order_lines').set({ open_quantity: '90' }).where('purchase_order_id', '=', other.id).execute()
  expect(await check('purchases.projected')).toEqual([`${one.number}: state`, `${other.number}, line 1: open_quantity`])
})

test('two answers that wait, and lines that stand of an answer that does not, are found', async () => {
  const [twice, wrong, gone] = [await makePurchase(owner), await makePurchase(owner), await makePurchase(owner)]
  await makeAnswer(twice, [{ line: 1, parts: all }], { state: 'waiting' })
  await makeAnswer(twice, [{ line: 1, parts: all }], { state: 'waiting', number: 2 })
  await makeAnswer(wrong, [{ line: 1, parts: all, standing: 1 }], { state: 'rejected', reason: 'No', ...signed })
  await makeAnswer(gone, [{ line: 1, parts: all, standing: null }])
  expect((await check('purchases.one-waits')).join()).toContain(twice.number)
  const said = (await check('purchases.standing')).join()
  for (const { number } of [wrong, gone]) expect(said).toContain(number)
})

test('a refusal without a reason, a part without a day and a rejection that nobody signed are found', async () => {
  const [silent, dayless, unsigned] = [await makePurchase(owner), await makePurchase(owner), await makePurchase(owner)]
  await makeAnswer(silent, [{ line: 1, parts: refused }])
  await makeAnswer(dayless, [{ line: 1, parts: [{ ...all[0], due_on: null }] }])
  await makeAnswer(unsigned, [{ line: 1, parts: all }], { state: 'rejected' })
  const said = (await check('purchases.said')).join()
  for (const { number } of [silent, dayless, unsigned]) expect(said).toContain(number)
})
