import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { importEntities, projections } from '~/features/registry.server'
import { importing } from '../../../tests/support/importing'
import { makeEntity, unique } from '../../../tests/support/make'
import * as loads from './load.server'
import { plan } from './plan.server'
import { runImport } from './run.server'

type Order = { id: string; number?: string; city?: string }

/** The files of an ERP that knows two companies, and orders of the first. */
async function erp(code: string, orders: readonly Order[], lines = 0) {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-ahead-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'accounts.csv'), `id,name,currency\n${code},Boeg ${code},EUR\n`)
  const rows = orders.map(({ id, number = id, city = '' }) => `${id},${number},${code},2026-06-01,${city},${city && 'NL'}\n`)
  const head = 'id,number,account,placed_at,ship_to_city,ship_to_country\n'
  await writeFile(join(folder, 'orders.csv'), head + rows.join(''))
  const line = (index: number) => `${orders[index % orders.length]?.id},${1 + Math.floor(index / orders.length)},A bolt,3,2.50\n`
  const all = Array.from({ length: lines }, (_, index) => line(index)).join('')
  await writeFile(join(folder, 'order_lines.csv'), `order,line_no,description,quantity,unit_price\n${all}`)
  return folder
}
const some = (code: string, count: number): Order[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${code}-${String(index).padStart(5, '0')}` }))

const stored = async (code: string) => {
  const orders = await db.selectFrom('orders').select(['number', 'total']).where('number', 'like', `${code}-%`).execute()
  return { orders: orders.length, totals: orders.reduce((sum, one) => sum + Number(one.total), 0) }
}

test('rows are looked at before their turn, and come in as if they had not been', async () => {
  await makeEntity()
  const code = `H${unique()}`
  const ahead = vi.spyOn(loads, 'loadAhead')
  const folder = await erp(code, some(code, 2_000), 6_000)
  const first = await importing(folder)
  expect(first.counts.orders).toEqual([2_000, 2_000, 0, 0, 0])
  expect(first.counts.order_lines).toEqual([6_000, 6_000, 0, 0, 0])
  expect(await stored(code)).toEqual({ orders: 2_000, totals: 2_000 * 22.5 })
  const again = await importing(folder)
  expect(again.counts.order_lines).toEqual([6_000, 0, 0, 6_000, 0])
  // Of the orders three chunks, of the lines eight, twice.
  expect(ahead).toHaveBeenCalledTimes(2 * (3 + 8))
  ahead.mockRestore()
})

test('who only looks cannot write', async () => {
  const scope = systemScope<StaffAbility>([])
  const range = { kind: `test-${unique()}`, next_value: 1 }
  const writing = scope.reading((inner) => inner.bulk.insert('number_ranges', [range]))
  await expect(writing).rejects.toMatchObject({ errno: 1792 })
})

test('a row that means what one before it has brought is refused by the name of that one, however far ahead it was looked at', async () => {
  await makeEntity()
  const code = `H${unique()}`
  const orders = some(code, 2_000)
  // In the next chunk and in the same as its twin, which comes first.
  Object.assign(orders[900] as Order, { number: `${code}-00750` })
  Object.assign(orders[1_700] as Order, { number: `${code}-01650` })
  const { counts, report } = await importing(await erp(code, orders))
  expect(counts.orders).toEqual([2_000, 1_998, 0, 0, 2])
  const refusals = await readFile(report?.refusals ?? '', 'utf8')
  const told = refusals.trim().split('\n').slice(1)
  expect(told.map((row) => row.split(',').slice(1, 4))).toEqual([
    ['902', 'number', `${code}-00750`],
    ['1702', 'number', `${code}-01650`],
  ])
  expect(told[0]).toContain(`${code}-00750`)
  const winner = await db.selectFrom('external_refs').select('external_id').where('external_id', '=', `${code}-00900`).execute()
  expect(winner).toEqual([])
})

test('addresses that rows bring wait for their turn, each written once', async () => {
  await makeEntity()
  const code = `H${unique()}`
  const orders = some(code, 4_000).map((one, index) => ({ ...one, city: index % 800 < 3 ? `City ${index % 2_400}` : 'Delft' }))
  expect((await importing(await erp(code, orders))).counts.orders).toEqual([4_000, 4_000, 0, 0, 0])
  const account = await db.selectFrom('accounts').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  const places = await db.selectFrom('addresses').select('city').where('account_id', '=', account.id).execute()
  expect(places.map((one) => one.city).sort()).toEqual(
    ['Delft', ...[0, 1, 2, 800, 801, 802, 1600, 1601, 1602].map((one) => `City ${one}`)].sort(),
  )
  const without = await db
    .selectFrom('orders')
    .select('id')
    .where('account_id', '=', account.id)
    .where('ship_to_id', 'is', null)
    .execute()
  expect(without).toEqual([])
})

test.each([1, 3, 6, 9])('stopped after %i transactions and run again, it ends as one clean run', async (transactions) => {
  await makeEntity()
  const code = `H${unique()}`
  const folder = await erp(code, some(code, 2_000), 6_000)
  const entities = new Map(importEntities.map((one) => [one.name, one]))
  let left = transactions
  const order = {
    plan: await plan(folder, null, entities),
    entities: importEntities,
    projections,
    files: folder,
    progress: () => {
      if (left-- === 0) throw new Error('out of power')
    },
  }
  await expect(runImport(systemScope<StaffAbility>([]), order)).rejects.toThrow('out of power')
  const second = await importing(folder)
  expect(second.code).toBe(0)
  const [read, created, , unchanged] = second.counts.order_lines ?? []
  expect([read, Number(created) + Number(unchanged)]).toEqual([6_000, 6_000])
  expect(await stored(code)).toEqual({ orders: 2_000, totals: 2_000 * 22.5 })
  const lines = await db
    .selectFrom('order_lines as l')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('o.number', 'like', `${code}-%`)
    .executeTakeFirstOrThrow()
  expect(Number(lines.count)).toBe(6_000)
})
