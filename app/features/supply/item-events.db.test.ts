import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { purchasesOfItem } from '~/features/purchases/item-purchases.server'
import { NotFound } from '~/values/outcome'
import { importing } from '../../../tests/support/importing'
import { grantOf, makeAccount, makeEntity, makePerson, ownerOf, scopeOf, unique } from '../../../tests/support/make'
import { makePurchase } from '../../../tests/support/purchasing'
import { makeItem, makePrice, makeProposal } from '../../../tests/support/supplying'
import { decideFields } from './decide.commands.server'
import { getItem } from './item.queries.server'
import { getProposal } from './proposal.queries.server'
import { proposalsCsv } from './proposals.csv.server'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
afterAll(() => rm(folder, { recursive: true }))
beforeAll(makeEntity)

async function company() {
  const account = await makeAccount({ supplies: 1 })
  const may = ['catalog.read', 'purchases.read'] as const
  return { account, owner: ownerOf(account), scope: scopeOf('supplier', may, { grants: [grantOf(account, 'catalog')] }) }
}
async function decider(name: string) {
  const { id } = await makePerson({ staff_role: 'catalog', name })
  const may = ['catalog.read', 'proposals.decide', 'purchases.read'] as const
  return scopeOf('staff', may, { staffRole: 'catalog', personId: id })
}

const title = { field: 'title_en', base_value: 'A', proposed_value: 'B' }
const lead = { field: 'lead_time_days', base_value: '21', proposed_value: '35' }

test('an item tells who proposed what, and what was decided and why; only staff are told by whom', async () => {
  const [{ account, owner, scope }, { scope: stranger }] = [await company(), await company()]
  const [owen, vera] = [await makePerson({ name: 'Owen' }), await decider('Vera')]
  const item = await makeItem(owner)
  await makePrice(item)
  const fields = [
    { item, ...title },
    { item, ...lead },
  ]
  const { number } = await makeProposal(owner, fields, { submitted_by: owen.id })
  await makeProposal(owner, fields, { state: 'draft', submitted_at: null })
  const { shown } = await getProposal(vera, number)
  await decideFields(vera, number, {
    fields: shown.map(({ position, seen }) => ({ position, seen, decision: 'refused' as const, reason: 'Not in the contract' })),
  })
  const seen = await getItem(vera, item.sku, account.code)
  const decided = { kind: 'refused', number, fields: ['title_en', 'lead_time_days'], reason: 'Not in the contract' }
  expect(seen.events).toMatchObject([{ ...decided, by: 'Vera' }, { kind: 'submitted', number, by: 'Owen' }, { kind: 'created' }])
  expect(seen.proposals).toEqual([])
  const own = await getItem(scope, item.sku, null)
  expect(own.events[0]).toMatchObject({ ...decided, by: null })
  expect(own.proposals).toHaveLength(1)
  await expect(getItem(stranger, item.sku, null)).rejects.toThrow(NotFound)
})

test('what the ERP changes of an item and of its prices is told, from what to what', async () => {
  const key = unique()
  const write = (name: string, ...lines: string[]) => writeFile(join(folder, `${name}.csv`), `${lines.join('\n')}\n`)
  await write('accounts', 'id,name,supplies,currency', `S${key},Kestrel,yes,GBP`)
  await write('catalog_items', 'id,supplier,title_en,weight_kg,lead_time_days', `I${key},S${key},Gate valve,2.0,21`)
  await write('item_prices', 'item,amount,valid_from', `I${key},10.00,2026-01-01`)
  await importing(folder)
  await write('catalog_items', 'id,supplier,title_en,weight_kg,lead_time_days', `I${key},S${key},Gate valve PN16,2.100,21`)
  await write('item_prices', 'item,amount,valid_from', `I${key},10.80,2026-01-01`)
  await importing(folder)
  await importing(folder)
  const staff = await decider('Vera')
  const { events } = await getItem(staff, `I${key}`, null)
  const said = events.flatMap((one) => (one.kind === 'changed' ? [[one.field, one.variant, one.from, one.to]] : []))
  expect(said.sort()).toEqual([
    ['price', 'standard/1/GBP', '10', '10.8'],
    ['title_en', '', 'Gate valve', 'Gate valve PN16'],
    ['weight_kg', '', '2', '2.1'],
  ])
  const words = db.selectFrom('catalog_item_words as w').innerJoin('catalog_items as i', 'i.id', 'w.catalog_item_id')
  const rows = await words.select('w.word').where('i.sku', '=', `I${key}`).execute()
  expect(rows.map((row) => row.word)).toContain('pn16')
})

test('an item knows the latest purchase orders that have it, its own company’s alone', async () => {
  const [{ account, owner, scope }, other] = [await company(), await company()]
  const sku = `SAME-${unique()}`
  const [item, foreign] = [await makeItem(owner, { sku }), await makeItem(other.owner, { sku })]
  const first = await makePurchase(owner, [{ catalog_item_id: item.id, sku }])
  const second = await makePurchase(owner, [{ sku: 'X' }, { catalog_item_id: item.id, sku, quantity: '7' }])
  await makePurchase(other.owner, [{ catalog_item_id: foreign.id, sku }])
  const staff = await decider('Vera')
  const rows = await purchasesOfItem(staff, sku, account.code)
  expect(rows.map((row) => [row.number, row.lineNo])).toEqual([
    [second.number, 2],
    [first.number, 1],
  ])
  expect(await purchasesOfItem(scope, sku, other.account.code)).toEqual([])
  expect((await getItem(staff, sku, account.code)).others.map((one) => one.code)).toEqual([other.account.code])
  expect((await getItem(scope, sku, null)).others).toEqual([])
})

test('the file of proposals holds what its list shows, to staff nothing that was never handed in', async () => {
  const { owner, scope } = await company()
  const item = await makeItem(owner)
  const [sent, draft] = [
    await makeProposal(owner, [{ item, ...title }], { note: '=1+1' }),
    await makeProposal(owner, [{ item, ...lead }], { state: 'draft', submitted_at: null }),
  ]
  const words = { head: (text: string) => text, state: (text: string) => text, origin: (text: string) => text }
  const read = async (reader: Parameters<typeof proposalsCsv>[0], filter: Parameters<typeof proposalsCsv>[1]) => {
    let text = ''
    for await (const piece of await proposalsCsv(reader, filter, words)) text += piece
    return text.trim().split('\r\n').slice(1)
  }
  const lines = await read(scope, { state: null })
  expect(lines.map((line) => line.split(',')[0]).sort()).toEqual([sent.number, draft.number].sort())
  expect(lines.find((line) => line.startsWith(sent.number))).toContain("'=1+1")
  const staff = await decider('Vera')
  expect((await read(staff, { state: null, q: item.sku })).map((line) => line.split(',')[0])).toEqual([sent.number])
  expect((await read(scope, { state: 'draft' })).map((line) => line.split(',')[0])).toEqual([draft.number])
})
