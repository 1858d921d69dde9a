import { randomBytes } from 'node:crypto'
import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import type { makeAccount, Owner } from './make'
import { makeLine, makeOrder, makeShipment, makeShipmentLine, ownerOf } from './make'

/** Rows for tests about goods under way; each test its own. */

export type Account = Awaited<ReturnType<typeof makeAccount>>
export const instant = (text: string) => new Date(`${text}Z`)
const made = instant('2026-01-01T00:00:00')
const digest = () => randomBytes(32).toString('hex')
const tenant = ({ account_id, root_account_id }: Owner): Owner => ({ account_id, root_account_id })

async function insert(
  table: 'addresses' | 'tracking_events' | 'packages' | 'package_lines' | 'legs' | 'reference_numbers',
  values: object,
) {
  const done = await db
    .insertInto(table)
    .values(values as never)
    .executeTakeFirstOrThrow()
  return String(done.insertId)
}

export const makeAddress = (account: Account, more: Partial<NewRowOf<'addresses'>> = {}): Promise<Id> =>
  insert('addresses', {
    ...ownerOf(account),
    fingerprint: digest(),
    name: 'Goods in',
    street: 'Waalhaven Z.z. 19',
    city: 'Rotterdam',
    postal_code: '3089 JH',
    country: 'NL',
    time_zone: 'Europe/Amsterdam',
    created_at: made,
    ...more,
  })

export type OrderMade = Owner & { id: Id; number: string; lines: Id[] }
/** An order with one line per quantity. */
export async function orderOf(account: Account, quantities: readonly string[] = ['10'], more: Partial<NewRowOf<'orders'>> = {}) {
  const order = await makeOrder(account, { status: 'confirmed', confirmed_at: made, placed_at: made, ...more })
  const lines: Id[] = []
  for (const [index, quantity] of quantities.entries())
    lines.push(
      await makeLine(order, {
        line_no: index + 1,
        sku: `SKU-${index + 1}`,
        description: `Valve ${index + 1}`,
        quantity,
        placed_at: more.placed_at ?? made,
      }),
    )
  return { ...order, lines } satisfies OrderMade
}

export type ShipmentMade = Owner & { id: Id; number: string; lines: Id[] }
/** A shipment of `loads`: which quantity of which line (counted from 0) of which order, also of other accounts. */
export async function shipmentOf(
  account: Account,
  loads: readonly { order: OrderMade; line?: number; quantity?: string }[] = [],
  more: Partial<NewRowOf<'shipments'>> = {},
) {
  const opened_at = more.opened_at ?? made
  const shipment = await makeShipment(account, { ...more, opened_at })
  const lines: Id[] = []
  for (const { order, line = 0, quantity = '10' } of loads)
    lines.push(await makeShipmentLine(shipment, order, String(order.lines[line]), quantity))
  return { ...shipment, lines } satisfies ShipmentMade
}

/** Something that a carrier reported; unless `more` says otherwise, that it is under way. */
export const makeEvent = (shipment: ShipmentMade, more: Partial<NewRowOf<'tracking_events'>> = {}): Promise<Id> =>
  insert('tracking_events', {
    ...tenant(shipment),
    shipment_id: shipment.id,
    fingerprint: digest(),
    status: 'in_transit',
    classifier: 'actual',
    happened_at: instant('2026-02-01T08:00:00'),
    recorded_at: instant('2026-02-01T09:00:00'),
    source: 'carrier',
    ...more,
  })

export const makePackage = (shipment: ShipmentMade, number: number, more: Partial<NewRowOf<'packages'>> = {}): Promise<Id> =>
  insert('packages', { ...tenant(shipment), shipment_id: shipment.id, number, ...more })

/** What of a shipment's line is in a package. */
export const makePackageLine = (
  owner: Owner,
  values: Pick<NewRowOf<'package_lines'>, 'package_id' | 'shipment_line_id' | 'quantity'> & Partial<NewRowOf<'package_lines'>>,
): Promise<Id> => insert('package_lines', { ...tenant(owner), ...values })

export const makeReference = (shipment: ShipmentMade, type: string, value: string): Promise<Id> =>
  insert('reference_numbers', { ...tenant(shipment), shipment_id: shipment.id, type, value })
