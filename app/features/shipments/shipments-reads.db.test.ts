import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Grant } from '~/access/reach'
import { Scope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Reads } from '~/features/registry.types'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeEntity } from '../../../tests/support/make'
import type { Account } from '../../../tests/support/ordering'
import { makeAccount, only, staff, whole } from '../../../tests/support/ordering'
import { rowsRead } from '../../../tests/support/rows-read'
import { linesQuery, shipmentQuery } from './shipment.queries.server'
import type { ShipmentFilter } from './shipment-filter'
import { everyShipment } from './shipment-filter'
import { overdueQuery } from './shipments.jobs.server'
import { listShipments, openList, ordersQuery, pageQuery } from './shipments.queries.server'
import { newReportsQuery } from './shipments.timeline.server'

// What a list reads, counted by the engine itself: it must not grow with the number of shipments.

breaksOnPurpose('orders.projected', 'shipments.replayed', 'shipments.within-order')

const shipments = 24_000
const accounts = 60
let top: Account
let branches: Account[]

beforeAll(async () => {
  top = await makeAccount()
  branches = []
  for (let index = 1; index < accounts; index++) branches.push(await makeAccount({}, top))
  const stranger = await makeAccount()
  const entity = await makeEntity()
  const first = BigInt(top.id)
  const digits = sql`(select 0 as d union all select 1 union all select 2 union all select 3 union all select 4 union all select 5
    union all select 6 union all select 7 union all select 8 union all select 9)`
  const numbers = sql`(select a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as n
    from ${digits} a, ${digits} b, ${digits} c, ${digits} e, ${digits} f)`
  const drafts = sql`(select n, if(n % 3 = 0, ${BigInt(stranger.id)}, ${first} + n % ${accounts}) as owner
    from ${numbers} as numbers where n < ${shipments}) as drafts`
  // Every 49th is under way and every 147th late, a third of all goes to a stranger, and one in 4,000 was lost.
  await sql`insert into shipments (legal_entity_id, number, account_id, root_account_id, status, is_open, late, opened_at, expected_on,
      first_expected_on, last_event_at, mode, tracking_number, contents, created_at, updated_at)
    select ${entity}, concat('SH-', 100000 + n), owner, if(owner = ${BigInt(stranger.id)}, owner, ${first}),
      if(n % 4000 = 7, 'lost', if(n % 49 = 0, elt(1 + n / 49 % 4, 'packed', 'in_transit', 'held', 'in_transit'), 'delivered')),
      n % 49 = 0 and n % 4000 <> 7, n % 147 = 0 and n % 4000 <> 7, date_sub('2026-06-01 08:00:00', interval n * 40 minute),
      if(n % 11 = 0, null, date_sub('2026-06-20', interval floor(n / 40) day)), null,
      date_sub('2026-06-10 08:00:00', interval n * 40 minute), if(n % 2 = 0, 'sea', 'road'), concat('TRK', 100000 + n), 'Gate valve',
      '2026-01-01', '2026-01-01'
    from ${drafts}`.execute(db)
  await sql`insert into orders (legal_entity_id, number, account_id, root_account_id, status, is_open, currency, placed_at, created_at, updated_at)
    select legal_entity_id, concat('SO-', substr(number, 4)), account_id, root_account_id, 'confirmed', 1, 'EUR', opened_at, created_at, updated_at
    from shipments`.execute(db)
  await sql`insert into order_lines (order_id, account_id, root_account_id, placed_at, line_no, sku, description, quantity, unit_price, net)
    select id, account_id, root_account_id, placed_at, 1, 'FA', 'Gate valve', 8, 1, 8 from orders`.execute(db)
  // Each carries a line of its own account's order; every 30th shipment goes to a stranger with a line of a branch in it besides.
  await sql`insert into shipment_lines (shipment_id, account_id, root_account_id, order_id, order_line_id, quantity, elsewhere, opened_at)
    select s.id, o.account_id, o.root_account_id, o.id, l.id, 8, 0, s.opened_at
    from shipments s join orders o on o.number = concat('SO-', substr(s.number, 4)) join order_lines l on l.order_id = o.id`.execute(
    db,
  )
  await sql`insert into shipment_lines (shipment_id, account_id, root_account_id, order_id, order_line_id, quantity, elsewhere, opened_at,
      is_open, expected_on)
    select s.id, o.account_id, o.root_account_id, o.id, l.id, 1, 1, s.opened_at, s.is_open, s.expected_on
    from shipments s join orders o on o.number = concat('SO-', substr(s.number, 4) + 1) join order_lines l on l.order_id = o.id
    where s.account_id = ${BigInt(stranger.id)} and substr(s.number, 4) % 30 = 10`.execute(db)
  await sql`insert into tracking_events (shipment_id, account_id, root_account_id, fingerprint, status, classifier, place, happened_at, recorded_at, source)
    select id, account_id, root_account_id, sha2(id, 256), 'picked_up', 'actual', 'Ningbo', last_event_at, last_event_at, 'carrier' from shipments`.execute(
    db,
  )
  await sql`analyze table shipments, shipment_lines, orders, order_lines, accounts, tracking_events`.execute(db)
  // What a server reads when it opens a table for the first time is not the list's.
  await readBy('staff', (scope) => listShipments(scope, everyShipment, { after: null, before: null }))
})

/** How many rows a reader's list reads. */
const readBy = (grants: readonly Grant[] | 'staff', run: (scope: Reads) => Promise<unknown>): Promise<number> =>
  rowsRead((handle) => run(scopeFor(grants, handle)))

function scopeFor(grants: readonly Grant[] | 'staff', handle = db): Reads {
  const who = grants === 'staff' ? staff().who : { ...staff().who, staffRole: null, grants }
  const now = new Date('2026-06-11T08:20:00Z')
  const proved = Scope.prove(grants === 'staff' ? 'staff' : 'portal', ['orders.read', 'shipments.read'], who, { handle, now })
  return proved as unknown as Reads
}

const filters: Record<string, Partial<ShipmentFilter>> = {
  everything: {},
  'oldest first': { direction: 'asc' },
  'by expected day': { sort: 'expected', direction: 'asc' },
  'by expected day, last first': { sort: 'expected' },
  'what is under way': { view: 'open' },
  'what is under way, soonest first': { view: 'open', sort: 'expected', direction: 'asc' },
  'what is late': { view: 'late' },
  delivered: { statuses: ['delivered'] },
  'a rare status': { statuses: ['lost'] },
  'open statuses': { statuses: ['packed', 'held'] },
  'between days': { from: '2025-08-01', to: '2026-02-01' },
  'expected between days': { sort: 'expected', direction: 'asc', expectedFrom: '2026-01-01', expectedTo: '2026-01-14' },
  'by number': { q: 'SH-101234' },
  'by its figures': { q: '101234' },
  'by the beginning of the number': { q: 'SH-10123' },
  'by tracking number': { q: 'TRK101234' },
  'by order number': { q: 'SO-101234' },
}
const reaches: Record<string, () => readonly Grant[] | 'staff'> = {
  staff: () => 'staff',
  'a whole tree': () => [whole(top)],
  'three of its accounts': () => [only(branches[3] as Account, branches[20] as Account, branches[40] as Account)],
}
/**
 * A page is 25 rows, each with its account, its place, its last event and its orders, and of each piece one row more than a page.
 * What is small (here what is under way) the engine may rather read whole and sort.
 */
const bound = 900

for (const [reach, grants] of Object.entries(reaches))
  for (const [name, filter] of Object.entries(filters))
    test(`${reach}: ${name}`, async () => {
      const pages = { ...everyShipment, ...filter }
      let after: string | null = null
      const first = await readBy(grants(), async (scope) => {
        after = (await listShipments(scope, pages, { after: null, before: null })).after
      })
      expect(first).toBeLessThan(bound)
      if (after)
        expect(await readBy(grants(), (scope) => listShipments(scope, pages, { after, before: null }))).toBeLessThan(bound)
    })

test('what has fallen silent, for the staff', async () => {
  const stuck = { ...everyShipment, view: 'stuck', sort: 'silent', direction: 'asc' } as const
  expect(await readBy('staff', (scope) => listShipments(scope, stuck, { after: null, before: null }))).toBeLessThan(bound)
})

test('the hundredth page', async () => {
  let after: string | null = null
  const reads: number[] = []
  for (let page = 0; page < 100; page++) {
    const at: string | null = after
    const run = async (scope: Reads) => {
      after = (await listShipments(scope, everyShipment, { after: at, before: null })).after
    }
    reads.push(await readBy([whole(top)], run))
  }
  expect(Math.max(...reads)).toBeLessThanOrEqual((reads[1] ?? 0) + 60)
})

test('the SQL is reviewed', async () => {
  const [tree, everyone] = [scopeFor([whole(top)]), scopeFor('staff')]
  const some = only(branches[3] as Account, branches[20] as Account)
  const page = async (scope: Reads, filter: Partial<ShipmentFilter>, kind: 'opened' | 'dated' | 'silent') => {
    const list = await openList(scope, { ...everyShipment, ...filter })
    return pageQuery(scope, list, { kind, beyond: null }, list.filter.direction, 26)
  }
  const written = {
    'a tree, by day of opening': await page(tree, {}, 'opened'),
    'two accounts, late': await page(scopeFor([some]), { view: 'late' }, 'opened'),
    'staff, by expected day': await page(everyone, { sort: 'expected', direction: 'asc' }, 'dated'),
    'staff, silent': await page(everyone, { view: 'stuck', sort: 'silent', direction: 'asc' }, 'silent'),
    'the orders of a page': ordersQuery(tree, ['1', '2']),
    'a shipment': shipmentQuery(tree, 'SH-1'),
    'its lines': linesQuery(tree, '1'),
    'what became known': newReportsQuery(tree, { column: 'root_account_id', id: '1' }, new Date(0), 10),
    'whose day has passed': overdueQuery(everyone as never, '2026-06-11', null),
  }
  const text = Object.entries(written)
    .map(
      ([name, query]) =>
        `-- ${name}\n${query?.compile().sql.replace(/ (from|where|order by|inner join|left join|union|limit) /g, '\n  $1 ')};\n`,
    )
    .join('\n')
  await expect(text).toMatchFileSnapshot('shipments.sql')
})
