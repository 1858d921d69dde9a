import type { Account } from './accounts.ts'
import { addAddress, doorIn } from './accounts.ts'
import type { Product } from './catalogue.ts'
import { inCurrency } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Instant } from './days.ts'
import { addWorkdays, dayAt, instantAt } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { DraftLine, DraftOrder } from './orders.ts'
import type { World } from './world.ts'

const linesPerOrder = [[30, 1], [26, 2], [18, 3], [11, 4], [7, 5], [4, 6], [2.5, 8], [1, 12]] as const // biome-ignore format: a table

const taxRates: Record<string, string> = { NL: '0.21', CN: '0.13', US: '0.0625' }
const sellerCountry = { FFBV: 'NL', FFINC: 'US', FFCN: 'CN' }

/** An order as it was placed: who, what, where to. What becomes of it is decided when it is fulfilled. */
export const draftOrder = (
  world: World,
  numbers: Numbers,
  products: readonly Product[],
  account: Account,
  placedAt: Instant,
  chance: Chance,
): DraftOrder => {
  const day = dayAt(placedAt, account.zone)
  const kind = chance.is(0.03) ? 'drop_ship' : chance.is(0.02) ? 'consignment' : 'standard'
  const lines = draftLines(world, account, products, kind === 'drop_ship', chance)
  const shipTo = kind === 'drop_ship' ? siteOf(world, account, chance) : chance.pick(account.addresses)
  const answered = instantAt(addWorkdays(day, chance.pick([0, 1, 1, 2])), chance.whole(610, 1060), account.zone)
  const confirmedAt = Math.max(answered, placedAt + 25 * 60_000)
  return {
    id: world.sink.id('orders'),
    number: numbers.order(account.sells, placedAt),
    account,
    kind,
    po: poNumber(account, chance),
    orderedBy: chance.is(0.85) ? chance.pick(account.buyers) : null,
    placedAt,
    confirmedAt: confirmedAt <= world.now ? confirmedAt : null,
    cancelledAt: null,
    heldAt: null,
    holdReason: null,
    shipTo,
    lines,
    requested: chance.is(0.7) ? addWorkdays(day, chance.whole(6, 30)) : null,
    firstPromised: null,
    promised: null,
    delays: [],
    shipments: [],
    freight: chance.is(0.45) ? inCurrency(chance.whole(14, 240) + chance.pick([0, 0.5, 0.95]), account.currency) : '0',
    taxRate: (sellerCountry[account.sells] === shipTo.country ? taxRates[shipTo.country] : undefined) ?? '0',
    promiseOf: account.promiseOf,
  }
}

export const poNumber = (account: Account, chance: Chance): string => {
  account.nextPo += chance.whole(1, 3)
  return (account.po ?? 'PO-#').replace('#', String(account.nextPo).padStart(4, '0'))
}

const draftLines = (
  { sink }: World,
  account: Account,
  products: readonly Product[],
  fromSupplier: boolean,
  chance: Chance,
): DraftLine[] => {
  const source = fromSupplier ? account.assortment.filter((one) => one.supplier) : account.assortment
  const chosen = new Set<Product>()
  for (let wanted = chance.weighted(linesPerOrder); wanted > 0; wanted--)
    chosen.add(source.length > 0 && (fromSupplier || chance.is(0.8)) ? chance.pick(source) : chance.pick(products))
  return [...chosen].map((product, index) => draftLine(sink.id('order_lines'), index + 1, product, account, chance))
}

const draftLine = (id: number, no: number, product: Product, account: Account, chance: Chance): DraftLine => ({
  id,
  no,
  product,
  description: account.chinese ? product.local : product.name,
  ordered: Math.round(chance.pick(product.family.lots) * 100) * (account.class === 'A' ? chance.whole(1, 3) : 1),
  shipped: 0,
  delivered: 0,
  backordered: 0,
  cancelled: 0,
  discount: chance.is(0.1) ? chance.pick(['0.02', '0.03', '0.05', '0.1']) : '0',
})

const sites: Record<string, readonly string[]> = {
  NL: ['Werkplaats Botlek', 'Pompstation Zuid', 'Bouwplaats Kop van Zuid'],
  CN: ['城东污水处理厂', '三号泵站', '港区锅炉房'],
  US: ['Eastside Pump Station', 'Terminal 4 job site', 'Mill Street boiler house'],
}

/** Where a customer has goods sent straight to: a building site of its own customer. Kept, so that it is used again. */
const siteOf = (world: World, account: Account, chance: Chance) => {
  if (!account.site) {
    const name = chance.pick(sites[account.town.country] ?? ['Site office', 'Pump house', 'Plant 2'])
    account.site = addAddress(world, account, { name, ...doorIn(account.town, chance) }, chance)
  }
  return account.site
}
