import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { projectProducts } from '~/features/catalog/products.projection.server'
import { NotFound } from '~/values/outcome'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount, ownerOf, unique } from '../../../tests/support/make'
import type { Account } from '../../../tests/support/ordering'
import {
  member,
  only,
  ordered,
  packed,
  placeOf,
  productOf,
  referenced,
  shipped,
  staff,
  whole,
} from '../../../tests/support/ordering'
import type { OrderStatus } from './order'
import { isOpen, orderStatuses } from './order'
import type { OrderFilter } from './order-filter'
import { everyOrder } from './order-filter'
import type { Reads } from './order-reach.server'
import { listOrders } from './orders.queries.server'

type Made = {
  id: Id
  number: string
  po: string
  account: Account
  placed: string
  status: OrderStatus
  open: boolean
  late: boolean
  promised: string | null
  place: number
  products: number[]
}

const names = ['Gate valve DN65', 'Ball valve DN50', 'Gasket sheet', 'Mounting kit', '青铜闸阀']
const products: Id[] = []
const places: { id: Id; key: string; account: Account }[] = []
const made: Made[] = []
let top: Account
let branches: Account[]
let other: Account

breaksOnPurpose('orders.projected', 'shipments.replayed')

/** A small generator, so that every run has the same world. */
let seed = 7
const pick = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * below)
}

async function makeOrder(index: number, accounts: readonly Account[]) {
  const account = accounts[pick(accounts.length)] as Account
  const own = places.flatMap((place, at) => (place.account === account ? [at] : []))
  const place = own[pick(own.length)] ?? 0
  const status = orderStatuses[pick(orderStatuses.length)] ?? 'placed'
  const dispatch = pick(3) === 0
  const open = isOpen(status, dispatch ? 'dispatch' : 'delivery')
  const promised = pick(4) === 0 ? null : `2026-03-0${1 + pick(3)}`
  const late = open && pick(2) === 0
  const placed = `2026-02-0${1 + pick(4)} 1${pick(2)}:00:00.000`
  const wanted = [...new Set([pick(names.length), pick(names.length)])]
  const number = `SO-7${String(index).padStart(3, '0')}`
  const po = `PO-${pick(40)}-${unique()}`
  const order = await ordered(
    account,
    wanted.flatMap((one) => [{ product_id: products[one] ?? null }, { product_id: products[one] ?? null }]),
    {
      number,
      po_number: po,
      status,
      is_open: open ? 1 : 0,
      late: late ? 1 : 0,
      promise_of: dispatch ? 'dispatch' : 'delivery',
      promised_on: promised,
      first_promised_on: promised,
      placed_at: new Date(`${placed.replace(' ', 'T')}Z`),
      ship_to_id: places[place]?.id ?? null,
      total: '100',
    },
  )
  made.push({ id: order.id, number, po, account, placed, status, open, late, promised, place, products: wanted })
}

beforeAll(async () => {
  top = await makeAccount()
  branches = [await makeAccount({}, top), await makeAccount({}, top), await makeAccount({}, top)]
  other = await makeAccount()
  for (const name of names) products.push(await productOf(`FA-${unique()}`, name))
  await projectProducts(staff(), products)
  for (const account of [top, ...branches, other])
    for (let i = 0; i < 2; i++) {
      places.push({ ...(await placeOf(account)), account })
    }
  for (let index = 0; index < 160; index++) await makeOrder(index, [top, ...branches, other])
})

// ---- What the list should be, by plain sorting -------------------------------------------------------------------------------

const wantedBy = (filter: OrderFilter, accounts: readonly Account[], looked: (order: Made) => boolean): string[] => {
  const sign = filter.direction === 'asc' ? 1 : -1
  const compare = (a: string | null, b: string | null) => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1)
  return made
    .filter((order) => accounts.includes(order.account))
    .filter((order) => filter.view === 'all' || (filter.view === 'open' ? order.open : order.late))
    .filter((order) => filter.statuses.length === 0 || filter.statuses.includes(order.status))
    .filter((order) => !filter.from || order.placed.slice(0, 10) >= filter.from)
    .filter((order) => !filter.to || order.placed.slice(0, 10) <= filter.to)
    .filter((order) => !filter.shipTo || places[order.place]?.key === filter.shipTo)
    .filter(looked)
    .sort((a, b) => {
      const ids = sign * (Number(a.id) - Number(b.id))
      if (filter.sort === 'placed') return sign * compare(a.placed, b.placed) || ids
      if ((a.promised === null) !== (b.promised === null)) return a.promised === null ? 1 : -1
      return sign * compare(a.promised, b.promised) || ids
    })
    .map((order) => order.number)
}

async function allPages(scope: Reads, filter: OrderFilter, size: number) {
  const numbers: string[] = []
  const back: string[] = []
  let after: string | null = null
  let last: string | null = null
  for (let guard = 0; guard < 400; guard++) {
    const page = await listOrders(scope, filter, { after, before: null }, size)
    numbers.push(...page.rows.map((row) => row.number))
    expect(page.before === null).toBe(after === null)
    last = page.before
    after = page.after
    if (!after) break
  }
  for (let before = last; before; ) {
    const page = await listOrders(scope, filter, { after: null, before }, size)
    back.unshift(...page.rows.map((row) => row.number))
    before = page.before
  }
  return { numbers, back }
}

const anyFilter = fc.record({
  view: fc.constantFrom('all' as const, 'open' as const, 'late' as const),
  statuses: fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as OrderStatus[]) },
    { weight: 2, arbitrary: fc.subarray([...orderStatuses], { minLength: 1, maxLength: 4 }) },
  ),
  from: fc.option(fc.constantFrom('2026-02-02', '2026-02-03'), { freq: 3 }),
  to: fc.option(fc.constantFrom('2026-02-03', '2026-02-04'), { freq: 3 }),
  sort: fc.constantFrom('placed' as const, 'promised' as const),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
  place: fc.option(fc.nat(9), { freq: 6 }),
})
const anySearch = fc.option(
  fc.constantFrom('valve', 'dn50', '闸阀', 'sheet', 'SO-701', '701', 'PO-1', 'nothing at all', 'SO-7'),
  {
    freq: 2,
  },
)
const anyReach = fc.constantFrom('staff', 'tree', 'two', 'three', 'branch', 'one and a tree')

function reachOf(kind: string): { scope: Reads; accounts: Account[]; account: string | null } {
  const [a, b, c] = branches as [Account, Account, Account]
  if (kind === 'staff') return { scope: staff(), accounts: [top, ...branches, other], account: null }
  if (kind === 'tree') return { scope: member(whole(top)), accounts: [top, ...branches], account: null }
  if (kind === 'two') return { scope: member(only(a, b)), accounts: [a, b], account: null }
  if (kind === 'three') return { scope: member(only(a, b, c)), accounts: [a, b, c], account: null }
  if (kind === 'branch') return { scope: member(whole(top)), accounts: [b], account: b.code }
  return { scope: member(whole(other), only(a)), accounts: [other, a], account: null }
}

const means = (q: string) => (order: Made) => {
  const text = q.toLowerCase()
  const name = (index: number) => names[index]?.toLowerCase() ?? ''
  const numbers = /^\d+$/.test(q) ? [text, `so-${text}`] : [text]
  return (
    q === '' ||
    numbers.some((one) => order.number.toLowerCase().startsWith(one)) ||
    order.po.toLowerCase().startsWith(text) ||
    order.products.some((index) => name(index).includes(text))
  )
}

describe('pages of a list', () => {
  test('joined are the whole list in order, forwards and backwards, whatever is filtered, sorted and reached', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, anySearch, anyReach, fc.constantFrom(1, 3, 7, 50), async (chosen, q, kind, size) => {
        const { scope, accounts, account } = reachOf(kind)
        const { place, ...rest } = chosen
        const filter: OrderFilter = {
          ...everyOrder,
          ...rest,
          q: q ?? '',
          account,
          shipTo: place === null ? null : (places[place]?.key ?? null),
        }
        const { numbers, back } = await allPages(scope, filter, size)
        const wanted = wantedBy(filter, accounts, means(filter.q))
        expect(numbers).toEqual(wanted)
        expect(back).toEqual(wanted.slice(0, Math.max(0, Math.floor((wanted.length - 1) / size) * size)))
      }),
      { numRuns: 150, seed: 20261122 },
    )
  })

  test('a cursor that is not ours, or of another sort, begins anew', async () => {
    const scope = member(whole(top))
    const first = await listOrders(scope, everyOrder, { after: null, before: null }, 5)
    for (const after of ['x', 'AAAA', `${first.after}A`, `A${first.after}`])
      expect((await listOrders(scope, everyOrder, { after, before: null }, 5)).rows).toEqual(first.rows)
    const other = { ...everyOrder, direction: 'asc' as const }
    const ascending = await listOrders(scope, other, { after: null, before: null }, 5)
    expect((await listOrders(scope, other, { after: first.after, before: null }, 5)).rows).toEqual(ascending.rows)
  })

  test('an account out of reach is not there', async () => {
    const scope = member(whole(other))
    await expect(listOrders(scope, { ...everyOrder, account: top.code }, { after: null, before: null })).rejects.toThrow(NotFound)
  })
})

describe('a search', () => {
  const search = async (scope: Reads, q: string) =>
    (await listOrders(scope, { ...everyOrder, q }, { after: null, before: null }, 100)).rows.map((row) => row.number)

  test('finds by tracking number, by package, by shipment and by reference, and nothing of others', async () => {
    const [mine, hers] = [made.find((one) => one.account === top), made.find((one) => one.account === other)] as [Made, Made]
    const lines = async ({ id, number, account }: Made) => {
      const rows = await db.selectFrom('order_lines').select('id').where('order_id', '=', id).execute()
      return { ...ownerOf(account), id, number, lines: rows.map((row) => row.id) }
    }
    const tracking = `1Z 999 ${unique()}`
    const loads = [{ order: await lines(mine) }, { order: await lines(hers) }]
    const shipment = await shipped(top, loads, { tracking_number: tracking.replaceAll(' ', '') })
    const [container, note] = [`MRLU${unique()}`, `DN-${unique()}`]
    await referenced(shipment, { shipment_id: shipment.id, type: 'container', value: container })
    await referenced(shipment, { order_id: mine.id, type: 'delivery_note', value: note })
    await packed(shipment, 1, { tracking_number: 'PAC60411827' })
    for (const q of [tracking, shipment.number, container, note, 'PAC 604 118 27'])
      expect(await search(member(whole(top)), q), q).toEqual([mine.number])
    expect(await search(member(whole(other)), note)).toEqual([])
    expect(await search(member(whole(other)), container)).toEqual([hers.number])
    expect(await search(member(whole(other)), tracking)).toEqual([hers.number])
    expect((await search(staff(), tracking)).sort()).toEqual([mine.number, hers.number].sort())
  })

  test('finds by the customer’s own code, which means nothing to others', async () => {
    const code = `OWN-${unique()}`
    await db
      .insertInto('customer_products')
      .values({ ...ownerOf(top), product_id: products[0] ?? '', code })
      .execute()
    const wanted = made.filter((one) => one.account === top && one.products.includes(0)).map((one) => one.number)
    expect((await search(member(only(top)), code)).sort()).toEqual(wanted.sort())
    expect(await search(member(whole(other)), code)).toEqual([])
  })

  test('takes % and _ as what they are', async () => {
    expect(await search(staff(), '%')).toEqual([])
    expect(await search(staff(), 'SO_7')).toEqual([])
  })
})
