import { Decimal } from 'decimal.js'
import { minorUnits } from '../../app/values/money.ts'
import type { Instant } from './days.ts'
import { addWorkdays, dayText, instantAt } from './days.ts'
import type { Item } from './supply.ts'
import type { World } from './world.ts'

/** What the suppliers of the demo have proposed, in every state that a proposal can be in. */

type Field = {
  field: string
  base: string | null
  proposed: string | null
  /** With its reason where it was refused. */
  decision?: 'approved' | 'refused'
  reason?: string
}
type Told = {
  number: string
  by: string
  origin?: 'form' | 'file' | 'full'
  state: 'draft' | 'submitted' | 'approved' | 'partly_approved' | 'refused' | 'withdrawn'
  /** Working days ago. */
  ago: number
  note?: string
  held?: boolean
  fields: readonly (readonly [Item, readonly Field[]])[]
}

const dearer = (item: Item, percent: number): Field => ({
  field: 'price',
  base: item.price,
  proposed: new Decimal(item.price)
    .times(100 + percent)
    .div(100)
    .toFixed(minorUnits(item.account.currency)),
})
const gone: Field = { field: 'discontinued', base: '0', proposed: '1' }

/** The items of a supplier whose product numbers begin so. */
const of = (items: readonly Item[], code: string, begins: string) =>
  items.filter((one) => one.account.code === code && one.product.sku.startsWith(begins))

const tales = (items: readonly Item[]): Told[] => {
  const [valve, second, third] = of(items, 'KESTREL', 'FV-') as [Item, Item, Item]
  const [strainer, other] = of(items, 'KESTREL', 'FS-') as [Item, Item]
  const rings = of(items, 'HAIKUO', 'FO-').slice(0, 6)
  const [sheet] = of(items, 'HAIKUO', 'FSH-') as [Item]
  const elbows = of(items, 'KESTREL', 'FE-').slice(0, 5)
  const [kestrel, haikuo] = ['catalog@supplier.example', 'li.na@haikuo.example']
  return [
    {
      number: 'CP-4K7M2Q', by: kestrel, state: 'submitted', ago: 2, note: 'New mould from next month; the copper surcharge is in the price.',
      fields: [[valve, [
        { field: 'title_en', base: valve.product.name, proposed: `${valve.product.name}, rising stem` },
        // The weight was put right here meanwhile, so that base and live differ.
        { field: 'weight_kg', base: new Decimal(valve.weight).minus('0.1').toFixed(3), proposed: new Decimal(valve.weight).plus('0.25').toFixed(3) },
        { field: 'lead_time_days', base: '21', proposed: '35' },
        dearer(valve, 8),
      ]]],
    },
    { number: 'CP-9XW3HD', by: kestrel, state: 'submitted', ago: 1, fields: [[second, [
      { field: 'description_zh', base: null, proposed: `${second.product.local}。明杆，阀盖螺栓连接。` },
      { field: 'availability', base: 'in_stock', proposed: 'made_to_order' },
    ]]] },
    { number: 'CP-B6T8NR', by: haikuo, origin: 'file', state: 'submitted', ago: 4, note: '丁腈橡胶涨价，自下月起调整。', fields: rings.map((one) => [one, [dearer(one, 3)]] as const) },
    { number: 'CP-2ZC5VJ', by: kestrel, state: 'partly_approved', ago: 12, fields: [[third, [
      { ...dearer(third, 4), decision: 'approved' },
      { field: 'title_en', base: third.product.name, proposed: `BEST ${third.product.name}`, decision: 'refused', reason: 'Titles name the thing and praise nothing.' },
    ]]] },
    { number: 'CP-7RD4GS', by: kestrel, state: 'approved', ago: 20, fields: [[strainer, [{ ...dearer(strainer, 2), decision: 'approved' }]]] },
    { number: 'CP-M3P9KF', by: haikuo, state: 'refused', ago: 15, fields: [[sheet, [{ ...dearer(sheet, 19), decision: 'refused', reason: 'The contract holds prices until the end of the year.' }]]] },
    { number: 'CP-H8Y6QA', by: kestrel, state: 'withdrawn', ago: 9, fields: [[other, [dearer(other, 6)]]] },
    { number: 'CP-E5L2UW', by: kestrel, origin: 'full', state: 'draft', ago: 1, held: true, fields: elbows.map((one) => [one, [gone]] as const) },
  ] // biome-ignore format: a table
}

export const addProposals = (world: World, items: readonly Item[]): void => {
  for (const told of tales(items)) addProposal(world, told)
}

const addProposal = (world: World, told: Told) => {
  const { sink } = world
  const account = told.fields[0]?.[0].account
  if (!account) return
  const owner = { account_id: account.id, root_account_id: account.root.id }
  const created = instantAt(addWorkdays(world.today, -told.ago), 600, account.zone)
  const submitted = told.state === 'draft' ? null : created + 12 * 60_000
  const closed = ['draft', 'submitted'].includes(told.state) ? null : created + 26 * 3_600_000
  const by = world.members[told.by] ?? null
  const fields = told.fields.flatMap(([item, all]) => all.map((one) => [item, one] as const))
  const id = sink.id('proposals')
  sink.add('proposals', {
    id,
    ...owner,
    number: told.number,
    origin: told.origin ?? 'form',
    state: told.state,
    note: told.note ?? null,
    items_count: told.fields.length,
    fields_count: fields.length,
    open_count: fields.filter(([, one]) => !one.decision).length,
    missing_count: told.held ? told.fields.length : 0,
    held: told.held ? 1 : 0,
    row_errors: null,
    created_by: by,
    submitted_by: submitted === null ? null : by,
    submitted_at: submitted,
    closed_at: closed,
    version: closed === null ? 1 : 2,
    created_at: created,
    updated_at: closed ?? submitted ?? created,
  })
  for (const [index, [item, one]] of fields.entries())
    addField(world, { item, one, proposal: id, position: index + 1, owner, submitted: submitted ?? created, closed })
}

type Adding = {
  item: Item
  one: Field
  proposal: number
  position: number
  owner: { account_id: number; root_account_id: number }
  submitted: Instant
  closed: Instant | null
}

const addField = (world: World, { item, one, proposal, position, owner, submitted, closed }: Adding) => {
  const { sink, staff } = world
  const priced = one.field === 'price'
  const from = priced ? dayText(Math.floor(submitted / 86_400_000) + 30) : null
  const decided = one.decision !== undefined
  const approvedPrice = priced && one.decision === 'approved'
  sink.add('proposal_fields', {
    id: sink.id('proposal_fields'),
    ...owner,
    proposal_id: proposal,
    catalog_item_id: item.id,
    position,
    field: one.field,
    variant: priced ? `standard/1/${item.account.currency}` : '',
    base_value: one.base,
    proposed_value: one.proposed,
    valid_from: from,
    decision: one.decision ?? null,
    reason: one.reason ?? null,
    live_value: decided ? one.base : null,
    effective_from: approvedPrice ? from : null,
    first_approved_by: null,
    first_approved_at: null,
    decided_by: decided ? (staff.catalog ?? null) : null,
    decided_at: decided ? closed : null,
  })
  if (!approvedPrice || from === null) return
  sink.add('item_prices', {
    id: sink.id('item_prices'),
    ...owner,
    catalog_item_id: item.id,
    price_list: 'standard',
    break_quantity: 1,
    currency: item.account.currency,
    amount: one.proposed ?? '0',
    price_base: item.product.base,
    valid_from: from,
    ends_on: null,
    created_at: closed ?? submitted,
  })
}
