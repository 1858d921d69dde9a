import { expect, test } from 'vitest'
import { Scope } from '~/access/scope.server'
import { byWordsQuery } from '~/features/catalog/products.queries.server'
import { newNotesQuery, newToldQuery, notesQuery, toldQuery } from '~/features/history/history.timeline.server'
import type { OrderFilter } from './order-filter'
import { everyOrder } from './order-filter'
import {
  linesQuery,
  orderQuery,
  packagesQuery,
  promisesQuery,
  referencesQuery,
  shipmentsQuery,
  sightingsQuery,
} from './order-parts.server'
import type { OrderList, Stretch } from './order-pieces.server'
import { placesQuery } from './order-places.server'
import type { Range, Reads } from './order-reach.server'
import { numbersQuery } from './order-search.server'
import { dueQuery } from './orders.jobs.server'
import { pageQuery } from './orders.queries.server'
import { newOrdersQuery, newPromisesQuery } from './orders.timeline.server'

// The SQL that is sent, as a file to be reviewed in the diff.

const who = { personId: '9', name: '', email: '', language: 'en', timeZone: 'UTC', previousVisitAt: null }
const grant = { role: 'buyer' as const, accountId: '1', rootAccountId: '1', distributes: false, supplies: false }
const tree = Scope.prove('portal', ['orders.read'], {
  ...who,
  staffRole: null,
  grants: [{ ...grant, wholeTree: true, accountIds: [] }],
}) as Reads
const two = Scope.prove('portal', ['orders.read'], {
  ...who,
  staffRole: null,
  grants: [
    { ...grant, accountId: '2', wholeTree: false, accountIds: ['2'] },
    { ...grant, role: 'receiver', accountId: '3', wholeTree: false, accountIds: ['3'] },
  ],
}) as Reads
const staff = Scope.prove('staff', ['orders.read'], { ...who, staffRole: 'agent', grants: [] }) as Scope<'staff', 'orders.read'>

const ranges = (scope: Reads): Range[] => scope.slices.map((slice) => slice && { ...slice, only: null })
const list = (scope: Reads, filter: Partial<OrderFilter> = {}, more: Partial<OrderList> = {}): OrderList => ({
  filter: { ...everyOrder, ...filter },
  ranges: ranges(scope),
  account: null,
  places: null,
  found: null,
  from: null,
  until: null,
  ...more,
})
const first: Stretch = { kind: 'placed', beyond: null }
const later: Stretch = { kind: 'placed', beyond: { at: new Date('2026-06-11'), id: '7' } }
const page = (scope: Reads, given: OrderList, stretch = first) => {
  const query = pageQuery(scope, given, stretch, given.filter.direction, 26)
  if (!query) throw new Error('nothing to ask')
  return query
}
const found = { orders: ['4', '5'], products: ['6'], numbersCut: false, productsCut: false }

const queries = {
  'list: a tree, later page': page(tree, list(tree), later),
  'list: two accounts, prices of one': page(two, list(two)),
  'list: staff, late': page(staff, list(staff, { view: 'late' })),
  'list: staff, two statuses': page(staff, list(staff, { statuses: ['confirmed', 'packed'] })),
  'list: by promised day, open': page(tree, list(tree, { view: 'open', sort: 'promised', direction: 'asc' }), {
    kind: 'dated',
    beyond: null,
  }),
  'list: by promised day, the unpromised': page(tree, list(tree, { sort: 'promised' }), {
    kind: 'undated',
    beyond: { at: '', id: '7' },
  }),
  'list: between days, one place': page(
    tree,
    list(tree, {}, { places: ['8'], from: new Date('2026-01-01'), until: new Date('2026-02-01') }),
  ),
  'list: found by number and product, open': page(tree, list(tree, { view: 'open' }, { found }), later),
  'search: numbers': numbersQuery(two, ranges(two), ['SO-48102'], 'SO-48102'),
  'search: product words': byWordsQuery(two, two.slices, ['gasket', 'sheet'], 20),
  'places to choose': placesQuery(two, ranges(two)),
  order: orderQuery(two, 'SO-48102'),
  'order: lines': linesQuery(two, '4'),
  'order: shipments': shipmentsQuery(tree, '4'),
  'order: packages': packagesQuery(tree, '4'),
  'order: sightings': sightingsQuery(tree, '4'),
  'order: promises': promisesQuery(tree, '4'),
  'order: references': referencesQuery(tree, '4'),
  'timeline: notes': notesQuery(tree as never).where('n.order_id', '=', '4'),
  'timeline: told': toldQuery(two as never).where('e.order_id', '=', '4'),
  'news: promises': newPromisesQuery(tree, tree.slices[0] ?? null, new Date('2026-06-11'), 20),
  'news: orders': newOrdersQuery(staff, null, new Date('2026-06-11'), 20),
  'news: notes': newNotesQuery(two as never, two.slices[0] ?? null, new Date('2026-06-11'), 20),
  'news: told': newToldQuery(tree as never, tree.slices[0] ?? null, new Date('2026-06-11'), 20),
  'job: due orders': dueQuery(staff, '2026-06-12', { on: '2026-06-01', id: '4' }),
}

const lines = (sql: string) =>
  sql.replace(/\s+(from|inner join|left join|where|group by|order by|limit|union all|union)\s/g, '\n  $1 ')

test('the SQL of orders is what was reviewed', async () => {
  const text = Object.entries(queries).map(([name, query]) => `-- ${name}\n${lines(query.compile().sql)};\n`)
  await expect(text.join('\n')).toMatchFileSnapshot('orders.sql')
})
