import type { ExpressionBuilder } from 'kysely'
import type { Scope, Slice } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { branchOf } from '~/features/accounts/accounts.queries.server'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import { notFound } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import type { ItemFilter } from './catalog-filter'
import type { FoundItems } from './item-words.server'
import { findItems } from './item-words.server'
import type { PriceKey, PriceSpan } from './price'
import { priceOn, priceVariant, spansOf } from './price'
import type { Availability } from './proposal'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>
type Sells = Scope<'supplier', 'catalog.read'>
type Eb = ExpressionBuilder<SeenBy<'supplier' | 'staff'>, never>

export type ItemRow = {
  sku: string
  titleEn: string | null
  titleZh: string | null
  unit: string
  leadTimeDays: number | null
  availability: Availability
  discontinued: boolean
  /** The price that holds today: the standard list's from the smallest quantity on, where there is one. */
  price: { amount: string; currency: string; base: string } | null
  account: { code: string; name: string }
}

export const pageSize = 25

/** The day on which prices are looked up: the calendar's of the host's first legal entity. */
export async function hostDay(scope: Reads): Promise<LocalDate> {
  const host = await scope.rows.selectFrom('legal_entities').select('time_zone').orderBy('id').limit(1).executeTakeFirst()
  return dayIn(scope.now, host?.time_zone ?? 'UTC')
}

export type ItemPage = Page<ItemRow> & {
  /** The search fits more than are shown. */
  more: boolean
}

/**
 * Items in reach by number: a supplier's own, to staff everyone's, or those of one company. Found by words of number or titles. Live values:
 * what is only proposed does not show. Refuses (404) a company that is not in reach.
 */
export async function listItems(scope: Reads, filter: ItemFilter, at: At, size = pageSize): Promise<ItemPage> {
  const reach = await reachFor(scope, filter)
  const page = await readPage<Read>(
    {
      name: 'catalog sku',
      direction: 'asc',
      positionOf: (row) => ({ at: row.sku, id: row.id }),
      read: async (place, direction, limit) =>
        reach.found?.ids.length === 0 ? [] : await itemsQuery(scope, reach, place, direction, limit).execute(),
    },
    at,
    size,
  )
  const prices = await pricesOf(
    scope,
    page.rows.map((row) => row.id),
  )
  const today = await hostDay(scope)
  const rows = page.rows.map((row) => asRow(row, todaysPrice(prices.get(row.id) ?? [], today)))
  return { ...page, rows, more: reach.found?.more ?? false }
}

/** What a filter shows: within these slices, and where something is looked for, what was found. */
export type ItemReach = { filter: ItemFilter; slices: readonly Slice[]; found: FoundItems | null }

export async function reachFor(scope: Reads, filter: ItemFilter): Promise<ItemReach> {
  const slices = filter.account === null ? scope.slices : (await branchOf(scope, filter.account)).slices
  return { filter, slices, found: await findItems(scope, slices, filter) }
}

export function itemsQuery(scope: Reads, reach: ItemReach, place: Position | null, direction: Direction, limit: number) {
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<string>(
        reach.slices.map((slice) => pieceOf(eb, slice, reach, place, direction, limit)),
        direction,
        limit,
      ).as('page'),
    )
    .innerJoin('catalog_items as i', 'i.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['i.id', 'i.sku', 'i.title_en', 'i.title_zh', 'i.unit', 'i.lead_time_days', 'i.availability', 'i.discontinued'])
    .select(['a.code', 'a.name'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Read = Awaited<ReturnType<ReturnType<typeof itemsQuery>['execute']>>[number]

function indexOf(slice: Slice, { availability }: ItemFilter): string {
  const reach = slice === null ? 'any' : slice.column === 'root_account_id' ? 'tree' : 'own'
  if (availability !== null) return `catalog_item_${reach}_availability`
  return reach === 'own' ? 'catalog_item_sku' : `catalog_item_${reach}`
}

function pieceOf(
  eb: Eb,
  slice: Slice,
  { filter, found }: ItemReach,
  place: Position | null,
  direction: Direction,
  limit: number,
) {
  return eb
    .selectFrom('catalog_items as i')
    .$if(found === null, (query) => query.modifyFront(reading('i', indexOf(slice, filter))))
    .select(['i.id', 'i.sku as at'])
    .$if(slice !== null, (query) => query.where(`i.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .$if(!filter.discontinued, (query) => query.where('i.discontinued', '=', 0))
    .$if(filter.availability !== null, (query) => query.where('i.availability', '=', filter.availability ?? ''))
    .$if(found !== null, (query) => query.where('i.id', 'in', found?.ids ?? []))
    .$if(place !== null, (query) =>
      query.where((row) => beyond(row.ref('i.sku'), row.ref('i.id'), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy('i.sku', direction)
    .orderBy('i.id', direction)
    .limit(limit)
}

const asRow = (row: Read, price: ItemRow['price']): ItemRow => ({
  sku: row.sku,
  titleEn: row.title_en,
  titleZh: row.title_zh,
  unit: row.unit,
  leadTimeDays: row.lead_time_days,
  availability: row.availability as Availability,
  discontinued: row.discontinued === 1,
  price,
  account: { code: row.code, name: row.name },
})

/** The prices of one list, break and currency of an item, in order. */
export type PriceLadder = { key: PriceKey; variant: string; base: string; spans: PriceSpan[] }

/** All prices of these items, by item: standard list first, small quantities first. */
export async function pricesOf(scope: Reads, items: readonly Id[]): Promise<Map<Id, PriceLadder[]>> {
  const rows = await scope.rows
    .selectFrom('item_prices')
    .select(['catalog_item_id', 'price_list', 'break_quantity', 'currency', 'amount', 'price_base', 'valid_from', 'ends_on'])
    .where('catalog_item_id', 'in', items)
    .orderBy('catalog_item_id')
    .orderBy('break_quantity')
    .orderBy('valid_from')
    .execute()
  const byItem = new Map<Id, Map<string, typeof rows>>()
  for (const row of rows) {
    const variant = priceVariant({ list: row.price_list, breakQuantity: row.break_quantity, currency: row.currency })
    const ladders = byItem.get(row.catalog_item_id) ?? new Map<string, typeof rows>()
    byItem.set(row.catalog_item_id, ladders.set(variant, [...(ladders.get(variant) ?? []), row]))
  }
  return new Map([...byItem].map(([id, ladders]) => [id, [...ladders].map(ladderOf).sort(standardFirst)]))
}

type PriceRow = {
  price_list: string
  break_quantity: string
  currency: string
  amount: string
  price_base: string
  valid_from: string
  ends_on: string | null
}

const ladderOf = ([variant, rows]: readonly [string, readonly PriceRow[]]): PriceLadder => {
  const last = rows.at(-1)
  return {
    key: {
      list: last?.price_list ?? '',
      breakQuantity: trimQuantity(last?.break_quantity ?? '1'),
      currency: last?.currency ?? '',
    },
    variant,
    base: trimQuantity(last?.price_base ?? '1'),
    spans: spansOf(rows.map((row) => ({ from: row.valid_from, ends: row.ends_on, amount: row.amount }))),
  }
}

const standardFirst = (a: PriceLadder, b: PriceLadder) => Number(b.key.list === 'standard') - Number(a.key.list === 'standard')

function todaysPrice(ladders: readonly PriceLadder[], today: LocalDate): ItemRow['price'] {
  for (const { key, base, spans } of ladders) {
    const span = priceOn(spans, today)
    if (span) return { amount: span.amount, currency: key.currency, base }
  }
  return null
}

const itemColumns = [
  ...(['i.id', 'i.account_id', 'i.root_account_id', 'i.version', 'i.sku', 'i.title_en', 'i.title_zh'] as const),
  ...(['i.description_en', 'i.description_zh', 'i.unit', 'i.weight_kg', 'i.lead_time_days', 'i.availability'] as const),
  ...(['i.discontinued', 'i.image', 'i.created_at', 'i.updated_at'] as const),
]

/**
 * An item in reach by its number; `account` is needed where two accounts in reach use the same number, else the first is meant. Refuses
 * (404) what is not there or not theirs.
 */
export async function findItem(scope: Reads, sku: string, account: string | null) {
  const row = await scope.rows
    .selectFrom('catalog_items as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select([...itemColumns, 'a.code', 'a.name', 'a.currency'])
    .where('i.sku', '=', sku)
    .$if(account !== null, (query) => query.where('a.code', '=', account))
    .orderBy('i.id')
    .limit(1)
    .executeTakeFirst()
  return row ?? notFound()
}
export type LiveItem = Awaited<ReturnType<typeof findItem>>

/** Whether the reader sells for more than one account, so that a number alone may mean two items. */
export async function sellsForMany(scope: Sells): Promise<boolean> {
  const rows = await scope.rows.selectFrom('accounts').select('id').where('supplies', '=', 1).limit(2).execute()
  return rows.length > 1
}

/** The accounts that the reader sells for, at most 100. */
export const sellingAccounts = (scope: Sells): Promise<{ code: string; name: string }[]> =>
  scope.rows.selectFrom('accounts').select(['code', 'name']).where('supplies', '=', 1).orderBy('id').limit(100).execute()

/** The name of the company that a filter names; null where it names none. Refuses (404) one that is not in reach. */
export const companyName = async (scope: Reads, code: string | null): Promise<string | null> =>
  code === null ? null : (await branchOf(scope, code)).account.name

/** Other companies in reach that have an item of this number, at most 10. */
export const othersWith = (scope: Reads, sku: string, account: Id): Promise<{ code: string; name: string }[]> =>
  scope.rows
    .selectFrom('catalog_items as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['a.code', 'a.name'])
    .where('i.sku', '=', sku)
    .where('i.account_id', '<>', account)
    .orderBy('i.id')
    .limit(10)
    .execute()
