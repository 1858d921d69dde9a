import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { importing } from '../../../tests/support/importing'
import { makeEntity } from '../../../tests/support/make'

const folder = await mkdtemp(join(tmpdir(), 'supply-'))
afterAll(() => rm(folder, { recursive: true }))
const write = (name: string, ...lines: string[]) => writeFile(join(folder, `${name}.csv`), `${lines.join('\n')}\n`)
await makeEntity()

const items = 'id,supplier,sku,title_en,title_zh,weight_kg,availability'
const prices = 'item,break_quantity,amount,valid_from,valid_to'

const live = () =>
  db
    .selectFrom('item_prices as p')
    .innerJoin('catalog_items as i', 'i.id', 'p.catalog_item_id')
    .select(['i.sku', 'p.break_quantity', 'p.amount', 'p.currency', 'p.valid_from', 'p.ends_on'])
    .orderBy('p.id')
    .execute()

test('items and prices are loaded, loading them again changes nothing, and a price from the same day is the same price', async () => {
  await write('accounts', 'id,name,supplies,currency', 'S1,Kestrel,yes,GBP')
  await write('catalog_items', items, 'K-1,S1,GV-065,Gate valve,闸阀,9.25,limited', 'K-2,S1,,Y strainer,,,', 'K-3,S9,X,None,,,')
  await write(
    'item_prices',
    prices,
    'K-1,,10.00,2026-01-01,',
    'K-1,100,9.50,2026-01-01,2026-07-01',
    'K-1,,1,2026-02-01,2026-02-01',
  )
  const first = await importing(folder)
  expect(first.errors).toBe('')
  expect(first.counts.catalog_items).toEqual([3, 2, 0, 0, 1])
  expect(first.counts.item_prices).toEqual([3, 2, 0, 0, 1])
  expect(await live()).toMatchObject([
    { sku: 'GV-065', break_quantity: '1.000000', amount: '10.000000', currency: 'GBP', valid_from: '2026-01-01', ends_on: null },
    { sku: 'GV-065', break_quantity: '100.000000', amount: '9.500000', ends_on: '2026-07-01' },
  ])
  const second = await importing(folder)
  expect(second.counts.catalog_items).toEqual([3, 0, 0, 2, 1])
  expect(second.counts.item_prices).toEqual([3, 0, 0, 2, 1])
  await write('item_prices', prices, 'K-1,1.0,10.20,2026-01-01,', 'K-1,,11.00,2026-06-01,')
  const third = await importing(folder)
  expect(third.counts.item_prices).toEqual([2, 1, 1, 0, 0])
  expect((await live()).map((one) => one.amount)).toEqual(['10.200000', '9.500000', '11.000000'])
})

test('what was decided here stays until the source says something else, and then staff are asked', async () => {
  await db.updateTable('catalog_items').set({ title_en: 'Gate valve, bronze' }).where('sku', '=', 'GV-065').execute()
  const title = async () =>
    (await db.selectFrom('catalog_items').select('title_en').where('sku', '=', 'GV-065').executeTakeFirstOrThrow()).title_en
  await importing(folder)
  expect(await title()).toBe('Gate valve, bronze')
  await write('catalog_items', items, 'K-1,S1,GV-065,Gate valve DN65,闸阀,9.25,limited')
  await importing(folder)
  expect(await title()).toBe('Gate valve, bronze')
  const clash = await db.selectFrom('import_clashes').select(['entity', 'field', 'incoming', 'live']).execute()
  expect(clash).toEqual([{ entity: 'catalog_items', field: 'title_en', incoming: 'Gate valve DN65', live: 'Gate valve, bronze' }])
})
