import { Decimal } from 'decimal.js'
import { roundTo } from '../../app/values/money.ts'
import type { Day } from './days.ts'
import { addWorkdays, dayText, instantAt } from './days.ts'
import type { Item } from './supply.ts'
import type { World } from './world.ts'

/** What the host has ordered from the suppliers of the demo, and what they answered: one of every kind, and a year of plain ones. */

type Kind = 'confirmed' | 'backordered' | 'refused'
/** This much, so many days after the wanted day; nothing for what is refused. */
type Part = readonly [kind: Kind, quantity: number, days?: number]
type Said = { line: number; parts: readonly Part[]; reason?: string; price?: string; deviations?: string }
type Answer = {
  by: string
  /** Working days ago. */
  ago: number
  state: 'accepted' | 'waiting' | 'rejected' | 'replaced'
  decided?: { reason: string | null }
  note?: string
  said: readonly Said[]
}
type Told = {
  ago: number
  /** Working days from the order to the wanted day. */
  within: number
  note?: string
  cancelled?: true
  lines: readonly (readonly [Item, number])[]
  answers?: readonly Answer[]
}

const [owen, lina] = ['catalog@supplier.example', 'li.na@haikuo.example']
const of = (items: readonly Item[], code: string, begins: string) =>
  items.filter((one) => one.account.code === code && one.product.sku.startsWith(begins))

const tales = (items: readonly Item[]): Told[] => {
  const [valve, second, third, fourth] = of(items, 'KESTREL', 'FV-') as [Item, Item, Item, Item]
  const [strainer, other] = of(items, 'KESTREL', 'FS-') as [Item, Item]
  const [ring, wide, thick] = of(items, 'HAIKUO', 'FO-') as [Item, Item, Item]
  const [sheet] = of(items, 'HAIKUO', 'FSH-') as [Item]
  return [
    { ago: 1, within: 25, lines: [[valve, 120], [strainer, 40]] },
    { ago: 2, within: 20, note: 'For the Brackwater yard: please mark the crates BW-7.', lines: [[second, 60], [third, 60], [fourth, 24], [other, 16]] },
    {
      ago: 4, within: 22, lines: [[valve, 200], [second, 80], [strainer, 50]],
      answers: [{ by: owen, ago: 3, state: 'accepted', note: 'The rest follows when the foundry has its plan.', said: [
        { line: 1, parts: [['confirmed', 120, 0], ['backordered', 80, 2]] },
        { line: 2, parts: [['confirmed', 50, 0]] },
      ] }],
    },
    {
      ago: 6, within: 18, lines: [[third, 100], [other, 30]],
      answers: [{ by: owen, ago: 2, state: 'waiting', note: 'The mould of the larger one is being repaired.', said: [
        { line: 1, parts: [['confirmed', 60, 0], ['backordered', 30, 14], ['refused', 10]], reason: 'The mould allows 90 before its repair', deviations: 'quantity,date' },
        { line: 2, parts: [['confirmed', 30, 0]] },
      ] }],
    },
    {
      ago: 12, within: 20, lines: [[fourth, 36], [strainer, 25]],
      answers: [{ by: owen, ago: 11, state: 'accepted', decided: { reason: 'We take the strainers elsewhere this time.' }, said: [
        { line: 1, parts: [['confirmed', 36, 1]] },
        { line: 2, parts: [['refused', 25]], reason: 'No longer made in bronze', deviations: 'quantity' },
      ] }],
    },
    {
      ago: 15, within: 24, lines: [[valve, 150]],
      answers: [
        { by: owen, ago: 14, state: 'rejected', decided: { reason: 'The prices of the contract hold until the end of the year.' }, said: [{ line: 1, parts: [['confirmed', 150, 0]], price: '1.08', deviations: 'price' }] },
        { by: owen, ago: 12, state: 'accepted', said: [{ line: 1, parts: [['confirmed', 150, 0]] }] },
      ],
    },
    { ago: 9, within: 20, cancelled: true, lines: [[second, 40]] },
    { ago: 2, within: 30, lines: [[ring, 4000], [wide, 2500], [thick, 1200]] },
    {
      ago: 5, within: 21, lines: [[sheet, 80], [ring, 3000]],
      answers: [{ by: lina, ago: 4, state: 'waiting', note: '原料涨价，请确认新价格。', said: [{ line: 1, parts: [['confirmed', 80, 5]], price: '1.03', deviations: 'date,price' }] }],
    },
  ] // biome-ignore format: a table
}

/** Every other week for the better part of a year, answered the next day as it was ordered. */
const plain = (world: World, items: readonly Item[]): Told[] => {
  const chance = world.chance.fork('purchases')
  return ['KESTREL', 'HAIKUO'].flatMap((code) => {
    const [own, by] = [of(items, code, ''), code === 'KESTREL' ? owen : lina]
    return Array.from({ length: 20 }, (_, index): Told => {
      const ago = 20 + index * 10 + chance.whole(0, 4)
      const first = chance.whole(0, own.length - 4)
      const lines = own.slice(first, first + chance.whole(1, 3)).map((item) => [item, chance.whole(2, 20) * 10] as const)
      const said = lines.map(([, quantity], at): Said => ({ line: at + 1, parts: [['confirmed', quantity, 0]] }))
      return { ago, within: chance.whole(15, 30), lines, answers: [{ by, ago: ago - 1, state: 'accepted', said }] }
    })
  })
}

export const addPurchases = (world: World, items: readonly Item[]): void => {
  const all = [...tales(items), ...plain(world, items)].sort((a, b) => b.ago - a.ago)
  for (const [index, told] of all.entries()) addPurchase(world, told, `PU-${4_500_101 + index}`)
}

type Line = { id: number; item: Item; quantity: number; net: string; standing: Said | undefined }
type Owner = { account_id: number; root_account_id: number }

const sumOf = (said: Said | undefined, kind: Kind) =>
  (said?.parts ?? []).reduce((sum, [one, quantity]) => sum + (one === kind ? quantity : 0), 0)
const openOf = ({ quantity, standing }: Line) =>
  quantity - sumOf(standing, 'confirmed') - sumOf(standing, 'backordered') - sumOf(standing, 'refused')

const addPurchase = (world: World, told: Told, number: string) => {
  const { sink, today } = world
  const account = told.lines[0]?.[0].account
  if (!account) return
  const owner = { account_id: account.id, root_account_id: account.root.id }
  const id = sink.id('purchase_orders')
  const ordered = addWorkdays(today, -told.ago)
  const wanted = addWorkdays(ordered, told.within)
  const lines = linesOf(world, told)
  const sent = instantAt(ordered, 560, 'Europe/Amsterdam')
  const units = new Set(lines.map(({ item }) => item.unit))
  const open = lines.filter((line) => openOf(line) !== 0)
  sink.add('purchase_orders', {
    id,
    ...owner,
    legal_entity_id: 1,
    number,
    currency: account.currency,
    ordered_on: dayText(ordered),
    buyer: 'Sanne de Wit',
    note: told.note ?? null,
    cancelled_at: told.cancelled ? instantAt(addWorkdays(ordered, 2), 640, 'Europe/Amsterdam') : null,
    state: stateOf(told, lines, open.length),
    wanted_on: dayText(wanted),
    lines_count: lines.length,
    open_lines: open.length,
    unit: units.size === 1 ? ([...units][0] ?? null) : null,
    open_quantity: units.size === 1 ? lines.reduce((sum, line) => sum + openOf(line), 0) : null,
    total: lines.reduce((sum, { net }) => sum.plus(net), new Decimal(0)).toFixed(),
    version: 1 + (told.answers?.length ?? 0),
    created_at: sent,
    updated_at: sent,
  })
  for (const [index, line] of lines.entries()) addLine(world, { line, position: index + 1, order: id, owner, wanted })
  for (const [index, answer] of (told.answers ?? []).entries())
    addAnswer(world, { answer, position: index + 1, order: id, owner, wanted, lines })
}

const linesOf = ({ sink }: World, told: Told): Line[] => {
  const accepted = (told.answers ?? []).filter((one) => one.state === 'accepted')
  return told.lines.map(([item, quantity], index) => {
    const gross = new Decimal(item.price).times(quantity).div(item.product.base)
    const standing = accepted.flatMap((one) => one.said).findLast((one) => one.line === index + 1)
    return { id: sink.id('purchase_order_lines'), item, quantity, net: roundTo(gross, item.account.currency), standing }
  })
}

const stateOf = (told: Told, lines: readonly Line[], open: number) => {
  if (told.cancelled) return 'cancelled'
  if (told.answers?.some((one) => one.state === 'waiting')) return 'waiting'
  if (open === 0) return 'answered'
  return lines.every((line) => openOf(line) === line.quantity) ? 'open' : 'partly_answered'
}

type Adding = { order: number; owner: Owner; position: number; wanted: Day }

const addLine = ({ sink }: World, { line, position, order, owner, wanted }: Adding & { line: Line }) => {
  const { item, quantity, standing } = line
  sink.add('purchase_order_lines', {
    id: line.id,
    ...owner,
    purchase_order_id: order,
    line_no: position,
    catalog_item_id: item.id,
    sku: item.sku,
    our_sku: item.product.sku,
    description: item.product.name,
    quantity,
    unit: item.unit,
    unit_price: item.price,
    price_base: item.product.base,
    net: line.net,
    wanted_on: dayText(wanted),
    confirmed_quantity: sumOf(standing, 'confirmed'),
    backordered_quantity: sumOf(standing, 'backordered'),
    refused_quantity: sumOf(standing, 'refused'),
    open_quantity: openOf(line),
  })
}

type Answering = Adding & { answer: Answer; lines: readonly Line[] }

const addAnswer = (world: World, { answer, lines, order, owner, position, wanted }: Answering) => {
  const { sink, today, members, staff } = world
  const zone = 'Europe/Amsterdam'
  const id = sink.id('acknowledgements')
  sink.add('acknowledgements', {
    id,
    ...owner,
    purchase_order_id: order,
    number: position,
    state: answer.state,
    note: answer.note ?? null,
    answered_by: members[answer.by] ?? null,
    answered_at: instantAt(addWorkdays(today, -answer.ago), 615, zone),
    decided_by: answer.decided ? (staff.catalog ?? null) : null,
    decided_at: answer.decided ? instantAt(addWorkdays(today, -answer.ago), 870, zone) : null,
    reason: answer.decided?.reason ?? null,
  })
  for (const said of answer.said) {
    const line = lines[said.line - 1]
    if (line) addSaid(world, { answer: id, line, said, owner, wanted })
  }
}

type Saying = { answer: number; line: Line; said: Said; owner: Owner; wanted: Day }

const addSaid = ({ sink }: World, { answer, line, said, owner, wanted }: Saying) => {
  const id = sink.id('acknowledgement_lines')
  const { price } = said
  sink.add('acknowledgement_lines', {
    id,
    ...owner,
    acknowledgement_id: answer,
    purchase_order_line_id: line.id,
    unit_price: price ? roundTo(new Decimal(line.item.price).times(price), line.item.account.currency) : null,
    reason: said.reason ?? null,
    deviations: said.deviations ?? '',
    standing: line.standing === said ? 1 : null,
  })
  for (const [index, [kind, quantity, days]] of said.parts.entries())
    sink.add('acknowledgement_parts', {
      id: sink.id('acknowledgement_parts'),
      ...owner,
      acknowledgement_line_id: id,
      position: index + 1,
      kind,
      quantity,
      due_on: days === undefined ? null : dayText(wanted + days),
    })
}
