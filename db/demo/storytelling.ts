import { roundTo } from '../../app/values/money.ts'
import type { Account } from './accounts.ts'
import { bill } from './billing.ts'
import type { Product } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Day, Instant } from './days.ts'
import { addWorkdays, instantAt, isWorkday } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { DraftLine, DraftOrder } from './orders.ts'
import { addOrder } from './orders.ts'
import { placeOf } from './places.ts'
import type { Part, ShipmentPlan } from './shipments.ts'
import { ship } from './shipments.ts'
import type { Story, StoryLoad, StoryNote } from './stories.ts'
import { noTrouble } from './troubles.ts'
import type { Way } from './ways.ts'
import { wayBy } from './ways.ts'
import type { World } from './world.ts'

/** What a story is told with. */
export type Telling = {
  world: World
  numbers: Numbers
  products: ReadonlyMap<string, Product>
  accounts: ReadonlyMap<string, Account>
  drafts: Map<string, DraftOrder>
  chance: Chance
}

export const clockMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** A time of a working day counted from today, on an account's clock. */
const when = ({ world }: Telling, [day, clock]: readonly [number, string], zone: string): Instant =>
  instantAt(addWorkdays(world.today, day), clockMinutes(clock), zone)

/**
 * Writes the orders of the stories with everything on them, and what `besides` sends of them. A story whose beginning has not come yet
 * is left out.
 */
export const tell = (telling: Telling, stories: readonly Story[], besides: () => void): void => {
  const begun = stories.filter((story) => when(telling, story.placed, accountOf(telling, story).zone) <= telling.world.now)
  for (const story of begun) telling.drafts.set(story.number, draft(telling, story))
  for (const story of begun) for (const load of story.loads ?? []) send(telling, story, load)
  besides()
  const billing = telling.chance.fork('billing')
  for (const story of begun) {
    const order = telling.drafts.get(story.number) as DraftOrder
    addOrder(telling.world, order)
    bill(telling.world, telling.numbers, order, billing)
    for (const note of story.notes ?? []) addNote(telling, order, note)
  }
}

const accountOf = ({ accounts }: Telling, story: Story) => accounts.get(story.account) as Account

const draft = (telling: Telling, story: Story): DraftOrder => {
  const account = accountOf(telling, story)
  const marks = marksOf(telling, story, account.zone)
  const lines = story.lines.map((line, index) => draftLine(telling, account, line, index + 1, marks.cancelledAt !== null))
  for (const [no, quantity] of story.backordered ?? []) (lines[no - 1] as DraftLine).backordered = quantity * 100
  return {
    id: telling.world.sink.id('orders'),
    number: story.number,
    account,
    kind: story.kind ?? 'standard',
    po: story.po,
    orderedBy: story.by ?? null,
    placedAt: when(telling, story.placed, account.zone),
    ...marks,
    ...promiseOf(telling, story, account.zone, marks.confirmedAt !== null),
    shipTo: account.addresses[story.address ?? 0] ?? (account.addresses[0] as DraftOrder['shipTo']),
    lines,
    shipments: [],
    freight: roundTo(story.freight ?? '0', account.currency),
    taxRate: account.town.country === 'NL' && !story.reverseCharge ? '0.21' : '0',
    promiseOf: 'delivery',
  }
}

/** The instant, unless it is still to come. */
const past = (telling: Telling, moment: readonly [number, string] | undefined, zone: string): Instant | null => {
  const at = moment ? when(telling, moment, zone) : null
  return at !== null && at <= telling.world.now ? at : null
}

const marksOf = (telling: Telling, story: Story, zone: string) => {
  const { placed, confirmed, held, cancelled } = story
  const heldAt = held ? past(telling, [held[0], held[1]], zone) : null
  const atOnce = when(telling, placed, zone) + 70 * 60_000
  return {
    confirmedAt:
      confirmed === 0
        ? atOnce <= telling.world.now
          ? atOnce
          : null
        : past(telling, confirmed === undefined ? undefined : [placed[0] + confirmed, '09:30'], zone),
    cancelledAt: past(telling, cancelled, zone),
    heldAt,
    holdReason: heldAt === null ? null : (held?.[2] ?? null),
  }
}

const promiseOf = (telling: Telling, { promised, placed, changes }: Story, zone: string, confirmed: boolean) => {
  const { today } = telling.world
  const first = confirmed && promised !== undefined ? addWorkdays(today, promised) : null
  return {
    requested: first === null ? addWorkdays(today, placed[0] + 10) : null,
    firstPromised: first,
    promised: first,
    delays: (changes ?? []).flatMap(({ at, to, cause, text }) => {
      const told = past(telling, at, zone)
      const why = { at: 0, days: 0, cause, text, chinese: text }
      return told === null ? [] : [{ at: told, cause: why, expected: addWorkdays(today, to), source: 'staff' as const }]
    }),
  }
}

const draftLine = (
  { world, products }: Telling,
  account: Account,
  [sku, quantity, price, discount]: Story['lines'][number],
  no: number,
  cancelled: boolean,
): DraftLine => {
  const product = products.get(sku)
  if (!product) throw new RangeError(`no product ${sku}`)
  const ordered = Math.round(quantity * 100)
  return {
    id: world.sink.id('order_lines'),
    no,
    product,
    description: account.chinese ? product.local : product.name,
    ordered,
    shipped: 0,
    delivered: 0,
    backordered: 0,
    cancelled: cancelled ? ordered : 0,
    discount: discount ?? '0',
    ...(price && { price }),
  }
}

export const partsOf = (order: DraftOrder, lines: StoryLoad['lines']): Part[] =>
  lines
    ? lines.map(([no, quantity]) => ({ order, line: order.lines[no - 1] as DraftLine, hundredths: quantity * 100 }))
    : order.lines.map((line) => ({ order, line, hundredths: line.ordered }))

/** The last working day on which something can leave to arrive on a day, going so many days. */
const leavingFor = (arrives: Day, way: Way): Day => {
  let day = arrives - way.days
  while (!isWorkday(day)) day--
  return day
}

const send = (telling: Telling, story: Story, load: StoryLoad) => {
  const { world, drafts } = telling
  const order = drafts.get(story.number) as DraftOrder
  const along = (load.along ?? []).flatMap(([number, line, quantity]) => {
    const other = drafts.get(number)
    return other ? partsOf(other, [[line, quantity]]) : []
  })
  const parts = [...partsOf(order, load.lines), ...along]
  const supplier = load.from === 'KESTREL' ? telling.accounts.get('KESTREL') : undefined
  const origin = supplier ?? ((load.from ?? 'rotterdam') as 'rotterdam' | 'ningbo')
  const from = typeof origin === 'string' ? placeOf(origin) : placeOf(origin.place)
  const way = wayBy(load.mode, load.carrier, typeof origin === 'string' ? origin : null, from, order.shipTo)
  const leaves = leavingFor(addWorkdays(world.today, load.arrives), way)
  const packedAt = instantAt(load.packed === undefined ? leaves : addWorkdays(world.today, load.packed), 640, from.zone)
  const plan: ShipmentPlan = {
    parts,
    consignee: order.account,
    shipTo: order.shipTo,
    way,
    origin,
    openedAt: packedAt - 140 * 60_000,
    packedAt,
    leaves,
    packages: load.packages ?? null,
    trouble: troubleOf(load),
    number: load.number,
    ...(load.signedBy && { signedBy: load.signedBy }),
  }
  if (plan.openedAt <= world.now) book(telling, plan)
}

/** Writes a shipment and tells its orders. */
export const book = ({ world, numbers, chance }: Telling, plan: ShipmentPlan): void => {
  const shipped = ship(world, numbers, plan, chance)
  for (const order of new Set(plan.parts.map((part) => part.order))) {
    order.shipments.push(shipped)
    order.delays.push(...shipped.delays)
  }
}

const troubleOf = ({ delay, end, attempt, mistaken }: StoryLoad) => ({
  ...noTrouble,
  ...(delay && { delays: [{ at: delay[0], days: delay[1], cause: delay[2], text: delay[3], chinese: delay[3] }] }),
  ...(end && { end: { at: end[0], as: end[1] } }),
  ...(attempt && { attempt }),
  ...(mistaken && { mistaken }),
})

export const addNote = (telling: Telling, order: DraftOrder, note: StoryNote): void => {
  const { world } = telling
  const at = when(telling, note.at, order.account.zone)
  if (at > world.now) return
  const table = note.internal ? 'internal_notes' : 'notes'
  world.sink.add(table, {
    id: world.sink.id(table),
    account_id: order.account.id,
    root_account_id: order.account.root.id,
    order_id: order.id,
    shipment_id: null,
    body: note.text,
    author_id: world.staff[note.by] ?? 0,
    created_at: at,
    retracted_at: null,
    retracted_by: null,
  })
}
