import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { importing } from './support/importing'

const folder = resolve('../shared/data/northwind')
const mapping = resolve('tests/support/northwind.mapping.json')
const there = existsSync(folder)
if (!there) process.stderr.write(`${folder} is missing: Northwind was not imported\n`)

const number = async (query: ReturnType<typeof sql<{ n: string }>>) => Number((await query.execute(db)).rows[0]?.n)

describe.skipIf(!there)('Northwind', () => {
  test('comes in completely, and again changes nothing', async () => {
    const first = await importing(folder, '--mapping', mapping)
    expect(first.errors).toBe('')
    expect(first.code).toBe(0)
    expect(first.counts).toEqual({
      accounts: [120, 120, 0, 0, 0],
      account_links: [0, 0, 0, 0, 0],
      people: [9, 9, 0, 0, 0],
      products: [77, 77, 0, 0, 0],
      orders: [830, 830, 0, 0, 0],
      order_lines: [2155, 2155, 0, 0, 0],
      shipments: [809, 809, 0, 0, 0],
      shipment_lines: [2082, 2082, 0, 0, 0],
      packages: [0, 0, 0, 0, 0],
      package_lines: [0, 0, 0, 0, 0],
      tracking_events: [809, 809, 0, 0, 0],
      references: [0, 0, 0, 0, 0],
      invoices: [0, 0, 0, 0, 0],
      invoice_lines: [0, 0, 0, 0, 0],
      credit_notes: [0, 0, 0, 0, 0],
      credit_note_lines: [0, 0, 0, 0, 0],
      payments: [0, 0, 0, 0, 0],
      allocations: [0, 0, 0, 0, 0],
      contracts: [0, 0, 0, 0, 0],
      contract_documents: [0, 0, 0, 0, 0],
      exchange_rates: [0, 0, 0, 0, 0],
      catalog_items: [0, 0, 0, 0, 0],
      item_prices: [0, 0, 0, 0, 0],
      purchase_orders: [0, 0, 0, 0, 0],
      purchase_order_lines: [0, 0, 0, 0, 0],
    })
    expect(first.report?.refusals).toBeNull()

    expect(await number(sql`select count(*) as n from accounts where buys = 1`)).toBe(91)
    expect(await number(sql`select count(*) as n from accounts where supplies = 1`)).toBe(29)
    expect(await number(sql`select sum(net) as n from order_lines`)).toBe(1265793.29)
    expect(
      await number(sql`select sum(l.net) as n from order_lines l join accounts a on a.id = l.account_id where a.code = 'QUICK'`),
    ).toBe(110277.32)
    expect(await number(sql`select count(*) as n from orders where status = 'shipped' and is_open = 0`)).toBe(809)
    expect(await number(sql`select count(*) as n from orders where status = 'placed' and is_open = 1`)).toBe(21)
    expect(await number(sql`select count(*) as n from orders where days_late > 0 and is_open = 0`)).toBe(37)
    expect(await number(sql`select count(*) as n from order_lines where shipped_quantity = quantity`)).toBe(2082)

    const second = await importing(folder, '--mapping', mapping)
    expect(second.code).toBe(0)
    for (const [entity, [read, created, updated, unchanged, refused]] of Object.entries(second.counts))
      expect([entity, created, updated, unchanged, refused]).toEqual([entity, 0, 0, read, 0])
    expect(await number(sql`select count(*) as n from timeline_entries`)).toBe(0)
    expect(await number(sql`select count(*) as n from import_clashes`)).toBe(0)
  })
})
