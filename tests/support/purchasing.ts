import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import { projectPurchases } from '~/features/purchases/projection.server'
import type { Owner } from './make'
import { makeEntity, unique } from './make'

// What the host buys and what suppliers answer, straight into the tables and past every scope; what follows is projected.

const now = new Date('2026-06-10T08:20:00Z')
const stamps = { created_at: now, updated_at: now }
type Insert = { executeTakeFirstOrThrow(): Promise<{ insertId?: bigint | undefined }> }
const insertedId = async (query: Insert) => String((await query.executeTakeFirstOrThrow()).insertId)
const project = (id: Id) => projectPurchases(systemScope<StaffAbility>([], now), [id])

export type Purchase = Owner & { id: Id; number: string }

/** A purchase order of 10 June 2026, by default 100 pieces at 10.00, wanted on 10 July. */
export async function makePurchase(
  owner: Owner,
  lines: readonly Partial<NewRowOf<'purchase_order_lines'>>[] = [{}],
  values: Partial<NewRowOf<'purchase_orders'>> = {},
): Promise<Purchase> {
  const number = values.number ?? `PU-${unique()}`
  const entity = values.legal_entity_id ?? (await makeEntity())
  const row = { currency: 'EUR', ordered_on: '2026-06-10', ...stamps, ...values, number, ...owner, legal_entity_id: entity }
  const id = await insertedId(db.insertInto('purchase_orders').values(row))
  for (const [index, line] of lines.entries()) {
    const quantity = line.quantity ?? '100'
    const usual = { line_no: index + 1, sku: 'GV-065', description: 'Gate valve', unit_price: '10.00', net: '1000', quantity }
    const whole = { wanted_on: '2026-07-10', open_quantity: quantity, ...usual, ...line, ...owner, purchase_order_id: id }
    await db.insertInto('purchase_order_lines').values(whole).execute()
  }
  await project(id)
  return { ...owner, id, number }
}

type Part = { kind: 'confirmed' | 'backordered' | 'refused'; quantity: string; due_on: string | null }
type Said = Partial<NewRowOf<'acknowledgement_lines'>> & { line: number; parts: readonly Part[] }

/** An answer to lines by their numbers: accepted and standing, unless `values` say otherwise. */
export async function makeAnswer(
  { id, account_id, root_account_id }: Purchase,
  said: readonly Said[],
  values: Partial<NewRowOf<'acknowledgements'>> = {},
): Promise<Id> {
  const owner = { account_id, root_account_id }
  const row = { number: 1, state: 'accepted', answered_at: now, ...values, ...owner, purchase_order_id: id }
  const answer = await insertedId(db.insertInto('acknowledgements').values(row))
  for (const { line, parts, ...more } of said) {
    const of = db.selectFrom('purchase_order_lines').select('id').where('purchase_order_id', '=', id).where('line_no', '=', line)
    const { id: lineId } = await of.executeTakeFirstOrThrow()
    const standing = row.state === 'accepted' ? 1 : null
    const whole = { standing, ...more, ...owner, acknowledgement_id: answer, purchase_order_line_id: lineId }
    const answered = await insertedId(db.insertInto('acknowledgement_lines').values(whole))
    for (const [index, part] of parts.entries())
      await db
        .insertInto('acknowledgement_parts')
        .values({ ...part, ...owner, acknowledgement_line_id: answered, position: index + 1 })
        .execute()
  }
  await project(id)
  return answer
}
