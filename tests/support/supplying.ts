import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import { projectItemWords } from '~/features/supply/item-words.server'
import type { Owner } from './make'
import { unique } from './make'

// What suppliers offer and propose, straight into the tables and past every scope; the words of items are projected.

const now = new Date('2026-06-10T08:20:00Z')
const stamps = { created_at: now, updated_at: now }

const insertedId = async (query: { executeTakeFirstOrThrow(): Promise<{ insertId?: bigint | undefined }> }) =>
  String((await query.executeTakeFirstOrThrow()).insertId)

export type Item = Owner & { id: Id; sku: string }

export async function makeItem(owner: Owner, values: Partial<NewRowOf<'catalog_items'>> = {}): Promise<Item> {
  const sku = values.sku ?? `GV-${unique()}`
  const row = { title_en: 'A', weight_kg: '2.0', lead_time_days: 21, ...stamps, ...values, sku, ...owner }
  const item = { id: await insertedId(db.insertInto('catalog_items').values(row)), sku, ...owner }
  await projectItemWords(systemScope<StaffAbility>([], now), [item.id])
  return item
}

export async function makePrice(item: Item, values: Partial<NewRowOf<'item_prices'>> = {}): Promise<void> {
  const owner = { account_id: item.account_id, root_account_id: item.root_account_id }
  const row = { amount: '10.00', currency: 'EUR', valid_from: '2026-01-01', created_at: now, ...values }
  await db
    .insertInto('item_prices')
    .values({ ...row, ...owner, catalog_item_id: item.id })
    .execute()
}

type Field = { item: Item } & Pick<NewRowOf<'proposal_fields'>, 'field'> & Partial<NewRowOf<'proposal_fields'>>

/** A proposal that was submitted on 10 June 2026, with these fields. */
export async function makeProposal(
  owner: Owner,
  fields: readonly Field[],
  values: Partial<NewRowOf<'proposals'>> = {},
): Promise<{ id: Id; number: string }> {
  const number = values.number ?? `CP-${unique()}`
  const items = new Set(fields.map((one) => one.item.id)).size
  const counts = { items_count: items, fields_count: fields.length, open_count: fields.length }
  const row = { state: 'submitted', submitted_at: now, ...counts, ...stamps, ...values, number, ...owner }
  const id = await insertedId(db.insertInto('proposals').values(row))
  for (const [index, { item, ...field }] of fields.entries())
    await db
      .insertInto('proposal_fields')
      .values({ ...field, ...owner, proposal_id: id, catalog_item_id: item.id, position: index + 1 })
      .execute()
  return { id, number }
}
