import { createHash } from 'node:crypto'
import type { Owner, Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { keepFile } from '~/features/files/files.commands.server'
import { addYears, dayIn, happensIn, instantIn, offsetMinutes } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { isRefusal, notFound, refuse } from '~/values/outcome'
import { projectShipments } from './projection.server'
import type { ShipmentStatus } from './shipment'
import { findShipment, isEventKey } from './shipment.queries.server'
import type { ProofForm, RecordForm, RetractForm } from './shipments.forms.server'

type Reads = 'orders.read' | 'shipments.read'
type Retracting = Scope<'staff', Reads | 'events.retract'>
type Recording = Scope<'staff', Reads | 'events.record'>
type Locking = Pick<Retracting, 'rows'>

/** Which shipment is meant: its number and, where several legal entities use it, the code of one. */
export type Named = { number: string; entity: string | null }

/** The shipment, locked before anything of it is changed. */
async function lockShipment(scope: Scope<'staff', 'shipments.read'>, { number, entity }: Named) {
  const { row } = await findShipment(scope, number, entity)
  const locked = await scope.rows
    .selectFrom('shipments')
    .select(['id', 'account_id', 'root_account_id', 'number', 'status', 'opened_at'])
    .where('id', '=', row.id)
    .forUpdate()
    .executeTakeFirst()
  return locked ?? notFound()
}
type Locked = Awaited<ReturnType<typeof lockShipment>>
const ownerOf = ({ account_id, root_account_id }: Locked): Owner => ({ account_id, root_account_id })

/**
 * Takes a report back: it stays where it is, struck through with its reason, and counts for nothing any more. Status, quantities
 * and orders are worked out again. Refuses one that was taken back already, and (404) one that is not of this shipment.
 */
export async function retractEvent(
  scope: Retracting,
  named: Named,
  key: string,
  form: RetractForm,
): Promise<{ did: 'retracted' } | Refusal> {
  return await scope.transaction(async (inner) => {
    const shipment = await lockShipment(inner, named)
    const event = await eventOf(inner, shipment.id, key)
    const done = await inner.rows
      .updateTable('tracking_events')
      .set({ retracted_at: inner.now, retracted_by: inner.who.personId, retract_reason: form.reason })
      .where('id', '=', event.id)
      .where('retracted_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return refuse('', 'shipments:retract.already')
    const after = await statusAfter(inner, shipment)
    const { status, place } = event
    await inner.tell(ownerOf(shipment), {
      shipment_id: shipment.id,
      kind: 'shipments.event-retracted',
      facts: { status, place, reason: form.reason },
    })
    await inner.emit({
      name: 'shipments.event-retracted',
      facts: { number: shipment.number, accountId: shipment.account_id, status, before: shipment.status, after },
    })
    await inner.audit({
      action: 'events.retract',
      subject: { type: 'shipment', id: shipment.number },
      accountId: shipment.account_id,
      before: { status, place, happenedAt: event.happened_at, shipmentStatus: shipment.status },
      after: { reason: form.reason, shipmentStatus: after },
    })
    return { did: 'retracted' }
  })
}

async function eventOf(scope: Locking, shipment: Id, key: string) {
  if (!isEventKey(key)) return notFound()
  const row = await scope.rows
    .selectFrom('tracking_events')
    .select(['id', 'status', 'place', 'happened_at'])
    .where('shipment_id', '=', shipment)
    .where('fingerprint', 'like', `${key}%`)
    .executeTakeFirst()
  return row ?? notFound()
}

async function statusAfter(scope: Scope<'staff', Reads>, shipment: Locked): Promise<ShipmentStatus> {
  const [change] = await projectShipments(scope, [shipment.id])
  return change?.after ?? (shipment.status as ShipmentStatus)
}

/**
 * Adds what a carrier told by phone or mail, as a report of our own. The time is that of the place's clock in `time_zone`; one that
 * it shows twice is the earlier. Refuses one that it never shows, what has not happened yet or more than a year before the shipment was opened, a package that the shipment does not have, and what is on record already.
 */
export async function recordEvent(scope: Recording, named: Named, form: RecordForm): Promise<{ did: 'recorded' } | Refusal> {
  if (!happensIn(form.happened_at, form.time_zone)) return refuse('happened_at', 'shipments:record.skipped')
  const happenedAt = instantIn(form.happened_at, form.time_zone)
  if (happenedAt > scope.now) return refuse('happened_at', 'shipments:record.future')
  return await scope.transaction(async (inner) => {
    const shipment = await lockShipment(inner, named)
    if (form.happened_at < addYears(dayIn(shipment.opened_at, form.time_zone), -1))
      return refuse('happened_at', 'shipments:record.early')
    if (form.package && !(await hasPackage(inner, shipment.id, form.package)))
      return refuse('package', 'shipments:record.noPackage')
    const said = { status: form.status, package_number: form.package ?? null, place: form.place, happened_at: happenedAt }
    const fingerprint = createHash('sha256')
      .update(JSON.stringify(['staff', said]))
      .digest('hex')
    if (await isKnown(inner, shipment.id, fingerprint)) return refuse('', 'shipments:record.known')
    await inner.add('tracking_events', shipment, {
      ...said,
      shipment_id: shipment.id,
      fingerprint,
      classifier: 'actual',
      raw_text: form.note || null,
      time_zone: form.time_zone,
      utc_offset: offsetMinutes(happenedAt, form.time_zone),
      recorded_at: inner.now,
      source: 'staff',
    })
    const after = await statusAfter(inner, shipment)
    await inner.emit({
      name: 'shipments.event-recorded',
      facts: { number: shipment.number, accountId: shipment.account_id, status: form.status, before: shipment.status, after },
    })
    await inner.audit({
      action: 'events.record',
      subject: { type: 'shipment', id: shipment.number },
      accountId: shipment.account_id,
      before: { shipmentStatus: shipment.status },
      after: { status: form.status, place: form.place, happenedAt, note: form.note ?? null, shipmentStatus: after },
    })
    return { did: 'recorded' }
  })
}

async function hasPackage(scope: Locking, shipment: Id, number: number): Promise<boolean> {
  const row = await scope.rows
    .selectFrom('packages')
    .select('id')
    .where('shipment_id', '=', shipment)
    .where('number', '=', number)
    .executeTakeFirst()
  return row !== undefined
}

async function isKnown(scope: Locking, shipment: Id, fingerprint: string): Promise<boolean> {
  const row = await scope.rows
    .selectFrom('tracking_events')
    .select('id')
    .where('shipment_id', '=', shipment)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return row !== undefined
}

/** Adds a paper that proves the delivery. Refuses what is no PDF or picture, is empty, broken or too large. */
export async function addProof(
  scope: Scope<'staff', 'shipments.read' | 'files.add'>,
  named: Named,
  { file }: ProofForm,
): Promise<{ did: 'added' } | Refusal> {
  return await scope.transaction(async (inner) => {
    const shipment = await lockShipment(inner, named)
    const kept = await keepFile(inner, shipment, {
      field: 'file',
      upload: file,
      purpose: 'proof_of_delivery',
      of: { shipment_id: shipment.id },
    })
    if (isRefusal(kept)) return kept
    await inner.tell(ownerOf(shipment), { shipment_id: shipment.id, kind: 'shipments.file-added', facts: { name: kept.name } })
    await inner.emit({
      name: 'shipments.proof-added',
      facts: { number: shipment.number, accountId: shipment.account_id, name: kept.name },
    })
    await inner.audit({
      action: 'files.add',
      subject: { type: 'shipment', id: shipment.number },
      accountId: shipment.account_id,
      after: { name: kept.name, sha256: kept.sha256, bytes: kept.bytes },
    })
    return { did: 'added' }
  })
}
