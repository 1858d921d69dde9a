import { beforeAll, expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { NotFound } from '~/values/outcome'
import { grantOf, makeAccount, makeEntity, ownerOf, scopeOf, unique } from '../../../tests/support/make'
import { makeItem, makePrice } from '../../../tests/support/supplying'
import { catalogCsv } from './catalog.csv.server'
import { listItems } from './catalog.queries.server'
import type { ItemFilter } from './catalog-filter'
import { readItemFilter } from './catalog-filter'
import { findableItems } from './item-words.server'

beforeAll(makeEntity)

const staff = scopeOf('staff', ['catalog.read'], { staffRole: 'agent' })
const first = { after: null, before: null }
const filter = (more: Partial<ItemFilter>): ItemFilter => ({ ...readItemFilter(new URLSearchParams()), ...more })

async function company(parent?: Awaited<ReturnType<typeof makeAccount>>) {
  const account = await makeAccount({ supplies: 1 }, parent)
  return {
    account,
    owner: ownerOf(account),
    scope: scopeOf('supplier', ['catalog.read'], { grants: [grantOf(account, 'viewer')] }),
  }
}
const found = async (scope: Parameters<typeof listItems>[0], more: Partial<ItemFilter>) =>
  (await listItems(scope, filter(more), first)).rows.map((row) => row.sku)

test('an item is found by any words of its number and titles, in both languages, and what is gone only where it is asked for', async () => {
  const [{ account, owner, scope }, other] = [await company(), await company()]
  await makeItem(owner, { sku: 'GV-065-B', title_en: 'Gate valve, bronze', title_zh: '青铜闸阀' })
  await makeItem(owner, { sku: 'BV-065', title_en: 'Ball valve', availability: 'limited' })
  await makeItem(owner, { sku: 'GV-080', title_en: 'Gate valve', discontinued: 1 })
  await makeItem(other.owner, { sku: 'GV-065-C', title_en: 'Gate valve, bronze' })
  expect(await found(scope, { q: 'gv065' })).toEqual(['GV-065-B'])
  expect(await found(scope, { q: 'bronze gate' })).toEqual(['GV-065-B'])
  expect(await found(scope, { q: '闸阀' })).toEqual(['GV-065-B'])
  expect(await found(scope, { q: '065' })).toEqual(['BV-065', 'GV-065-B'])
  expect(await found(scope, { q: '065', availability: 'limited' })).toEqual(['BV-065'])
  expect(await found(scope, { q: 'gate' })).toEqual(['GV-065-B'])
  expect(await found(scope, { q: 'gate', discontinued: true })).toEqual(['GV-065-B', 'GV-080'])
  expect(await found(scope, { q: '% _' })).toEqual([])
  expect(await found(staff, { q: 'bronze gate', account: account.code })).toEqual(['GV-065-B'])
  expect(await found(staff, { account: other.account.code })).toEqual(['GV-065-C'])
  await expect(found(scope, { account: other.account.code })).rejects.toThrow(NotFound)
})

test('staff look at a company and those below it, page by page', async () => {
  const top = await company()
  const branch = await company(top.account)
  for (let index = 0; index < 5; index++) await makeItem(index % 2 ? top.owner : branch.owner, { sku: `PG-${index}` })
  const one = await listItems(staff, filter({ account: top.account.code }), first, 3)
  const two = await listItems(staff, filter({ account: top.account.code }), { after: one.after, before: null }, 3)
  expect([...one.rows, ...two.rows].map((row) => row.sku)).toEqual(['PG-0', 'PG-1', 'PG-2', 'PG-3', 'PG-4'])
  expect(await found(staff, { account: branch.account.code })).toEqual(['PG-0', 'PG-2', 'PG-4'])
})

test('a word that fits more than 200 items shows so many, and says that there are more', async () => {
  const { owner, scope } = await company()
  const word = `w${unique().toLowerCase()}`
  const now = new Date('2026-06-10')
  const stamps = { created_at: now, updated_at: now }
  const rows = Array.from({ length: 230 }, (_, index) => ({
    ...owner,
    ...stamps,
    sku: `MANY-${1000 + index}`,
    title_en: `${word} DN`,
  }))
  await db.insertInto('catalog_items').values(rows).execute()
  expect(await found(scope, { q: word })).toEqual([])
  // Whoever wrote them knew no words: the housekeeping writes them.
  await findableItems.run({ scope: systemScope<StaffAbility>([]), signal: new AbortController().signal })
  const page = await listItems(scope, filter({ q: word }), first, 300)
  expect([page.rows.length, page.more]).toEqual([200, true])
  expect(await listItems(scope, filter({ q: `${word} 1007` }), first)).toMatchObject({
    more: false,
    rows: [{ sku: 'MANY-1007' }],
  })
})

test('the file of a list holds what it shows, to staff with the same columns', async () => {
  const { account, owner } = await company()
  const item = await makeItem(owner, { sku: 'CSV-1', title_en: 'Gate valve' })
  await makePrice(item)
  await makeItem(owner, { sku: 'CSV-2', title_en: 'Ball valve' })
  let text = ''
  for await (const piece of await catalogCsv(staff, filter({ account: account.code, q: 'gate' }))) text += piece
  const [head, ...lines] = text.trim().split('\r\n')
  expect(head?.replace('\uFEFF', '').split(',')).toContain('image')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^CSV-1,Gate valve,.*,10,EUR,standard,1,$/)
})
