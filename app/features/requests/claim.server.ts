import type { Owner } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { keepFile } from '~/features/files/files.commands.server'
import type { Refusal } from '~/values/outcome'
import { isRefusal, refuse } from '~/values/outcome'
import { addQuantities, compareQuantities, isNothing } from '~/values/quantity'
import type { NewForm } from './requests.forms.server'
import type { Raises } from './requests.reach'

type Named = { order: string; shipment: string; line: number | null }

/**
 * What a new request may claim: of an order its lines, or one of them, and only those in the shipment that is named. A shipment alone
 * stands for its order; where it carries several, `orders` are those to choose from. Nothing of what the reader does not see.
 */
export async function claimableOf(scope: Pick<Raises, 'rows'>, { order, shipment, line }: Named) {
  const orders = order === '' && shipment !== '' ? await ordersIn(scope, shipment) : []
  const of = order !== '' || orders.length !== 1 ? order : (orders[0] ?? '')
  return { order: of, orders: orders.length > 1 ? orders : [], lines: await linesToClaim(scope, { order: of, shipment, line }) }
}

async function ordersIn(scope: Pick<Raises, 'rows'>, shipment: string): Promise<string[]> {
  const rows = await scope.rows
    .selectFrom('shipments as s')
    .innerJoin('shipment_lines as l', 'l.shipment_id', 's.id')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .select('o.number')
    .distinct()
    .where('s.number', '=', shipment)
    .orderBy('o.number')
    .limit(20)
    .execute()
  return rows.map((row) => row.number)
}

async function linesToClaim(scope: Pick<Raises, 'rows'>, { order, shipment, line }: Named) {
  if (order === '') return []
  return await scope.rows
    .selectFrom('order_lines as l')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .select(['l.line_no', 'l.sku', 'l.description', 'l.quantity', 'l.unit'])
    .where('o.number', '=', order)
    .$if(line !== null, (query) => query.where('l.line_no', '=', line ?? 0))
    .$if(shipment !== '', (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('shipment_lines as sent')
            .innerJoin('shipments as s', 's.id', 'sent.shipment_id')
            .select('sent.id')
            .whereRef('sent.order_line_id', '=', 'l.id')
            .where('s.number', '=', shipment),
        ),
      ),
    )
    .orderBy('l.line_no')
    .limit(200)
    .execute()
}
export type ClaimableLine = Awaited<ReturnType<typeof linesToClaim>>[number]

/**
 * Writes what is short or damaged. Refuses at its field more than was ordered, a line that is not there, and a claim that was offered
 * lines and names none.
 */
export async function addClaim(
  scope: Raises,
  request: Owner & { id: Id; orderId: Id | null },
  form: NewForm,
): Promise<Refusal | null> {
  const claimed = form.claim.filter((one) => !isNothing(one.short) || !isNothing(one.damaged))
  if (form.kind !== 'delivery_claim') return null
  if (form.claim.length > 0 && claimed.length === 0)
    return refuse(`short_${form.claim[0]?.line ?? 1}`, 'requests:refused.claimNone')
  if (claimed.length === 0 || request.orderId === null) return null
  const lines = await scope.rows
    .selectFrom('order_lines')
    .select(['id', 'line_no', 'quantity', 'unit'])
    .where('order_id', '=', request.orderId)
    .where(
      'line_no',
      'in',
      claimed.map((one) => one.line),
    )
    .execute()
  for (const { line, short, damaged, reason } of claimed) {
    const ordered = lines.find((one) => one.line_no === line)
    if (!ordered) return refuse('order', 'requests:refused.order')
    if (compareQuantities(addQuantities([short, damaged]), ordered.quantity) > 0)
      return refuse(`short_${line}`, 'requests:refused.claimMuch')
    await scope.add('request_claim_lines', request, {
      request_id: request.id,
      order_line_id: ordered.id,
      short_quantity: short,
      damaged_quantity: damaged,
      unit: ordered.unit,
      reason: reason === '' ? null : reason,
    })
  }
  return null
}

/** Keeps the pictures that came with a message. Refuses as the keeping of files does. */
export async function addPhotos(
  scope: Raises,
  request: Owner & { id: Id },
  messageId: Id,
  photos: readonly File[],
): Promise<Refusal | null> {
  for (const upload of photos) {
    const of = { request_id: request.id, message_id: messageId }
    const kept = await keepFile(scope, request, { field: 'photos', upload, purpose: 'request', of })
    if (isRefusal(kept)) return kept
  }
  return null
}
