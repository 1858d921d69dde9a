import { memberAbilities } from '~/access/abilities'
import { asTheySee } from '~/access/on-behalf.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import { trimQuantity } from '~/values/quantity'
import type { SystemScope } from '~/work/jobs'
import type { PurchaseState } from './acknowledgement'
import type { NewsKind } from './news'
import { markOf, mostLetters, mostNamed, newsKinds, newsOf } from './news'
import { purchaseNews } from './purchases-letters'

/**
 * Suppliers hear of purchase orders that an import has brought or changed. What is news is noted with the projection of the order, in its
 * transaction; once everything of the run is projected, letters are queued and the notes crossed out, in one transaction. An import that is
 * killed anywhere between leaves the notes to the next one, and nothing is told twice.
 */

/** Notes what of these orders is news. In the transaction that has projected them. */
export async function noteNews(scope: SystemScope, ids: readonly Id[]): Promise<void> {
  const orders = await scope.rows
    .selectFrom('purchase_orders')
    .select(['id', 'state', 'open_lines', 'ordered_on', 'note', 'cancelled_at', 'told_mark', 'news'])
    .where('id', 'in', ids)
    .execute()
  const lines = await linesOf(scope, ids)
  const today = dayIn(scope.now, 'UTC')
  const changed = orders.flatMap((order) => {
    const own = lines.get(order.id) ?? []
    const facts = {
      state: order.state as PurchaseState,
      openLines: order.open_lines,
      orderedOn: order.ordered_on,
      wantedLast: own.reduce<LocalDate | null>((last, { wanted }) => (last === null || wanted > last ? wanted : last), null),
      told: order.told_mark,
      mark: markOf([order.note, order.cancelled_at !== null, own.map((line) => line.seen)]),
      pending: order.news as NewsKind | null,
    }
    const { news, told } = newsOf(facts, today)
    return news === order.news && told === order.told_mark ? [] : [{ id: order.id, told_mark: told, news }]
  })
  if (changed.length > 0) await scope.bulk.update('purchase_orders', changed)
}

async function linesOf(scope: SystemScope, ids: readonly Id[]) {
  const rows = await scope.rows
    .selectFrom('purchase_order_lines')
    .select(['purchase_order_id', 'line_no', 'sku', 'quantity', 'unit', 'unit_price', 'price_base', 'wanted_on'])
    .where('purchase_order_id', 'in', ids)
    .orderBy('purchase_order_id')
    .orderBy('line_no')
    .execute()
  const byOrder = new Map<Id, { wanted: LocalDate; seen: unknown }[]>()
  for (const row of rows) {
    const amounts = [row.quantity, row.unit_price, row.price_base].map(trimQuantity)
    const own = byOrder.get(row.purchase_order_id) ?? []
    own.push({ wanted: row.wanted_on, seen: [row.line_no, row.sku, row.unit, row.wanted_on, ...amounts] })
    byOrder.set(row.purchase_order_id, own)
  }
  return byOrder
}

export type NewsLetter = { personId: Id; orders: { id: Id; kind: NewsKind }[]; total: number }
type Pending = { id: Id; root_account_id: Id; news: NewsKind }

/**
 * Queues the letters about everything that is noted: to each person who may answer, one for each order, or one about all where there are
 * more than three. The first import of a host brings thousands of orders, and nobody reads a thousand letters.
 */
export async function tellSuppliers(scope: SystemScope): Promise<void> {
  await scope.transaction(async (inner) => {
    const rows = await inner.rows
      .selectFrom('purchase_orders')
      .select(['id', 'root_account_id', 'news'])
      .where('news', 'in', newsKinds)
      .forUpdate()
      .execute()
    const pending = rows
      .map((row): Pending => ({ ...row, news: row.news as NewsKind }))
      .sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1))
    if (pending.length === 0) return
    for (const [personId, trees] of await answerersOf(inner, pending)) {
      const near = pending.filter((one) => trees.has(one.root_account_id))
      const letters = lettersFor(personId, await reachedBy(inner, personId, near))
      await inner.queue(...letters.map((payload) => ({ topic: purchaseNews, payload })))
    }
    await crossOut(inner, pending)
  })
}

/** Everybody who has a role that answers somewhere in the trees of these orders, with those trees. */
async function answerersOf(scope: SystemScope, pending: readonly Pending[]): Promise<Map<Id, Set<Id>>> {
  const seats = await scope.rows
    .selectFrom('memberships as seat')
    .innerJoin('persons as person', 'person.id', 'seat.person_id')
    .select(['person.id', 'seat.root_account_id as tree'])
    .where('seat.root_account_id', 'in', [...new Set(pending.map((one) => one.root_account_id))])
    .where('seat.role', 'in', [...memberAbilities['purchases.answer']])
    .where('person.active', '=', 1)
    .orderBy('person.id')
    .execute()
  const trees = new Map<Id, Set<Id>>()
  for (const { id, tree } of seats) trees.set(id, (trees.get(id) ?? new Set<Id>()).add(tree))
  return trees
}

/** Of these orders those that the person may answer, read with their eyes. */
async function reachedBy(scope: SystemScope, personId: Id, pending: readonly Pending[]): Promise<Pending[]> {
  const eyes = await asTheySee(scope, personId, 'supplier', ['purchases.read', 'purchases.answer'])
  if (!eyes) return []
  const seen = new Set<Id>()
  for (let from = 0; from < pending.length; from += 1000) {
    const ids = pending.slice(from, from + 1000).map((one) => one.id)
    const rows = await eyes.rows.selectFrom('purchase_orders').select('id').where('id', 'in', ids).execute()
    for (const { id } of rows) seen.add(id)
  }
  return pending.filter((one) => seen.has(one.id))
}

/** The latest orders are named where not all are. */
function lettersFor(personId: Id, mine: readonly Pending[]): NewsLetter[] {
  const orders = mine.map(({ id, news }) => ({ id, kind: news }))
  if (orders.length === 0) return []
  if (orders.length <= mostLetters) return orders.map((one) => ({ personId, orders: [one], total: 1 }))
  return [{ personId, orders: orders.slice(-mostNamed).reverse(), total: orders.length }]
}

async function crossOut(scope: SystemScope, pending: readonly Pending[]): Promise<void> {
  for (let from = 0; from < pending.length; from += 1000)
    await scope.rows
      .updateTable('purchase_orders')
      .set({ news: null })
      .where(
        'id',
        'in',
        pending.slice(from, from + 1000).map((one) => one.id),
      )
      .execute()
}
