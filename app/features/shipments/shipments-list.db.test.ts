import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import type { Reads } from '~/features/registry.types'
import { NotFound } from '~/values/outcome'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { grantOf, makeAccount, memberScope, scopeOf } from '../../../tests/support/make'
import type { Account, OrderMade } from '../../../tests/support/shipping'
import { instant, makePackage, makeReference, orderOf, shipmentOf } from '../../../tests/support/shipping'
import type { ShipmentStatus } from './shipment'
import { isOpenShipment, isStuck, shipmentStatuses, transportModes } from './shipment'
import type { ShipmentFilter } from './shipment-filter'
import { everyShipment, readFilter } from './shipment-filter'
import { listShipments } from './shipments.queries.server'

// The shipments of this list have whatever status it takes, and no events.
breaksOnPurpose('shipments.replayed')

type Made = {
  id: string
  number: string
  account: Account
  /** Accounts of the lines in it. */
  carries: Account[]
  opened: string
  status: ShipmentStatus
  late: boolean
  expected: string | null
  mode: string | null
  silent: string | null
}

breaksOnPurpose('orders.projected')

const now = instant('2026-06-11T08:20:00')
const may = ['orders.read', 'shipments.read'] as const
const staff = () => scopeOf('staff', may, { staffRole: 'agent' })
const member = (...grants: Parameters<typeof grantOf>[]) =>
  memberScope(
    may,
    grants.map((one) => grantOf(...one)),
  )

const made: Made[] = []
let top: Account
let branches: Account[]
let other: Account
const orders = new Map<string, OrderMade>()

/** A small generator, so that every run has the same world. */
let seed = 11
const pick = (below: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return Math.floor((seed / 2147483648) * below)
}
const one = <T>(from: readonly T[]): T => from[pick(from.length)] as T

async function makeShipment(index: number, accounts: readonly Account[]) {
  const account = one(accounts)
  const status = one(shipmentStatuses)
  const open = isOpenShipment(status)
  const late = open && pick(2) === 0
  const opened = `2026-02-0${1 + pick(4)}T1${pick(2)}:00:00.000`
  const expected = pick(4) === 0 ? null : `2026-03-0${1 + pick(3)}`
  const silent = pick(4) === 0 ? null : `2026-06-0${1 + pick(9)}T08:00:00.000`
  const mode = one([...transportModes, null])
  // Two lines of the consignee or of others, of the same tree or not.
  const carries = [one(accounts), one(accounts)]
  const loads = carries.map((owner, line) => ({ order: orders.get(owner.id) as OrderMade, line, quantity: '1' }))
  const shipment = await shipmentOf(account, loads, {
    number: `SH-5${String(index).padStart(3, '0')}`,
    status,
    is_open: open ? 1 : 0,
    late: late ? 1 : 0,
    expected_on: expected,
    first_expected_on: expected,
    opened_at: instant(opened),
    last_event_at: silent ? instant(silent) : null,
    mode,
  })
  made.push({ id: shipment.id, number: shipment.number, account, carries, opened, status, late, expected, mode, silent })
}

beforeAll(async () => {
  top = await makeAccount()
  branches = [await makeAccount({}, top), await makeAccount({}, top), await makeAccount({}, top)]
  other = await makeAccount()
  const accounts = [top, ...branches, other]
  for (const account of accounts) orders.set(account.id, await orderOf(account, ['1', '1']))
  for (let index = 0; index < 150; index++) await makeShipment(index, accounts)
})

// ---- What the list should be, by plain sorting -------------------------------------------------------------------------------

const reaches = (accounts: readonly Account[]) => (shipment: Made) =>
  accounts.includes(shipment.account) || shipment.carries.some((owner) => accounts.includes(owner))

const inView =
  ({ view }: ShipmentFilter) =>
  (shipment: Made) => {
    const { status, mode, silent } = shipment
    if (view === 'stuck') return isStuck({ status, mode, lastEventAt: silent ? instant(silent) : null }, now)
    return view === 'all' || (view === 'open' ? isOpenShipment(status) : shipment.late)
  }

const matches = (filter: ShipmentFilter) => (shipment: Made) =>
  (filter.statuses.length === 0 || filter.statuses.includes(shipment.status)) &&
  (!filter.from || shipment.opened.slice(0, 10) >= filter.from) &&
  (!filter.to || shipment.opened.slice(0, 10) <= filter.to) &&
  (!filter.expectedFrom || (shipment.expected ?? '') >= filter.expectedFrom) &&
  (!filter.expectedTo || (shipment.expected ?? '9') <= filter.expectedTo)

function wantedBy(filter: ShipmentFilter, accounts: readonly Account[] | null, looked: (shipment: Made) => boolean): string[] {
  const sign = filter.direction === 'asc' ? 1 : -1
  const key = ({ opened, expected, silent }: Made) => ({ opened, expected, silent })[filter.sort]
  return made
    .filter((shipment) => accounts === null || reaches(accounts)(shipment))
    .filter(inView(filter))
    .filter(matches(filter))
    .filter(looked)
    .sort((a, b) => {
      const [left, right] = [key(a), key(b)]
      if ((left === null) !== (right === null)) return left === null ? 1 : -1
      const order = left === right ? Number(a.id) - Number(b.id) : (left ?? '') < (right ?? '') ? -1 : 1
      return sign * order
    })
    .map((shipment) => shipment.number)
}

async function allPages(scope: Reads, filter: ShipmentFilter, size: number) {
  const numbers: string[] = []
  const back: string[] = []
  let last: string | null = null
  for (let after: string | null = null, guard = 0; guard < 400; guard++) {
    const page = await listShipments(scope, filter, { after, before: null }, size)
    numbers.push(...page.rows.map((row) => row.number))
    expect(page.before === null).toBe(after === null)
    last = page.before
    after = page.after
    if (!after) break
  }
  for (let before = last; before; ) {
    const page = await listShipments(scope, filter, { after: null, before }, size)
    back.unshift(...page.rows.map((row) => row.number))
    before = page.before
  }
  return { numbers, back }
}

const anyDays = fc.option(fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03'), { freq: 4 })
const anyFilter = fc
  .record({
    view: fc.constantFrom('all' as const, 'open' as const, 'late' as const, 'stuck' as const),
    statuses: fc.oneof(
      { weight: 3, arbitrary: fc.constant([] as ShipmentStatus[]) },
      { weight: 2, arbitrary: fc.subarray([...shipmentStatuses], { minLength: 1, maxLength: 4 }) },
    ),
    from: fc.option(fc.constantFrom('2026-02-02', '2026-02-03'), { freq: 3 }),
    to: fc.option(fc.constantFrom('2026-02-03', '2026-02-04'), { freq: 3 }),
    expectedFrom: anyDays,
    expectedTo: anyDays,
    sort: fc.constantFrom('opened' as const, 'expected' as const),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  })
  // What the URL can ask for: a range of expected days and the silent ones have an order of their own.
  .map((filter): Omit<ShipmentFilter, 'q' | 'account'> => {
    if (filter.view === 'stuck') return { ...filter, sort: 'silent', direction: 'asc' }
    return filter.expectedFrom || filter.expectedTo ? { ...filter, sort: 'expected' } : filter
  })
const anySearch = fc.option(fc.constantFrom('SH-501', '50', 'sh-5', 'nothing at all'), { freq: 2 })
const anyReach = fc.constantFrom('staff', 'tree', 'two', 'three', 'branch', 'staff branch', 'one and a tree')

type Reaching = { scope: Reads; accounts: Account[] | null; account: string | null }
function reachOf(kind: string): Reaching {
  const [a, b, c] = branches as [Account, Account, Account]
  const several = (...accounts: Account[]): Reaching => ({
    scope: member(...accounts.map((account) => [account, 'buyer', false] as Parameters<typeof grantOf>)),
    accounts,
    account: null,
  })
  if (kind === 'staff') return { scope: staff(), accounts: null, account: null }
  if (kind === 'staff branch') return { scope: staff(), accounts: [b], account: b.code }
  if (kind === 'tree') return { scope: member([top, 'buyer']), accounts: [top, ...branches], account: null }
  if (kind === 'two') return several(a, b)
  if (kind === 'three') return several(a, b, c)
  if (kind === 'branch') return { scope: member([top, 'buyer']), accounts: [b], account: b.code }
  return { scope: member([other, 'buyer'], [a, 'buyer', false]), accounts: [other, a], account: null }
}

const means = (q: string) => (shipment: Made) => {
  const texts = /^\d+$/.test(q) ? [q, `sh-${q}`] : [q.toLowerCase()]
  return q === '' || texts.some((text) => shipment.number.toLowerCase().startsWith(text))
}
/** By the beginning of a number only what goes to the reach is found; the rest by the whole number. */
const found = (q: string, accounts: readonly Account[] | null) => (shipment: Made) =>
  means(q)(shipment) && (q === '' || accounts === null || accounts.includes(shipment.account))

describe('pages of a list', () => {
  test('joined are the whole list in order, forwards and backwards, whatever is filtered, sorted and reached', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, anySearch, anyReach, fc.constantFrom(1, 3, 7, 50), async (chosen, q, kind, size) => {
        const { scope, accounts, account } = reachOf(kind)
        const filter: ShipmentFilter = { ...chosen, q: q ?? '', account }
        const { numbers, back } = await allPages(scope, filter, size)
        const wanted = wantedBy(filter, accounts, found(filter.q, accounts))
        expect(numbers).toEqual(wanted)
        expect(back).toEqual(wanted.slice(0, Math.max(0, Math.floor((wanted.length - 1) / size) * size)))
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })

  test('a cursor that is not ours, or of another sort, begins anew', async () => {
    const scope = member([top, 'buyer'])
    const first = await listShipments(scope, everyShipment, { after: null, before: null }, 5)
    for (const after of ['x', 'AAAA', `${first.after}A`, `A${first.after}`])
      expect((await listShipments(scope, everyShipment, { after, before: null }, 5)).rows).toEqual(first.rows)
    const turned = { ...everyShipment, direction: 'asc' as const }
    const ascending = await listShipments(scope, turned, { after: null, before: null }, 5)
    expect((await listShipments(scope, turned, { after: first.after, before: null }, 5)).rows).toEqual(ascending.rows)
  })

  test('an account out of reach is not there', async () => {
    const filter = { ...everyShipment, account: top.code }
    await expect(listShipments(member([other, 'buyer']), filter, { after: null, before: null })).rejects.toThrow(NotFound)
  })
})

describe('a shipment to somebody else', () => {
  test('shows the own orders and neither the place nor the company it goes to', async () => {
    const [mine, theirs] = [await makeAccount(), await makeAccount()]
    const [own, foreign] = [await orderOf(mine, ['1']), await orderOf(theirs, ['1'])]
    const shipment = await shipmentOf(theirs, [{ order: own }, { order: foreign }])
    const [row, ...rest] = (await listShipments(member([mine, 'buyer']), everyShipment, { after: null, before: null })).rows
    expect(rest).toEqual([])
    expect(row).toMatchObject({ number: shipment.number, city: null, account: null, orders: { numbers: [own.number], count: 1 } })
  })
})

describe('a search', () => {
  const search = async (scope: Reads, q: string) =>
    (await listShipments(scope, { ...everyShipment, q }, { after: null, before: null }, 100)).rows.map((row) => row.number)

  test('finds by tracking number, package, reference, order and PO, and nothing of others', async () => {
    const [mine, theirs] = [await makeAccount(), await makeAccount()]
    const make = async (account: Account, mark: string) => {
      const order = await orderOf(account, ['1'], { po_number: `7700-${mark}` })
      const shipment = await shipmentOf(account, [{ order }], { tracking_number: `MARU${mark}` })
      await makePackage(shipment, 1, { tracking_number: `PKG${mark}`, sscc: `00340123450000${mark}` })
      await makeReference(shipment, 'bill_of_lading', `BL ${mark}`)
      return { order, shipment }
    }
    const own = await make(mine, '4711')
    await make(theirs, '4712')
    const scope = member([mine, 'buyer'])
    const texts = [
      'MARU4711',
      'maru47',
      'PKG4711',
      '003401234500004711',
      '00 34 0123450000 4711',
      'BL 4711',
      '7700-4711',
      own.order.number,
    ]
    for (const text of texts) expect([text, await search(scope, text)]).toEqual([text, [own.shipment.number]])
    for (const text of ['MARU4712', 'PKG4712', '003401234500004712', 'BL 4712', '7700-4712'])
      expect(await search(scope, text)).toEqual([])
  })

  test('finds a shipment to somebody else by its whole number, by its tracking number and by the own order', async () => {
    const [mine, theirs] = [await makeAccount(), await makeAccount()]
    const own = await orderOf(mine, ['1'], { po_number: 'ELSE-1' })
    const shipment = await shipmentOf(theirs, [{ order: own }], { tracking_number: 'ELSE9000' })
    const scope = member([mine, 'buyer'])
    for (const text of [shipment.number, 'ELSE9000', 'ELSE-1', own.number])
      expect(await search(scope, text)).toEqual([shipment.number])
  })

  test('takes % and _ as what they are', async () => {
    expect(await search(staff(), 'SH-5%')).toEqual([])
    expect(await search(staff(), 'SH_5')).toEqual([])
  })
})

test('a URL that means nothing still shows something', () => {
  const read = (query: string, audience: 'portal' | 'staff' = 'portal') => readFilter(new URLSearchParams(query), audience)
  expect(read('')).toEqual(everyShipment)
  expect(read('view=nonsense&status=nothing&sort=price&from=2026-02-30')).toEqual(everyShipment)
  expect(read('view=stuck')).toEqual(everyShipment)
  expect(read('view=stuck&sort=-opened', 'staff')).toMatchObject({ view: 'stuck', sort: 'silent', direction: 'asc' })
  expect(read('view=open')).toMatchObject({ sort: 'expected', direction: 'asc' })
  expect(read('expected_to=2026-03-01&sort=-opened')).toMatchObject({ sort: 'expected', direction: 'desc' })
  expect(read(`status=${shipmentStatuses.join(',')}`)).toEqual(everyShipment)
})

test('lines elsewhere stand where their shipment does', async () => {
  const { count } = await db
    .selectFrom('shipment_lines as l')
    .innerJoin('shipments as s', 's.id', 'l.shipment_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('l.elsewhere', '=', 1)
    .whereRef('l.opened_at', '<>', 's.opened_at')
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(0)
})
