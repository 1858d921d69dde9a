import { Decimal } from 'decimal.js'
import { productWords } from '../../app/features/catalog/words.ts'
import { minorUnits } from '../../app/values/money.ts'
import type { Account } from './accounts.ts'
import type { Product } from './catalogue.ts'
import { inCurrency } from './catalogue.ts'
import { dayText } from './days.ts'
import type { World } from './world.ts'

/** What the suppliers of the demo offer, with prices of last year and of this one. */
export type Item = { id: number; account: Account; product: Product; sku: string; price: string; unit: string; weight: string }

const prefixes: Record<string, string> = { KESTREL: 'KC', HAIKUO: 'HK' }
const availabilities = [
  [0.8, 'in_stock'],
  [0.1, 'limited'],
  [0.1, 'made_to_order'],
] as const

export const makeItems = (world: World, products: readonly Product[]): Item[] => {
  const chance = world.chance.fork('supply')
  const made: Item[] = []
  for (const product of products) {
    const { supplier } = product
    if (!supplier) continue
    const lead = chance.whole(2, 9) * 7
    const availability = chance.weighted(availabilities)
    made.push(addItem(world, { product, supplier, lead, availability }))
  }
  for (const item of made) addPrices(world, item, chance.whole(97, 99))
  return made
}

type Making = { product: Product; supplier: Account; lead: number; availability: string }

const addItem = ({ sink, start }: World, { product, supplier, lead, availability }: Making): Item => {
  const { family } = product
  const item = {
    id: sink.id('catalog_items'),
    account: supplier,
    product,
    sku: `${prefixes[supplier.code] ?? 'S'}-${product.sku}`,
    price: inCurrency(product.price * 0.55, supplier.currency),
    unit: family.unit,
    weight: Math.max(0.001, product.weight).toFixed(3),
  }
  sink.add('catalog_items', {
    id: item.id,
    account_id: supplier.id,
    root_account_id: supplier.root.id,
    product_id: product.id,
    sku: item.sku,
    title_en: product.name,
    title_zh: product.local,
    description_en: `${product.name}. Made to ISO 9001, tested piece by piece; certificate 3.1 on request.`,
    description_zh: supplier.code === 'HAIKUO' ? `${product.local}。按ISO 9001生产，逐件检验，可提供3.1证书。` : null,
    unit: item.unit,
    weight_kg: item.weight,
    lead_time_days: lead,
    availability,
    discontinued: 0,
    version: 1,
    created_at: start,
    updated_at: start,
  })
  for (const word of productWords({ sku: item.sku, name: product.name, local_name: product.local }))
    sink.add('catalog_item_words', {
      id: sink.id('catalog_item_words'),
      catalog_item_id: item.id,
      word,
      account_id: supplier.id,
      root_account_id: supplier.root.id,
    })
  return item
}

/** One price since the beginning, a dearer one since the first day of this year. */
const addPrices = ({ sink, start, today }: World, item: Item, percent: number) => {
  const digits = minorUnits(item.account.currency)
  const since = `${dayText(today).slice(0, 4)}-01-01`
  const before = new Decimal(item.price).times(percent).div(100).toFixed(digits)
  const first = { amount: before, valid_from: dayText(Math.floor(start / 86_400_000)) }
  for (const one of [first, { amount: item.price, valid_from: since }])
    sink.add('item_prices', {
      id: sink.id('item_prices'),
      account_id: item.account.id,
      root_account_id: item.account.root.id,
      catalog_item_id: item.id,
      price_list: 'standard',
      break_quantity: 1,
      currency: item.account.currency,
      amount: one.amount,
      price_base: item.product.base,
      valid_from: one.valid_from,
      ends_on: null,
      created_at: start,
    })
}
