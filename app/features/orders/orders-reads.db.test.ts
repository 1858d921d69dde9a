import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Grant } from '~/access/reach'
import { Scope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { projectProducts } from '~/features/catalog/products.projection.server'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeEntity } from '../../../tests/support/make'
import type { Account } from '../../../tests/support/ordering'
import { makeAccount, only, placeOf, productOf, staff, whole } from '../../../tests/support/ordering'
import { rowsRead } from '../../../tests/support/rows-read'
import type { OrderFilter } from './order-filter'
import { everyOrder } from './order-filter'
import type { Reads } from './order-reach.server'
import { listOrders } from './orders.queries.server'

// What a list reads, counted by the engine itself: it must not grow with the number of orders.

breaksOnPurpose('orders.projected', 'orders.promises')

const orders = 24_000
const accounts = 60
let top: Account
let branches: Account[]
let place = ''

beforeAll(async () => {
  top = await makeAccount()
  branches = []
  for (let index = 1; index < accounts; index++) branches.push(await makeAccount({}, top))
  const stranger = await makeAccount()
  const entity = await makeEntity()
  const { id: shipTo, key } = await placeOf(top)
  place = key
  const products: Id[] = []
  for (let index = 0; index < 40; index++)
    products.push(await productOf(`FA-${index}`, index < 30 ? `Gate valve DN${index}` : `Seal ${index}`))
  await projectProducts(staff(), products)
  const first = BigInt(top.id)
  const digits = sql`(select 0 as d union all select 1 union all select 2 union all select 3 union all select 4 union all select 5
    union all select 6 union all select 7 union all select 8 union all select 9)`
  const numbers = sql`(select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as n
    from ${digits} a, ${digits} b, ${digits} c, ${digits} e, ${digits} f)`
  // Every 49th is still open and every 147th late, a third of all belong to a stranger, and one in 4,000 was cancelled.
  await sql`insert into orders (legal_entity_id, number, account_id, root_account_id, status, is_open, late, po_number, currency, placed_at,
      promised_on, ship_to_id, contents, created_at, updated_at)
    select ${entity}, concat('SO-', 100000 + n), owner, if(owner = ${stranger.id}, owner, ${top.id}),
      if(n % 4000 = 7, 'cancelled', if(n % 49 = 0, elt(1 + n / 49 % 5, 'placed', 'confirmed', 'on_hold', 'packed', 'shipped'), 'delivered')),
      n % 49 = 0 and n % 4000 <> 7, n % 147 = 0 and n % 4000 <> 7, concat('7700-', n), 'EUR', date_sub('2026-06-01 08:00:00', interval n * 40 minute),
      if(n % 11 = 0, null, date_sub('2026-06-20', interval floor(n / 40) day)), if(owner = ${top.id}, ${shipTo}, null), 'Gate valve',
      '2026-01-01', '2026-01-01'
    from (select n, if(n % 3 = 0, ${stranger.id}, ${first} + n % ${accounts}) as owner from ${numbers} as numbers where n < ${orders}) as drafts`.execute(
    db,
  )
  await sql`insert into order_lines (order_id, account_id, root_account_id, placed_at, line_no, product_id, sku, description, quantity, unit_price, net)
    select id, account_id, root_account_id, placed_at, line_no, ${BigInt(products[0] ?? 0)} + (id * 7 + line_no * 13) % 40, 'FA', 'Gate valve', 8, 1, 8
    from orders, (select 1 as line_no union all select 2) as every_line`.execute(db)
  await sql`analyze table orders, order_lines, products, product_words, accounts, addresses`.execute(db)
})

/** How many rows a reader's list reads. */
const readBy = (grants: readonly Grant[] | 'staff', run: (scope: Reads) => Promise<unknown>): Promise<number> =>
  rowsRead((handle) => {
    const who = grants === 'staff' ? staff().who : { ...staff().who, staffRole: null, grants }
    return run(Scope.prove(grants === 'staff' ? 'staff' : 'portal', ['orders.read'], who, { handle }) as Reads)
  })

const filters: Record<string, Partial<OrderFilter>> = {
  everything: {},
  'oldest first': { direction: 'asc' },
  'by promised day': { sort: 'promised' },
  'by promised day, soonest first': { sort: 'promised', direction: 'asc' },
  'what is open': { view: 'open' },
  'what is open, soonest first': { view: 'open', sort: 'promised', direction: 'asc' },
  'what is late': { view: 'late' },
  'what is late, soonest first': { view: 'late', sort: 'promised', direction: 'asc' },
  delivered: { statuses: ['delivered'] },
  'a rare status': { statuses: ['cancelled'] },
  'open statuses': { statuses: ['confirmed', 'packed'] },
  'open statuses, soonest first': { statuses: ['confirmed', 'packed'], sort: 'promised', direction: 'asc' },
  'late in a status': { view: 'late', statuses: ['on_hold'] },
  'between days': { from: '2025-08-01', to: '2026-02-01' },
  'by our number': { q: 'SO-101234' },
  'by the figures of our number': { q: '101234' },
  'by the beginning of our number': { q: 'SO-10123' },
  'by PO number': { q: '7700-12345' },
  'by product name': { q: 'seal 33' },
  'by product number': { q: 'FA-7' },
  'by product name, open ones': { q: 'seal 33', view: 'open' },
}
const reaches: Record<string, () => readonly Grant[] | 'staff'> = {
  staff: () => 'staff',
  'a whole tree': () => [whole(top)],
  'three of its accounts': () => [only(branches[3] as Account, branches[20] as Account, branches[40] as Account)],
}
/**
 * A page is 25 rows, each with its account and its address, and of each piece one row more than a page; what is small (here the
 * open ones) the engine may rather read whole and sort. Of a product it reads the newest lines until enough of them are open.
 */
const bound = (name: string) => (name.includes('open ones') ? 3000 : 600)

for (const [reach, grants] of Object.entries(reaches))
  for (const [name, filter] of Object.entries(filters))
    test(`${reach}: ${name}`, async () => {
      const pages = { ...everyOrder, ...filter }
      let after: string | null = null
      const first = await readBy(grants(), async (scope) => {
        after = (await listOrders(scope, pages, { after: null, before: null })).after
      })
      expect(first).toBeLessThan(bound(name))
      if (after)
        expect(await readBy(grants(), (scope) => listOrders(scope, pages, { after, before: null }))).toBeLessThan(bound(name))
    })

test('one place, and one account of the tree', async () => {
  const read = (filter: Partial<OrderFilter>) =>
    readBy([whole(top)], (scope) => listOrders(scope, { ...everyOrder, ...filter }, { after: null, before: null }))
  expect(await read({ shipTo: place })).toBeLessThan(600)
  expect(await read({ account: branches[5]?.code ?? '' })).toBeLessThan(600)
})

test('the hundredth page', async () => {
  let after: string | null = null
  const reads: number[] = []
  for (let page = 0; page < 100; page++) {
    const at: string | null = after
    const run = async (scope: Reads) => {
      after = (await listOrders(scope, everyOrder, { after: at, before: null })).after
    }
    reads.push(await readBy([whole(top)], run))
  }
  expect(Math.max(...reads)).toBeLessThanOrEqual((reads[1] ?? 0) + 5)
})
