import { hash } from 'node:crypto'
import { z } from 'zod'
import { timeZoneOf } from '~/features/accounts/time-zones'
import type { Draft, ImportEntity } from '~/features/import.types'
import { choice, country, instant, key, maybe, text, timeZone, whole } from '~/values/columns'
import { offsetMinutes } from '~/values/local-date'
import { classifiers, eventStatuses } from './shipment'
import type { ShipmentFacts } from './shipment-facts.server'
import { shipmentFacts } from './shipment-facts.server'

const columns = z.object({
  id: key('The event’s id in the source', '10248/shipped'),
  shipment: key('Id of the shipment', 'S-10248'),
  package_number: maybe(whole(1, 4_000_000_000, 'Number of the package, where it is about one alone', '1')),
  status: choice(eventStatuses, 'What it means'),
  classifier: maybe(choice(classifiers, 'Whether it is planned, estimated or has happened; actual where it is blank')),
  happened_at: instant('When it happened, or is to happen', '1996-07-16'),
  recorded_at: maybe(instant('When it was reported; at the import where it is blank', '1996-07-16 18:00')),
  raw_code: maybe(text(40, 'The carrier’s code', 'PU')),
  raw_text: maybe(text(500, 'The carrier’s words', 'Picked up')),
  place: maybe(text(120, 'Where', 'Reims')),
  country: maybe(country('Country of the place, ISO 3166')),
  time_zone: maybe(timeZone('Time zone of the place; its country’s where it is blank')),
})
type Event = z.output<typeof columns>

/** What was reported about shipments. Nothing of it is ever edited: what the source corrects is retracted, and said anew. */
export const trackingEventImport: ImportEntity<typeof columns> = {
  name: 'tracking_events',
  after: ['shipments'],
  schema: columns,
  table: 'tracking_events',
  parents: { shipment: 'shipments' },
  unique: { by: 'shipment_id', key: ['shipment_id', 'fingerprint'] },
  shared: true,
  appendOnly: true,
  versioned: false,
  decimals: [],
  usual: { classifier: 'actual' },
  touches: { projection: 'shipments', column: 'shipment_id' },
  async prepare(batch) {
    const shipments = await shipmentFacts(batch)
    return ({ columns: row, parents }) => {
      const shipment = shipments.get(parents.shipment ?? '')
      return shipment ? draftOf(row, shipment, batch.source, batch.scope.now) : { column: 'shipment', reason: 'gone' }
    }
  },
}

function draftOf(row: Event, shipment: ShipmentFacts, source: string, now: Date): Draft {
  const zone = row.time_zone ?? (row.country ? timeZoneOf(row.country, null) : null) ?? shipment.from_time_zone
  const values = {
    package_number: row.package_number ?? null,
    status: row.status,
    classifier: row.classifier ?? 'actual',
    raw_code: row.raw_code ?? null,
    raw_text: row.raw_text ?? null,
    place: row.place ?? null,
    country: row.country ?? null,
    time_zone: zone,
    happened_at: row.happened_at,
  }
  return {
    values,
    derive: () => ({ fingerprint: fingerprintOf(values) }),
    initially: {
      utc_offset: zone ? offsetMinutes(row.happened_at, zone) : 0,
      recorded_at: row.recorded_at ?? now,
      source,
      root_account_id: shipment.root_account_id,
    },
    fixed: {
      shipment_id: { value: shipment.id, column: 'shipment' },
      account_id: { value: shipment.account_id, column: 'shipment' },
    },
  }
}

/** The same event, reported twice or by two systems, is one: SHA-256 (hex) of all that is said about the shipment. */
const fingerprintOf = (values: Record<string, string | number | Date | null>): string =>
  hash('sha256', JSON.stringify(values), 'hex')
