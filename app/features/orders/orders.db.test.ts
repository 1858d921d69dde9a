import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { historyTimeline } from '~/features/history/history.timeline.server'
import { recentChanges, timelineOf } from '~/features/history/timeline.server'
import { Conflict, isRefusal, NotFound } from '~/values/outcome'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makePerson, staffScope, unique } from '../../../tests/support/make'
import { makeAccount, member, only, ordered, packed, placeOf, shipped, staff, whole } from '../../../tests/support/ordering'
import { getOrder } from './order.queries.server'
import type { OrderFilter } from './order-filter'
import { everyOrder } from './order-filter'
import type { Reads } from './order-reach.server'
import { changePromise } from './orders.commands.server'
import type { CsvWords } from './orders.csv.server'
import { ordersCsv } from './orders.csv.server'
import { orderFinder } from './orders.find.server'
import { listOrders } from './orders.queries.server'
import { ordersTimeline } from './orders.timeline.server'
import { projectOrders } from './projection.server'

// Shipments here have no events that would explain how they stand, and by now every promise has passed.
breaksOnPurpose('shipments.replayed', 'orders.projected')

const project = (...ids: Id[]) => projectOrders(systemScope(['orders.read'], new Date('2026-06-11T08:20:00Z')), ids)
const sources = [ordersTimeline, historyTimeline]

async function world() {
  const top = await makeAccount()
  const branch = await makeAccount({}, top)
  const { id: ship_to_id } = await placeOf(branch)
  const order = await ordered(
    branch,
    [
      { quantity: '8', unit_price: '2450', net: '19600', description: 'Actuator DN80', sku: 'FA-080' },
      {
        quantity: '60',
        unit_price: '29.5',
        net: '1770',
        description: 'Gasket sheet',
        backordered_quantity: '40',
        shipped_quantity: '20',
      },
    ],
    {
      ship_to_id,
      po_number: `7700-${unique()}`,
      ordered_by: 'Ines K.',
      confirmed_at: new Date('2026-06-01T09:00:00Z'),
      first_promised_on: '2026-06-20',
      promised_on: '2026-06-20',
      freight_total: '504.50',
    },
  )
  const shipment = await shipped(branch, [{ order, line: 1, quantity: '20' }], {
    status: 'in_transit',
    shipped_at: new Date('2026-06-05T09:00:00Z'),
    carrier: 'Marlin Line',
    packages_count: 1,
  })
  const pack = await packed(shipment, 1, { tracking_number: 'PAC604' })
  await db
    .insertInto('package_lines')
    .values({
      package_id: pack,
      shipment_line_id: String(shipment.lines[0]),
      quantity: '20',
      account_id: branch.id,
      root_account_id: top.id,
    })
    .execute()
  await project(order.id)
  return { top, branch, order, shipment, stranger: await makeAccount() }
}

test('a record says everything about an order, and never an id', async () => {
  const { top, branch, order, shipment } = await world()
  const { order: record } = await getOrder(member(whole(top)), order.number)
  expect(record).toMatchObject({
    number: order.number,
    account: { code: branch.code },
    status: 'part_shipped',
    open: true,
    daysLate: 0,
    shipTo: { city: 'Rotterdam' },
    totals: { goods: '21370.0000', total: '21874.5000' },
    lines: [
      { lineNo: 1, ordered: '8.000000', unitPrice: '2450.000000', net: '19600.0000', parcels: [] },
      {
        lineNo: 2,
        backordered: '40.000000',
        parcels: [{ consignment: 1, package: 1, shipment: shipment.number, quantity: '20' }],
      },
    ],
    consignments: [{ number: shipment.number, carrier: 'Marlin Line', packages: [{ number: 1, trackingNumber: 'PAC604' }] }],
  })
  const said = JSON.stringify(record)
  for (const id of [order.id, ...order.lines, shipment.id]) expect(said).not.toContain(`"${id}"`)
  expect(said).not.toMatch(/_id"|"id"/)
})

test('not yours, and not there, are the same', async () => {
  const { top, branch, order, stranger } = await world()
  for (const scope of [member(whole(stranger)), member(only(top))])
    await expect(getOrder(scope, order.number)).rejects.toThrow(NotFound)
  await expect(getOrder(member(whole(top)), `${order.number}X`)).rejects.toThrow(NotFound)
  await expect(getOrder(member(whole(top)), order.number, 'NOBODY')).rejects.toThrow(NotFound)
  await expect(getOrder(member(only(branch)), order.number)).resolves.toBeDefined()
})

test('one number of two legal entities leads to either', async () => {
  const account = await makeAccount()
  const number = `SO-${unique()}`
  const older = await ordered(account, [{}], { number })
  const younger = await ordered(account, [{}], { number })
  await project(older.id, younger.id)
  const { order } = await getOrder(member(whole(account)), number)
  expect(order.others).toHaveLength(1)
  const other = await getOrder(member(whole(account)), number, order.others[0]?.code)
  expect(other.order.entity.code).toBe(order.others[0]?.code)
  expect(other.id).toBe(older.id)
})

// ---- Prices ------------------------------------------------------------------------------------------------------------------

const figures = ['2450', '29.5', '19600', '1770', '21370', '21874', '504.5']
const holdsNoFigure = (text: string) => {
  for (const figure of figures) expect(text).not.toContain(figure)
}

test('a receiver sees no price: not in the list, the record, the timeline, the export or the palette', async () => {
  const { top, branch, order } = await world()
  const owner = { account_id: branch.id, root_account_id: top.id }
  const told = (kind: string, facts: object) => ({
    ...owner,
    order_id: order.id,
    kind,
    at: new Date('2026-06-10'),
    facts: JSON.stringify(facts),
  })
  await db
    .insertInto('timeline_entries')
    .values([
      told('exchange.changed', { field: 'unit_price', from: '2450', to: '2500' }),
      told('exchange.changed', { field: 'po_number', from: 'A', to: 'B' }),
      told('exchange.paid', { amount: '1770' }),
    ])
    .execute()
  const receiver = member(whole(top, 'receiver'))
  const buyer = member(whole(top))
  const seen = async (scope: Reads & ReturnType<typeof member>) => {
    const { id, order: record } = await getOrder(scope, order.number)
    const timeline = await timelineOf(scope, sources, { order: id })
    const news = await recentChanges(scope, sources, new Date('2026-01-01'), 20)
    const list = await listOrders(scope, { ...everyOrder, q: order.number }, { after: null, before: null })
    const found = await orderFinder.find(scope, order.number, 5)
    return { said: JSON.stringify([record, timeline, news, list, found, await csvOf(scope, everyOrder)]), record, timeline }
  }
  const hers = await seen(receiver)
  holdsNoFigure(hers.said)
  expect(hers.record.totals).toBeNull()
  expect(hers.timeline.map((one) => one.facts.field).filter(Boolean)).toEqual(['po_number'])
  expect(await csvOf(receiver, everyOrder)).not.toMatch(/total|currency/)
  const his = await seen(buyer)
  for (const figure of figures) expect(his.said).toContain(figure)
  expect(his.timeline.filter((one) => one.group === 'money')).toHaveLength(2)
})

test('who is a receiver in one account and a buyer in another sees the prices of the other', async () => {
  const [dock, office] = [await makeAccount(), await makeAccount()]
  const lines = [{ quantity: '1', unit_price: '77', net: '77' }]
  const orders = [await ordered(dock, lines), await ordered(office, lines)]
  await project(...orders.map((one) => one.id))
  const scope = member(whole(dock, 'receiver'), whole(office))
  const { rows } = await listOrders(scope, everyOrder, { after: null, before: null })
  const totals = Object.fromEntries(rows.map((row) => [row.account.code, row.total]))
  expect(totals).toEqual({ [dock.code]: null, [office.code]: '77.0000' })
  expect((await getOrder(scope, String(orders[0]?.number))).order.totals).toBeNull()
  expect((await getOrder(scope, String(orders[1]?.number))).order.totals).not.toBeNull()
  const rowsOfFile = parse(await csvOf(scope, everyOrder), { bom: true, columns: true }) as Record<string, string>[]
  expect(Object.fromEntries(rowsOfFile.map((row) => [row.account_code, row.total]))).toEqual({
    [dock.code]: '',
    [office.code]: '77',
  })
})

// ---- Export ------------------------------------------------------------------------------------------------------------------

const plain: CsvWords = { head: (column) => column, status: (status) => status }
async function csvOf(scope: Reads, filter: OrderFilter): Promise<string> {
  let text = ''
  for await (const piece of await ordersCsv(scope, filter, plain)) text += piece
  return text
}

test('the export is the list, row for row, however many pieces it takes', async () => {
  const account = await makeAccount()
  const made: Id[] = []
  for (let index = 0; index < 30; index++) {
    const placed_at = new Date(`2026-02-0${1 + (index % 3)}T10:00:00Z`)
    made.push((await ordered(account, [{}], { placed_at, packed_at: index % 2 ? placed_at : null })).id)
  }
  await project(...made)
  const scope = member(whole(account))
  for (const filter of [
    everyOrder,
    { ...everyOrder, statuses: ['packed' as const] },
    { ...everyOrder, sort: 'promised' as const },
  ]) {
    const { rows } = await listOrders(scope, filter, { after: null, before: null }, 100)
    const file = parse(await csvOf(scope, filter), { bom: true, columns: true }) as Record<string, string>[]
    expect(file.map((row) => row.number)).toEqual(rows.map((row) => row.number))
    expect(file.map((row) => row.status)).toEqual(rows.map((row) => row.status))
  }
  expect((await csvOf(scope, everyOrder)).startsWith('\uFEFFnumber,po_number,')).toBe(true)
})

test('a cell that a spreadsheet would run is text', async () => {
  const account = await makeAccount({ name: '@SUM(1+1)' })
  const orders = [
    await ordered(account, [{ description: '=HYPERLINK("http://evil.test","x")', unit: 'MTR' }], { po_number: '+31 6 "a", b' }),
    await ordered(account, [{ description: '-2+3\nnext', unit: 'MTR', net: '-12.5' }], { po_number: '\tcmd' }),
  ]
  await project(...orders.map((one) => one.id))
  const text = await csvOf(member(whole(account)), { ...everyOrder, direction: 'asc' })
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => [row.account, row.po_number, row.contents, row.total])).toEqual([
    ["'@SUM(1+1)", `'+31 6 "a", b`, `'=HYPERLINK("http://evil.test","x")`, '19600'],
    ["'@SUM(1+1)", "'\tcmd", "'-2+3\nnext", '-12.5'],
  ])
})

test('an account that the staff have mistyped empties their list and leaves it there', async () => {
  const { rows } = await listOrders(staff(), { ...everyOrder, account: `NOPE-${unique()}` }, { after: null, before: null })
  expect(rows).toEqual([])
})

test('an export of an account out of reach is not there', async () => {
  const { top, stranger } = await world()
  await expect(ordersCsv(member(whole(stranger)), { ...everyOrder, account: top.code }, plain)).rejects.toThrow(NotFound)
})

// ---- Promises ----------------------------------------------------------------------------------------------------------------

const promising = async () =>
  staffScope(['orders.read', 'promises.change'], 'agent', (await makePerson({ staff_role: 'agent' })).id)
const form = { promised_on: '2026-06-25', cause: 'carrier' as const, explanation: 'The ship missed its berth.', version: 1 }
const rowOf = (id: Id) => db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a changed promise moves the day, says why, makes the order late, and is told, audited and announced', async () => {
  const { top, order } = await world()
  const scope = await promising()
  expect(await changePromise(scope, order.number, null, form)).toEqual({ promisedOn: '2026-06-25' })
  expect(await rowOf(order.id)).toMatchObject({
    promised_on: '2026-06-25',
    first_promised_on: '2026-06-20',
    promise_cause: form.explanation,
    late: 1,
    version: 2,
  })
  const { order: record, id } = await getOrder(member(whole(top)), order.number)
  expect(record).toMatchObject({
    daysLate: 5,
    promises: [{ previousOn: '2026-06-20', promisedOn: '2026-06-25', cause: 'carrier' }],
  })
  const [entry] = (await timelineOf(member(whole(top)), sources, { order: id })).filter((one) => !one.planned)
  expect(entry).toMatchObject({
    kind: 'orders.promise-moved-because',
    facts: { to: '2026-06-25', explanation: form.explanation },
  })
  const audit = await db.selectFrom('audit_entries').selectAll().where('subject_id', '=', order.number).execute()
  expect(audit).toMatchObject([{ action: 'promises.change', person_id: scope.who.personId }])
  expect(JSON.parse(audit[0]?.before_values ?? '')).toMatchObject({ promised_on: '2026-06-20' })
  const jobs = await db.selectFrom('outbox').select('payload').where('topic', '=', 'event').execute()
  expect(jobs.map((job) => JSON.parse(job.payload)).filter((event) => event.facts.number === order.number)).toMatchObject([
    { name: 'orders.promise-changed', facts: { from: '2026-06-20', to: '2026-06-25', cause: 'carrier' } },
  ])
})

test('the first promise of an order that had none is the first one', async () => {
  const order = await ordered(await makeAccount(), [{}])
  await project(order.id)
  await changePromise(await promising(), order.number, null, form)
  expect(await rowOf(order.id)).toMatchObject({ promised_on: '2026-06-25', first_promised_on: '2026-06-25', late: 0 })
  const { order: record, id } = await getOrder(staff(), order.number)
  expect(record.promises).toEqual([])
  expect((await timelineOf(staff(), sources, { order: id })).map((one) => one.kind)).toContain('orders.promised')
})

test('a promise from a form that is out of date is a conflict that says what is there now', async () => {
  const { order } = await world()
  const scope = await promising()
  await changePromise(scope, order.number, null, form)
  const again = changePromise(scope, order.number, null, { ...form, promised_on: '2026-06-30' })
  await expect(again).rejects.toThrow(Conflict)
  await expect(again).rejects.toMatchObject({ changes: { promised_on: '2026-06-25' } })
})

test.each([
  ['a day that has passed', { promised_on: '2026-06-10' }, 'promised_on', 'orders:promise.past'],
  ['a day that is years away', { promised_on: '2031-06-12' }, 'promised_on', 'orders:promise.far'],
  ['the same day', { promised_on: '2026-06-20' }, 'promised_on', 'orders:promise.same'],
])('%s is refused, and nothing changes', async (_, values, field, reason) => {
  const { order } = await world()
  const outcome = await changePromise(await promising(), order.number, null, { ...form, ...values })
  expect(isRefusal(outcome) && outcome).toMatchObject({ field, reason })
  expect(await rowOf(order.id)).toMatchObject({ promised_on: '2026-06-20', version: 1 })
})

test('an order that has ended gets no promise any more', async () => {
  const order = await ordered(await makeAccount(), [{}], { cancelled_at: new Date('2026-06-01') })
  await project(order.id)
  expect(await changePromise(await promising(), order.number, null, form)).toMatchObject({ reason: 'orders:promise.ended' })
})

test('the palette finds an order by its number, its PO and the beginning of either, the exact one first', async () => {
  const account = await makeAccount()
  const start = `SO-${unique()}`
  const made = [
    await ordered(account, [{}], { number: start, po_number: 'PO-1' }),
    await ordered(account, [{}], { number: `${start}9` }),
  ]
  await project(...made.map((one) => one.id))
  const scope = member(whole(account))
  const titles = async (text: string) => (await orderFinder.find(scope, text, 6)).map((one) => one.title)
  expect(await titles(start)).toEqual([start, `${start}9`])
  expect(await titles(start.slice(0, -1))).toEqual([`${start}9`, start])
  expect(await titles('po-1')).toEqual([start])
  expect(await titles('nothing')).toEqual([])
  expect(await orderFinder.find(member(whole(await makeAccount())), start, 6)).toEqual([])
})
