import { Decimal } from 'decimal.js'
import { productWords } from '../../app/features/catalog/words.ts'
import { minorUnits } from '../../app/values/money.ts'
import type { Account } from './accounts.ts'
import type { Chance } from './chance.ts'
import type { Family } from './products.ts'
import { families, finishes } from './products.ts'
import type { World } from './world.ts'

export type Product = {
  id: number
  sku: string
  name: string
  local: string
  family: Family
  base: number
  /** EUR for the price base. */
  price: number
  weight: number
  supplier: Account | null
}

/** Rough worth of one EUR, for prices; no total ever crosses currencies. */
const rates: Record<string, number> = {
  EUR: 1,
  USD: 1.09,
  CAD: 1.48,
  BRL: 6.1,
  CNY: 7.85,
  JPY: 163,
  SGD: 1.46,
  MYR: 5.1,
  INR: 91,
  KWD: 0.335,
  AED: 4,
  GBP: 0.85,
  SEK: 11.4,
  PLN: 4.3,
  CHF: 0.95,
  ZAR: 20.1,
  AUD: 1.66,
  NZD: 1.8,
}

type Supplier = { kestrel: Account | null; haikuo: Account | null }

/** Every size of every family in every material. */
export const makeProducts = (world: World, accounts: readonly Account[]): Product[] => {
  const named = (code: string) => accounts.find((one) => one.code === code) ?? null
  const suppliers = { kestrel: named('KESTREL'), haikuo: named('HAIKUO') }
  const chance = world.chance.fork('products')
  const made: Product[] = []
  for (const finish of world.scale > 20 ? finishes : finishes.slice(0, 1))
    for (const family of families) made.push(...membersOf(family, finish, suppliers))
  for (const product of made) {
    product.id = world.sink.id('products')
    addProduct(world, product, chance)
  }
  return made
}

const membersOf = (
  family: Family,
  [code, finish, localFinish, dearer]: (typeof finishes)[number],
  suppliers: Supplier,
): Product[] =>
  family.sizes.flatMap((size, step) =>
    family.makes.map(([make, material, localMaterial, factor]) => ({
      id: 0,
      sku: `${skuOf(family, size, step)}${make && `-${make}`}${code}`,
      name: [`${family.name} ${size}`, material, finish].filter((one) => one !== '').join(', '),
      local: [`${family.local} ${size}`, localMaterial, localFinish].filter((one) => one !== '').join('，'),
      family,
      base: family.base,
      price: Number((family.price * family.growth ** step * factor * dearer).toFixed(2)),
      weight: Number((family.weight * family.growth ** step * (factor > 1.5 ? 1.1 : 1)).toFixed(4)),
      supplier: family.from ? suppliers[family.from] : null,
    })),
  )

const skuOf = (family: Family, size: string, step: number) => {
  const nominal = /^DN(\d+)$/.exec(size)?.[1]
  return `${family.code}-${nominal ? nominal.padStart(3, '0') : String((step + 1) * 10).padStart(2, '0')}`
}

const addProduct = ({ sink, start }: World, product: Product, chance: Chance) => {
  sink.add('products', {
    id: product.id,
    sku: product.sku,
    name: product.name,
    local_name: product.local,
    category: product.family.category,
    unit: product.family.unit,
    price_base: product.base,
    list_price: product.price,
    currency: 'EUR',
    weight_kg: Math.max(0.001, Number(product.weight.toFixed(3))),
    supplier_account_id: product.supplier?.id ?? null,
    discontinued: chance.is(0.02) ? 1 : 0,
    version: 1,
    created_at: start,
    updated_at: start,
  })
  for (const word of productWords({ sku: product.sku, name: product.name, local_name: product.local }))
    sink.add('product_words', { word, product_id: product.id })
}

/** What an account usually buys, and, for those that keep their own numbers, what they call it. */
export const makeAssortments = (world: World, accounts: readonly Account[], products: readonly Product[]): void => {
  const chance = world.chance.fork('assortments')
  for (const account of accounts) {
    const size = account.class === 'A' ? 60 : account.class === 'B' ? 35 : 20
    account.assortment = Array.from({ length: size }, () => chance.pick(products))
    if (account.parent && account.root.code !== account.code && account.root.codes.size > 0) account.codes = account.root.codes
    const keeps = account.code === 'BRACKWATER' || (account.class !== 'C' && account.parent === null && chance.is(0.4))
    if (keeps) nameProducts(world, account, products, chance)
  }
}

const nameProducts = ({ sink }: World, account: Account, products: readonly Product[], chance: Chance) => {
  const prefix = chance.pick(['', 'A', 'M-', '20'])
  for (const product of new Set([
    ...account.assortment.slice(0, 25),
    ...(account.code === 'BRACKWATER' ? products.slice(0, 60) : []),
  ])) {
    const code = account.code === 'BRACKWATER' ? `BW-${1000 + product.id * 7}` : `${prefix}${chance.digits(5)}`
    account.codes.set(product.id, code)
    sink.add('customer_products', {
      id: sink.id('customer_products'),
      account_id: account.id,
      root_account_id: account.root.id,
      product_id: product.id,
      code,
    })
  }
}

/** By currency and rebate: the price of each product, by its id. */
const priceLists = new Map<string, string[]>()

/** What one price base of a product costs an account, in its currency's digits. */
export const unitPrice = (product: Product, account: Account): string => {
  account.prices ??= priceListOf(account)
  account.prices[product.id] ??= priceOf(product, account)
  return account.prices[product.id] as string
}

const priceListOf = (account: Account): string[] => {
  const key = `${account.currency} ${account.rebate.toFixed(2)}`
  const list = priceLists.get(key) ?? []
  priceLists.set(key, list)
  return list
}

const priceOf = (product: Product, account: Account): string =>
  new Decimal(product.price)
    .times(rates[account.currency] ?? 1)
    .times(new Decimal(1).minus(account.rebate.toFixed(2)))
    .toFixed(minorUnits(account.currency))

export const inCurrency = (eur: number, currency: string): string => {
  const digits = minorUnits(currency)
  return new Decimal(eur).times(rates[currency] ?? 1).toFixed(digits)
}
