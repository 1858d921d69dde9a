import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount, makePerson, ownerOf } from '../../../tests/support/make'
import { makeItem, makePrice, makeProposal } from '../../../tests/support/supplying'
import { supplyInvariants } from './supply.invariants.server'

for (const one of supplyInvariants) breaksOnPurpose(one.name)

const check = async (name: string) =>
  (await supplyInvariants.find((one) => one.name === name)?.check(systemScope<StaffAbility>([]))) ?? ['no such rule']

const owner = ownerOf(await makeAccount({ supplies: 1 }))
const item = await makeItem(owner)
const person = await makePerson({ staff_role: 'catalog' })
const decided = { decided_by: person.id, decided_at: new Date('2026-06-12T10:00:00Z') }
const title = { item, field: 'title_en', base_value: 'A', proposed_value: 'B' }

test('what is whole is not complained about', async () => {
  await makePrice(item)
  await makeProposal(owner, [title])
  for (const one of supplyInvariants) expect(await check(one.name)).toEqual([])
})

test('a proposal whose counts or state do not follow from its fields is found', async () => {
  const few = await makeProposal(owner, [title], { fields_count: 2 })
  const early = await makeProposal(owner, [title], { state: 'approved' })
  const said = (await check('supply.proposals-counted')).join()
  expect(said).toContain(few.number)
  expect(said).toContain(early.number)
})

test('a decision without a person, a refusal without a reason and a second who was the first are found', async () => {
  const anonymous = await makeProposal(owner, [{ ...title, decision: 'approved', decided_at: decided.decided_at }])
  const silent = await makeProposal(owner, [{ ...title, decision: 'refused', ...decided }])
  const alone = await makeProposal(owner, [{ ...title, decision: 'approved', ...decided, first_approved_by: person.id }])
  const said = (await check('supply.decisions-signed')).join()
  for (const { number } of [anonymous, silent, alone]) expect(said).toContain(number)
})

test('an approved price that is none, and a price that ends before it begins, are found', async () => {
  const price = { item, field: 'price', variant: 'standard/1/EUR', base_value: '10', proposed_value: '11' }
  const lost = await makeProposal(owner, [{ ...price, decision: 'approved', effective_from: '2026-07-10', ...decided }])
  expect((await check('supply.prices-approved')).join()).toContain(lost.number)
  await db.updateTable('item_prices').set({ ends_on: '2025-12-31' }).where('catalog_item_id', '=', item.id).execute()
  expect(await check('supply.prices-end')).toEqual([`${item.sku} from 2026-01-01`])
})
