import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { AddressText } from '~/features/accounts/address'
import type { AccountFacts } from '~/features/accounts/import-facts.server'
import { accountFacts, addressColumns, addressIn, isRefused, keepAddresses } from '~/features/accounts/import-facts.server'
import type {
  CarriedRow,
  Carrier,
  Draft,
  ImportBatch,
  ImportEntity,
  ImportRow,
  Projection,
  RecordChange,
  RowRefusal,
} from '~/features/import.types'
import { tellChanges } from '~/features/orders/imported-changes.server'
import { choice, country, day, fed, instant, key, kilograms, maybe, text, timeZone, whole } from '~/values/columns'
import { subtractQuantities, trimQuantity } from '~/values/quantity'
import { isZero } from '~/values/zero'
import type { SystemScope } from '~/work/jobs'
import { describeShipments } from './contents.server'
import { projectShipments } from './projection.server'
import { shipmentKinds, transportModes } from './shipment'

const columns = z.object({
  id: key('The shipment’s id in the source', 'S-10248'),
  number: maybe(text(40, 'What people call the shipment; its id where it is blank', 'SH-20931')),
  account: maybe(key('Id of the account that it goes to; that of whole_order where it is blank', 'VINET')),
  whole_order: maybe(key('Id of an order that it carries completely: the order’s lines are then its lines', '10248')),
  legal_entity: maybe(
    text(20, 'Code of the company of the host that sends; the order’s, else the mapping’s, where it is blank', 'FF-NL'),
  ),
  kind: maybe(choice(shipmentKinds, 'Kind of shipment; standard where it is blank')),
  ships_from: maybe(text(200, 'Name of the place that it leaves from', 'Rotterdam warehouse')),
  from_city: maybe(text(100, 'City that it leaves from', 'Rotterdam')),
  from_country: maybe(country('Country that it leaves from, ISO 3166')),
  from_time_zone: maybe(timeZone('Time zone that it leaves from')),
  shipper: maybe(key('Id of the company that sends it, where that is another one', 'SUP-5')),
  carrier: maybe(text(120, 'Who carries it', 'Speedy Express')),
  service: maybe(text(120, 'The carrier’s service', 'Express 12:00')),
  mode: maybe(choice(transportModes, 'How it travels')),
  tracking_number: maybe(text(60, 'The carrier’s number', '1Z999AA10123456784')),
  terms: maybe(text(60, 'Terms of delivery', 'DAP Reims')),
  weight_kg: maybe(kilograms('Weight in kilograms', '412.5')),
  packages_count: maybe(whole(1, 1_000_000, 'Number of packages', '3')),
  opened_at: instant('When it was made', '1996-07-16'),
  expected_on: maybe(day('Day that it is expected now; the first one becomes the first expected', '1996-07-18')),
  signed_by: maybe(text(120, 'Who signed for it', 'P. Henriot')),
  cause: maybe(text(300, 'Why it is late', 'Storm in the Channel')),
  ...addressColumns('ship_to_', 'that it goes to'),
})
type Shipment = z.output<typeof columns>
type OrderFacts = { id: Id; account_id: Id; legal_entity_id: Id; ship_to_id: Id | null }
type Known = { account: AccountFacts; order: OrderFacts | undefined; address: AddressText | null | undefined }

const plain = [
  ...(['ships_from', 'from_city', 'from_country', 'from_time_zone', 'carrier', 'service', 'mode', 'tracking_number'] as const),
  ...(['terms', 'weight_kg', 'packages_count', 'opened_at', 'expected_on', 'signed_by', 'cause'] as const),
]

export const shipmentImport: ImportEntity<typeof columns> = {
  name: 'shipments',
  after: ['accounts', 'orders'],
  schema: columns,
  table: 'shipments',
  parents: { account: 'accounts', whole_order: 'orders', shipper: 'accounts' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  ahead: true,
  versioned: true,
  decimals: ['weight_kg'],
  usual: { kind: 'standard' },
  // Packages that are known one by one may be more.
  mastered: ['packages_count'],
  reads: ['account_id', 'root_account_id', 'expected_on'],
  touches: { projection: 'shipments', column: 'id' },
  shown: { name: 'number', path: ({ number }) => `shipments/${encodeURIComponent(String(number))}` },
  carries: { entity: 'shipment_lines', column: 'whole_order', rows: linesOfOrders },
  async prepare(batch) {
    const orders = await ordersOf(batch)
    const ids = batch.rows.flatMap(({ parents }) => [
      parents.account,
      orders.get(parents.whole_order ?? '')?.account_id,
      parents.shipper,
    ])
    const accounts = await accountFacts(batch, ids)
    const known = new Map(batch.rows.map((row) => [row, knownOf(row, orders, accounts)]))
    const wanted = [...known.values()].flatMap((one) =>
      'reason' in one || !one.address ? [] : [{ account: one.account, address: one.address }],
    )
    const kept = await keepAddresses(batch, wanted)
    return (row) => {
      const one = known.get(row)
      if (!one || 'reason' in one) return one ?? { column: 'account', reason: 'gone' }
      const host = row.columns.legal_entity || !one.order ? batch.host(row.columns.legal_entity)?.id : one.order.legal_entity_id
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      const { account, address } = one
      const place = address === undefined ? undefined : address && kept({ account, address })
      return draftOf(row, one, host, place, accounts.get(row.parents.shipper ?? '')?.id ?? null)
    }
  },
  changing: changeShipments,
}

async function ordersOf({ scope, rows }: ImportBatch<Shipment>): Promise<Map<Id, OrderFacts>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.whole_order ?? []))]
  const orders = await scope.rows
    .selectFrom('orders')
    .select(['id', 'account_id', 'legal_entity_id', 'ship_to_id'])
    .where('id', 'in', ids)
    .execute()
  return new Map(orders.map((one) => [one.id, one]))
}

function knownOf(
  { columns: row, parents }: ImportRow<Shipment>,
  orders: ReadonlyMap<Id, OrderFacts>,
  accounts: ReadonlyMap<Id, AccountFacts>,
): Known | RowRefusal {
  const order = orders.get(parents.whole_order ?? '')
  const account = accounts.get(parents.account ?? order?.account_id ?? '')
  if (!account) return { column: 'account', reason: 'required' }
  const address = addressIn(row, 'ship_to_', account)
  return isRefused(address) ? address : { account, order, address }
}

function draftOf(
  { id, columns: row }: ImportRow<Shipment>,
  { account, order }: Known,
  host: Id,
  place: Id | null | undefined,
  shipper: Id | null,
): Draft {
  const { values, initially } = fed(row, [...plain, 'kind'], { kind: 'standard' })
  // Without an address of its own it goes where its order goes, as long as that is the same account's.
  const usualPlace = order && order.account_id === account.id ? order.ship_to_id : null
  const sender = { shipper_account_id: shipper }
  const fedSender = row.shipper !== undefined
  return {
    values: { number: row.number ?? id, ...values, ...(place !== undefined && { ship_to_id: place }), ...(fedSender && sender) },
    initially: {
      ...initially,
      ...(place === undefined && { ship_to_id: usualPlace }),
      ...(!fedSender && sender),
      root_account_id: account.root_account_id,
      first_expected_on: row.expected_on ?? null,
      status: 'announced',
      is_open: 1,
    },
    fixed: {
      account_id: { value: account.id, column: row.account ? 'account' : 'whole_order' },
      legal_entity_id: { value: host, column: 'legal_entity' },
    },
  }
}

/** The first day that is expected stays known. Lines in other accounts' lists carry the day on which the shipment was made. */
async function changeShipments(
  batch: ImportBatch<Shipment>,
  changes: readonly RecordChange<Shipment>[],
): Promise<Map<string, RowRefusal>> {
  const first = changes.flatMap(({ id, changes: fields }) => {
    const expected = fields.find(({ field, from }) => field === 'expected_on' && from === null)
    return expected ? [{ id, first_expected_on: expected.to }] : []
  })
  if (first.length > 0) await batch.scope.bulk.update('shipments', first)
  for (const { id, changes: fields } of changes) {
    const opened = fields.find(({ field }) => field === 'opened_at')
    if (opened)
      await batch.scope.rows
        .updateTable('shipment_lines')
        .set({ opened_at: opened.to as Date })
        .where('shipment_id', '=', id)
        .execute()
  }
  await tellChanges(batch, changes, {
    kind: 'shipments.imported-change',
    subject: (change) => ({ shipment_id: change.id }),
    decimals: shipmentImport.decimals,
  })
  return new Map()
}

/** The lines of a shipment that carries whole orders: every line of them, as far as it was not cancelled. */
async function linesOfOrders(scope: SystemScope, source: string, carriers: readonly Carrier[]): Promise<CarriedRow[]> {
  const rows = await scope.bulk.rows
    .selectFrom('external_refs as o')
    .innerJoin('order_lines as l', 'l.order_id', 'o.record_id')
    .innerJoin('external_refs as r', (on) =>
      on.onRef('r.record_id', '=', 'l.id').on('r.entity', '=', 'order_lines').on('r.source', '=', source),
    )
    .select(['o.external_id as order', 'r.external_id as line', 'l.quantity', 'l.cancelled_quantity', 'l.unit'])
    .where('o.entity', '=', 'orders')
    .where('o.source', '=', source)
    .where('o.external_id', 'in', [...new Set(carriers.map((one) => one.names))])
    .orderBy('l.order_id')
    .orderBy('l.line_no')
    .execute()
  const of = new Map<string, { line: string; quantity: string; unit: string }[]>()
  for (const { order, line, quantity: ordered, cancelled_quantity, unit } of rows) {
    const quantity = trimQuantity(isZero(cancelled_quantity) ? ordered : subtractQuantities(ordered, cancelled_quantity))
    if (isZero(quantity)) continue
    const lines = of.get(order) ?? []
    lines.push({ line, quantity, unit })
    of.set(order, lines)
  }
  return carriers.flatMap(({ id, names }) =>
    (of.get(names) ?? []).map(({ line, quantity, unit }) => ({
      carrier: id,
      columns: { shipment: id, order_line: line, quantity, unit },
    })),
  )
}

export const shipmentProjection: Projection = {
  name: 'shipments',
  async project(scope, ids) {
    await projectShipments(scope, ids)
    await describeShipments(scope, ids)
  },
  async besides(scope, ids) {
    const rows = await scope.rows
      .selectFrom('shipment_lines')
      .select('order_id')
      .distinct()
      .where('shipment_id', 'in', ids)
      .execute()
    return { projection: 'orders', ids: rows.map((row) => row.order_id) }
  },
}
