import { fingerprintOf } from '../../app/features/accounts/address.ts'
import type { Product } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Company } from './companies.ts'
import { companies, legalEntities, links } from './companies.ts'
import type { Instant } from './days.ts'
import { addWorkdays, dayText } from './days.ts'
import { moreCompanies } from './more-companies.ts'
import type { Place } from './places.ts'
import { placeOf, streets } from './places.ts'
import type { Sink } from './sink.ts'
import type { World } from './world.ts'

export type Address = {
  id: number
  name: string
  city: string
  country: string
  zone: string
  latitude: number
  longitude: number
  /** The key of its town in places. */
  town: string
}

export type Account = Company & {
  id: number
  root: Account
  parent: Account | null
  entityId: number
  town: Place
  zone: string
  addresses: Address[]
  /** Where its drop shipments go, once there was one. */
  site?: Address
  /** What is taken off the list price, a fraction. */
  rebate: number
  /** Its price list, shared by all with the same currency and rebate, once it was asked for. */
  prices?: string[]
  assortment: readonly Product[]
  /** Its own codes of products, by product id. */
  codes: Map<number, string>
  buyers: string[]
  /** Whoever raises its requests. */
  asker?: number
  nextPo: number
  promiseOf: 'delivery' | 'dispatch'
  chinese: boolean
}

export const addLegalEntities = (sink: Sink): void => {
  for (const one of legalEntities) {
    const row = { code: one.code, name: one.name, currency: one.currency, country: one.country, time_zone: one.zone }
    sink.add('legal_entities', { id: sink.id('legal_entities'), ...row, tax_number: one.tax })
  }
}

/** All accounts of a world: the named ones, and as many more as its scale asks for. */
export const makeAccounts = (world: World): Account[] => {
  const { sink, scale, chance } = world
  const byCode = new Map<string, Account>()
  const all = [...companies, ...moreCompanies(scale, chance.fork('more companies'))]
  const own = chance.fork('accounts')
  for (const company of all) {
    const parent = company.owner ? (byCode.get(company.owner) ?? null) : null
    const account = makeAccount(company, parent, sink.id('accounts'), own)
    byCode.set(company.code, account)
    const into = company.mergedInto ? (byCode.get(company.mergedInto)?.id ?? null) : null
    addAccount(world, account, into, own)
    makeAddresses(world, account, own)
  }
  addLinks(world, byCode)
  return [...byCode.values()]
}

const makeAccount = (company: Company, parent: Account | null, id: number, chance: Chance): Account => {
  const town = placeOf(company.place)
  const account = {
    ...company,
    id,
    parent,
    entityId: legalEntities.findIndex((one) => one.code === company.sells) + 1,
    town,
    zone: town.zone,
    addresses: [],
    rebate: chance.pick([0.05, 0.08, 0.1, 0.12, 0.15]) + (company.class === 'A' ? 0.1 : company.class === 'B' ? 0.05 : 0),
    assortment: [],
    codes: new Map<number, string>(),
    buyers: [],
    nextPo: chance.whole(400, 2200),
    promiseOf: chance.is(0.06) && company.owner !== 'BRACKWATER-NL' ? ('dispatch' as const) : ('delivery' as const),
    chinese: company.language === 'zh-CN',
  } as unknown as Account
  account.root = parent?.root ?? account
  return account
}

const longAgo = (world: World, chance: Chance): Instant => world.start - chance.whole(30, 2500) * 86_400_000

export const domainOf = (account: Account): string => account.root.domain ?? `${account.root.code.toLowerCase()}.example`

const addAccount = (world: World, account: Account, mergedInto: number | null, chance: Chance) => {
  const since = longAgo(world, chance)
  world.sink.add('accounts', {
    id: account.id,
    code: account.code,
    name: account.name,
    local_name: account.local ?? null,
    parent_id: account.parent?.id ?? null,
    root_account_id: account.root.id,
    buys: account.does === 'buys' || account.does === 'distributes' ? 1 : 0,
    distributes: account.does === 'distributes' ? 1 : 0,
    supplies: account.does === 'supplies' ? 1 : 0,
    class: account.class,
    stage: account.stage ?? 'active',
    currency: account.currency,
    language: account.language ?? 'en',
    time_zone: account.zone,
    city: account.chinese ? (account.town.local ?? account.town.city) : account.town.city,
    country: account.town.country,
    phone: phoneIn(account.town, chance),
    website: account.parent ? null : `www.${domainOf(account)}`,
    tax_number: `${account.town.country}${chance.digits(9)}`,
    merged_into_id: mergedInto,
    active: account.stage === 'lost' ? 0 : 1,
    version: 1,
    created_at: since,
    updated_at: since,
  })
}

const filled = (pattern: string, chance: Chance) => pattern.replaceAll('#', () => chance.digits(1))
export const phoneIn = (town: Place, chance: Chance): string => `${filled(town.phone, chance)} ${chance.digits(4)}`

type Door = { name: string; street: string; postal: string }

/** A street and a postal code of a town. */
export const doorIn = (town: Place, chance: Chance): Omit<Door, 'name'> => ({
  street: chance.pick(streets[town.country] ?? ['@']).replace('@', String(chance.whole(2, 188))),
  postal: filled(town.postal, chance),
})

/** Seat first; a third of the larger companies have a second door. */
const makeAddresses = (world: World, account: Account, chance: Chance) => {
  const name = account.local ?? account.name
  const given = account.at?.map(([label, street, postal]) => ({ name: label, street, postal }))
  const doors: Door[] = given ?? [{ name, ...doorIn(account.town, chance) }]
  if (!given && chance.is(account.class === 'C' ? 0.1 : 0.4))
    doors.push({ name: storeName(account, name), ...doorIn(account.town, chance) })
  for (const door of doors) account.addresses.push(addAddress(world, account, door, chance))
}

const storeName = (account: Account, name: string) =>
  account.chinese ? `${name}（二号仓库）` : account.town.country === 'JP' ? `${name} 第二倉庫` : `${name}, store 2`

/** Another entry of an account's address book, in its own town. */
export const addAddress = ({ sink, start }: World, account: Account, { name, street, postal }: Door, chance: Chance): Address => {
  const town = account.place
  const place = placeOf(town)
  const near = (degrees: number) => Number((degrees + (chance.next() - 0.5) * 0.12).toFixed(6))
  const local = account.chinese || place.country === 'CN' || place.country === 'JP'
  const city = local ? (place.local ?? place.city) : place.city
  const at = { city, country: place.country, latitude: near(place.latitude), longitude: near(place.longitude) }
  const label = { name, street, city, region: place.region ?? null, postal_code: postal || null, country: place.country }
  const id = sink.id('addresses')
  sink.add('addresses', {
    id,
    account_id: account.id,
    root_account_id: account.root.id,
    fingerprint: fingerprintOf({ ...label, time_zone: place.zone }),
    ...label,
    time_zone: place.zone,
    latitude: at.latitude,
    longitude: at.longitude,
    created_at: start,
  })
  return { id, name, zone: place.zone, town, ...at }
}

const addLinks = ({ sink, start, today }: World, byCode: Map<string, Account>) => {
  for (const [kind, from, to, daysAgo] of links) {
    sink.add('account_links', {
      id: sink.id('account_links'),
      kind,
      from_account_id: byCode.get(from)?.id ?? 0,
      to_account_id: byCode.get(to)?.id ?? 0,
      valid_from: dayText(addWorkdays(today - daysAgo, 0)),
      valid_to: null,
      created_at: start,
    })
  }
}
