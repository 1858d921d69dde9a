import type { Id } from '~/database/tables'
import type { ImportBatch, RowRefusal } from '~/features/import.types'
import { country, lines, maybe, text, timeZone } from '~/values/columns'
import type { AddressText } from './address'
import { fingerprintOf } from './address'
import { timeZoneOf } from './time-zones'

/** What later imports need to know of the accounts that their rows belong to, and the addresses that rows bring. */

export type AccountFacts = { id: Id; root_account_id: Id; name: string; currency: string; time_zone: string }

/** Where accounts were merged, of the one that is left. By the id that was asked for. */
export async function accountFacts(batch: Pick<ImportBatch, 'scope' | 'memory'>, ids: readonly (Id | undefined)[]) {
  const kept = batch.memory<AccountFacts>('accounts')
  if (kept.size > 20_000) kept.clear()
  const wanted = new Set(ids.flatMap((id) => (id === undefined || kept.has(id) ? [] : [id])))
  if (wanted.size > 0) for (const [id, facts] of await readFacts(batch, [...wanted])) kept.set(id, facts)
  return new Map(ids.flatMap((id) => (id !== undefined && kept.has(id) ? [[id, kept.get(id) as AccountFacts]] : [])))
}

async function readFacts(batch: Pick<ImportBatch, 'scope'>, ids: readonly Id[]): Promise<Map<Id, AccountFacts>> {
  const rows = await batch.scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'name', 'currency', 'time_zone', 'merged_into_id'])
    .where('id', 'in', ids)
    .execute()
  const merged = rows.flatMap((row) => row.merged_into_id ?? [])
  const into = merged.length > 0 ? await readFacts(batch, merged) : new Map<Id, AccountFacts>()
  return new Map(rows.map(({ merged_into_id, ...facts }) => [facts.id, into.get(merged_into_id ?? '') ?? facts]))
}

/** The columns of an address; `of` stands before each name ('ship_to_'), `where` in the descriptions. */
export const addressColumns = <P extends string>(of: P, where: string) => {
  const columns = {
    name: maybe(text(200, `Name on the label ${where}; the account’s where it is blank`, 'Vins et alcools Chevalier')),
    street: maybe(lines(300, `Street and number ${where}`, '59 rue de l’Abbaye')),
    city: maybe(text(100, `City ${where}; an address needs one`, 'Reims')),
    region: maybe(text(100, `State or region ${where}`, 'RJ')),
    postal_code: maybe(text(20, `Postal code ${where}`, '51100')),
    country: maybe(country(`Country ${where}, ISO 3166; an address needs one`)),
    time_zone: maybe(timeZone(`Time zone ${where}; found by country and region where it is blank`)),
  }
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [`${of}${name}`, column])) as {
    [K in keyof typeof columns as `${P}${K}`]: (typeof columns)[K]
  }
}

type Parts = { [K in keyof AddressText]?: AddressText[K] | null | undefined }

/**
 * The address in a row: undefined where the file feeds none, null where all is blank, and a refusal where a city or a country is
 * missing.
 */
export function addressIn(
  columns: Readonly<Record<string, unknown>>,
  of: string,
  account: Pick<AccountFacts, 'name' | 'time_zone'>,
): AddressText | null | undefined | RowRefusal {
  const names = ['name', 'street', 'city', 'region', 'postal_code', 'country', 'time_zone'] as const
  const given = Object.fromEntries(names.map((name) => [name, columns[`${of}${name}`]])) as Parts
  if (given.city === undefined && given.country === undefined) return undefined
  if (names.every((name) => (given[name] ?? null) === null)) return null
  const { city, country: land, region = null } = given
  if (!city || !land) return { column: `${of}${city ? 'country' : 'city'}`, reason: 'required' }
  return {
    name: given.name ?? account.name,
    street: given.street ?? '',
    city,
    region,
    postal_code: given.postal_code ?? null,
    country: land,
    time_zone: given.time_zone ?? timeZoneOf(land, region) ?? account.time_zone,
  }
}

export const isRefused = (address: AddressText | null | undefined | RowRefusal): address is RowRefusal =>
  typeof address === 'object' && address !== null && 'reason' in address

type Kept = { account: { id: Id; root_account_id: Id }; address: AddressText }
const nameOf = ({ account, address }: Kept) => `${account.id} ${fingerprintOf(address)}`

/** Writes the addresses that their accounts do not have yet. Answers where each one is. */
export async function keepAddresses(
  batch: Pick<ImportBatch, 'scope' | 'memory'>,
  wanted: readonly Kept[],
): Promise<(one: Kept) => Id> {
  const kept = batch.memory<Id>('addresses')
  if (kept.size > 50_000) kept.clear()
  const names = new Map(wanted.map((one) => [one, nameOf(one)]))
  const asked = new Map(wanted.map((one) => [names.get(one) as string, one]))
  const unknown = [...asked].filter(([name]) => !kept.has(name))
  const found = await findAddresses(batch, unknown)
  for (const [name, id] of found) kept.set(name, id)
  const missing = unknown.filter(([name]) => !found.has(name))
  if (missing.length > 0)
    await batch.scope.bulk.insert(
      'addresses',
      missing.map(([name, one]) => rowOf(name, one, batch.scope.now)),
      'keep',
    )
  // Not remembered: this transaction may not commit.
  const added = await findAddresses(batch, missing)
  return (one) => {
    const name = names.get(one) ?? nameOf(one)
    return (kept.get(name) ?? added.get(name)) as Id
  }
}

const rowOf = (name: string, { account, address }: Kept, now: Date) => ({
  ...address,
  fingerprint: name.split(' ')[1] ?? '',
  account_id: account.id,
  root_account_id: account.root_account_id,
  created_at: now,
})

async function findAddresses(
  batch: Pick<ImportBatch, 'scope'>,
  wanted: readonly (readonly [string, Kept])[],
): Promise<Map<string, Id>> {
  if (wanted.length === 0) return new Map()
  const rows = await batch.scope.rows
    .selectFrom('addresses')
    .select(['id', 'account_id', 'fingerprint'])
    .where('account_id', 'in', [...new Set(wanted.map(([, { account }]) => account.id))])
    .where('fingerprint', 'in', [...new Set(wanted.map(([name]) => name.split(' ')[1] ?? ''))])
    .execute()
  return new Map(rows.map((row) => [`${row.account_id} ${row.fingerprint}`, row.id]))
}
