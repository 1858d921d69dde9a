import { createHash } from 'node:crypto'
import type { Scope } from '~/access/scope.server'
import type { Id, RowOf } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { trimQuantity } from '~/values/quantity'
import type { PriceLadder } from './catalog.queries.server'
import { pricesOf } from './catalog.queries.server'
import { effectiveFrom, priceOn } from './price'
import type { ItemField, Value } from './proposal'

/** The live values that proposals are held against, as texts in one form. */

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>

export type ItemValues = Pick<RowOf<'catalog_items'>, ItemField>

/** The value of a field of an item as a proposal writes it. */
export function fieldValue<F extends ItemField>(item: Pick<ItemValues, F>, field: F): Value {
  const value: string | number | null = item[field]
  if (value === null) return null
  return field === 'weight_kg' ? trimQuantity(String(value)) : String(value)
}

/** What is looked at of a proposed field. */
export type Proposed = { catalog_item_id: Id; field: string; variant: string; valid_from: LocalDate | null }

export type Live = {
  value: Value
  /** Of a price: the day from which it would hold, if it were approved today. */
  from: LocalDate | null
  /** Of a price: for how many units it is. */
  base: string | null
}

/** Of each of these fields what is live now: of a price the one that holds on the day from which the proposed one would. */
export async function liveValues(
  scope: Reads,
  fields: readonly Proposed[],
  items: ReadonlyMap<Id, ItemValues>,
  today: LocalDate,
): Promise<Live[]> {
  const priced = fields.filter((one) => one.field === 'price').map((one) => one.catalog_item_id)
  const prices = priced.length > 0 ? await pricesOf(scope, [...new Set(priced)]) : new Map<Id, PriceLadder[]>()
  return fields.map((one) => {
    if (one.field === 'price') return livePrice(one, prices.get(one.catalog_item_id) ?? [], today)
    const item = items.get(one.catalog_item_id)
    return { value: item ? fieldValue(item, one.field as ItemField) : null, from: null, base: null }
  })
}

function livePrice({ variant, valid_from }: Proposed, ladders: readonly PriceLadder[], today: LocalDate): Live {
  const ladder = ladders.find((one) => one.variant === variant)
  const from = effectiveFrom(valid_from, valid_from ?? today, today)
  const span = priceOn(ladder?.spans ?? [], from)
  return { value: span ? trimQuantity(span.amount) : null, from, base: ladder?.base ?? '1' }
}

/** Says in a form what was live when it was shown, so that whoever decides has seen what is live. */
export const seenMark = (live: Live): string =>
  createHash('sha256')
    .update(JSON.stringify([live.value, live.from]))
    .digest('hex')
    .slice(0, 16)
