import type { Scope } from '~/access/scope.server'
import { env } from '~/env.server'
import type { LiveItem } from './catalog.queries.server'
import { findItem, hostDay, othersWith, pricesOf } from './catalog.queries.server'
import type { ItemEvent } from './item-events.server'
import { eventsOf } from './item-events.server'
import { fieldValue } from './live.server'
import { earliestFrom, priceOn, priceVariant } from './price'
import type { Availability, ItemField, Value } from './proposal'
import { itemFields } from './proposal'
import type { ProposalRow } from './proposals.queries.server'
import { openProposalsOf } from './proposals.queries.server'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>
type Sells = Scope<'supplier', 'catalog.read'>

export type ItemPrice = {
  list: string
  breakQuantity: string
  currency: string
  base: string
  from: string
  to: string | null
  amount: string
  today: boolean
}
export type ItemView = {
  sku: string
  account: { code: string; name: string }
  values: Record<ItemField, Value>
  availability: Availability
  discontinued: boolean
  updatedAt: Date
  prices: ItemPrice[]
  proposals: ProposalRow[]
  events: ItemEvent[]
  /** Other companies in reach whose item has the same number. */
  others: { code: string; name: string }[]
}

const valuesOf = (item: LiveItem) =>
  Object.fromEntries(itemFields.map((field) => [field, fieldValue(item, field)])) as Record<ItemField, Value>

/** An item in reach with its live values, its prices, what is proposed for it and what happened to it. Refuses (404) what is not theirs. */
export async function getItem(scope: Reads, sku: string, account: string | null): Promise<ItemView> {
  const item = await findItem(scope, sku, account)
  const [today, prices, proposals, events, others] = await Promise.all([
    hostDay(scope),
    pricesOf(scope, [item.id]),
    openProposalsOf(scope, item.id),
    eventsOf(scope, item),
    othersWith(scope, sku, item.account_id),
  ])
  return {
    sku: item.sku,
    account: { code: item.code, name: item.name },
    values: valuesOf(item),
    availability: item.availability as Availability,
    discontinued: item.discontinued === 1,
    updatedAt: item.updated_at,
    prices: (prices.get(item.id) ?? []).flatMap(({ key, base, spans }) => {
      const now = priceOn(spans, today)
      return [...spans].reverse().map((span) => ({ ...key, base, ...span, today: span === now }))
    }),
    proposals,
    events,
    others,
  }
}

/** What a form is filled with: live values, the item's prices to choose from, and the earliest day of a new one. */
export async function itemToPropose(scope: Sells, sku: string, account: string | null) {
  const item = await findItem(scope, sku, account)
  const [today, prices] = await Promise.all([hostDay(scope), pricesOf(scope, [item.id])])
  const first = { list: 'standard', breakQuantity: '1', currency: item.currency }
  const ladders = (prices.get(item.id) ?? []).map(({ key, variant, base, spans }) => ({
    ...key,
    variant,
    base,
    amount: priceOn(spans, today)?.amount ?? null,
  }))
  return {
    sku: item.sku,
    code: item.code,
    version: item.version,
    values: valuesOf(item),
    prices: ladders.length > 0 ? ladders : [{ ...first, variant: priceVariant(first), base: '1', amount: null }],
    earliest: earliestFrom(today, env.PRICE_NOTICE_DAYS),
    notice: env.PRICE_NOTICE_DAYS,
  }
}
export type ItemToPropose = Awaited<ReturnType<typeof itemToPropose>>
