import { sql } from 'kysely'
import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity, Projection, RecordChange, RowRefusal, Settled } from '~/features/import.types'
import { languages } from '~/languages/settings'
import { choice, currency, day, fed, flag, key, maybe, reason, text } from '~/values/columns'
import { linkKinds, stages } from './account'
import { addressColumns, addressIn, isRefused, keepAddresses } from './import-facts.server'
import { settleRoots } from './roots.server'
import { timeZoneOf } from './time-zones'

const { name: _label, ...place } = addressColumns('', 'of the company')

const accountColumns = z.object({
  id: key('The company’s id in the source', 'ALFKI'),
  code: maybe(text(40, 'What people call the account; its id where it is blank', 'ALFKI')),
  name: text(200, 'Name of the company', 'Alfreds Futterkiste'),
  local_name: maybe(text(200, 'Name as its own people write it', '阿尔弗雷德食品')),
  parent: maybe(key('Id of the company that owns this one', 'GROUP-1')),
  buys: maybe(flag('Whether it buys; yes where no column says what it does')),
  distributes: maybe(flag('Whether it distributes what it buys')),
  supplies: maybe(flag('Whether it supplies')),
  class: maybe(choice(['a', 'b', 'c', 'd', 'e'], 'Its class, A to E')),
  stage: maybe(choice(stages, 'Where the relation stands; active where it is blank')),
  currency: maybe(currency('Currency that it is billed in; the legal entity’s where it is blank')),
  language: maybe(choice(['en', 'zh_cn'], `Language of mail to it: ${languages.join(', ')}`)),
  phone: maybe(text(60, 'Telephone', '030-0074321')),
  website: maybe(text(200, 'Website', 'https://alfreds.example')),
  tax_number: maybe(text(40, 'Tax number', 'DE123456789')),
  active: maybe(flag('no for a company that nobody deals with any more')),
  ...place,
})
type Account = z.output<typeof accountColumns>

const own = ['local_name', 'phone', 'website', 'tax_number', 'city', 'country'] as const

function doing(columns: Account) {
  const silent = columns.buys === undefined && columns.distributes === undefined && columns.supplies === undefined
  return fed(columns, ['buys', 'distributes', 'supplies', 'active'], {
    buys: silent ? 1 : 0,
    distributes: 0,
    supplies: 0,
    active: 1,
  })
}

const languageOf = (word: 'en' | 'zh_cn' | null | undefined) => (word === 'zh_cn' ? 'zh-CN' : word)

export const accountImport: ImportEntity<typeof accountColumns> = {
  name: 'accounts',
  after: [],
  schema: accountColumns,
  table: 'accounts',
  parents: { parent: 'accounts' },
  unique: { by: 'code', key: ['code'] },
  versioned: true,
  decimals: [],
  usual: { distributes: 0, supplies: 0, stage: 'active', language: 'en', active: 1 },
  reads: ['parent_id', 'root_account_id'],
  touches: { projection: 'trees', column: 'id' },
  shown: { name: 'code', path: ({ code }) => `accounts/${encodeURIComponent(String(code))}` },
  async prepare(batch) {
    const roots = await rootsOf(
      batch,
      batch.rows.flatMap((row) => row.parents.parent ?? []),
    )
    const host = batch.host(null)
    return ({ id, columns, parents }) => {
      const zone = columns.country ? timeZoneOf(columns.country, columns.region ?? null) : null
      const does = doing(columns)
      const words = fed(
        { ...columns, language: languageOf(columns.language), class: columns.class?.toUpperCase() ?? columns.class },
        ['class', 'stage', 'language', 'currency', 'time_zone'],
        {
          stage: 'active',
          language: 'en',
          currency: host?.currency ?? null,
          time_zone: zone ?? host?.time_zone ?? 'UTC',
        },
      )
      const rest = fed(columns, own)
      const parent = columns.parent === undefined ? {} : { parent_id: parents.parent ?? null }
      return {
        values: { code: columns.code ?? id, name: columns.name, ...does.values, ...words.values, ...rest.values, ...parent },
        initially: {
          ...does.initially,
          ...words.initially,
          ...rest.initially,
          ...(columns.parent === undefined && { parent_id: null }),
          root_account_id: roots.get(parents.parent ?? '') ?? '0',
        },
        fixed: {},
      }
    }
  },
  changing: refuseCircles,
  async settled(batch, rows) {
    await ownRoots(batch, rows)
    await placesOf(batch, rows)
  },
}

async function rootsOf({ scope }: Pick<ImportBatch, 'scope'>, ids: readonly Id[]): Promise<Map<Id, Id>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.root_account_id]))
}

/** A company owns no other that owns it, by whatever way. */
async function refuseCircles(
  { scope }: Pick<ImportBatch, 'scope'>,
  changes: readonly RecordChange<Account>[],
): Promise<Map<string, RowRefusal>> {
  const refused = new Map<string, RowRefusal>()
  const next = new Map<Id, Id | null>()
  for (const { row, id, changes: fields } of changes) {
    const move = fields.find(({ field }) => field === 'parent_id')
    if (!move) continue
    const parent = move.to as Id | null
    next.set(id, parent)
    if (parent === null || !(await leadsTo(scope, parent, id, next))) continue
    next.delete(id)
    refused.set(row.id, { column: 'parent', reason: 'circle' })
  }
  return refused
}

async function leadsTo(scope: ImportBatch['scope'], from: Id, to: Id, next: ReadonlyMap<Id, Id | null>): Promise<boolean> {
  const seen = new Set<Id>()
  for (let at: Id | null = from; at !== null && !seen.has(at); ) {
    if (at === to) return true
    seen.add(at)
    const planned: Id | null | undefined = next.get(at)
    at = planned === undefined ? await parentOf(scope, at) : planned
  }
  return false
}

async function parentOf(scope: ImportBatch['scope'], id: Id): Promise<Id | null> {
  const row = await scope.rows.selectFrom('accounts').select('parent_id').where('id', '=', id).executeTakeFirst()
  return row?.parent_id ?? null
}

/** Who has no parent is the root of a tree, which is known only when it has an id. */
async function ownRoots({ scope }: Pick<ImportBatch, 'scope'>, rows: readonly Settled[]): Promise<void> {
  const ids = rows.flatMap(({ id, created, draft }) => (created && draft.initially.root_account_id === '0' ? [id] : []))
  if (ids.length === 0) return
  await scope.rows
    .updateTable('accounts')
    .set({ root_account_id: sql.ref('id') })
    .where('id', 'in', ids)
    .execute()
}

/** Where a company is becomes one of its addresses, if the file says more than the town. */
async function placesOf(batch: ImportBatch<Account>, rows: readonly Settled<Account>[]): Promise<void> {
  const withStreet = rows.filter(({ row }) => row.columns.street)
  if (withStreet.length === 0) return
  const accounts = await batch.scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'name', 'time_zone'])
    .where(
      'id',
      'in',
      withStreet.map(({ id }) => id),
    )
    .execute()
  const byId = new Map(accounts.map((one) => [one.id, one]))
  const wanted = withStreet.flatMap(({ row, id }) => {
    const account = byId.get(id)
    const address = account && addressIn(row.columns, '', account)
    return account && address && !isRefused(address) ? [{ account, address }] : []
  })
  await keepAddresses(batch, wanted)
}

export const treeProjection: Projection = { name: 'trees', project: settleRoots }

const linkColumns = z.object({
  id: maybe(key('The link’s id in the source; made of its other columns where it is blank', 'L-1')),
  kind: choice(linkKinds, 'serves: the one from distributes to the one to; acts_for: the one from forwards for the one to'),
  from: key('Id of the company that serves or acts', 'DIST-1'),
  to: key('Id of the company that is served', 'ALFKI'),
  valid_from: day('First day', '2025-01-01'),
  valid_to: maybe(day('Last day', '2026-12-31')),
})

export const accountLinkImport: ImportEntity<typeof linkColumns> = {
  name: 'account_links',
  after: ['accounts'],
  schema: linkColumns,
  table: 'account_links',
  parents: { from: 'accounts', to: 'accounts' },
  unique: { by: 'from_account_id', key: ['kind', 'from_account_id', 'to_account_id', 'valid_from'] },
  versioned: false,
  decimals: [],
  usual: {},
  idOf: ({ kind, from, to, valid_from }) => `${kind}/${from}/${to}/${valid_from}`,
  async prepare({ scope }) {
    return ({ columns, parents }) => {
      if (parents.from === parents.to) return { column: 'to', reason: 'circle' }
      const { valid_from, valid_to = null } = columns
      if (valid_to !== null && valid_to < valid_from) return { column: 'valid_to', reason: reason('before', { day: valid_from }) }
      return {
        values: { valid_from, valid_to },
        initially: { created_at: scope.now },
        fixed: {
          kind: { value: columns.kind, column: 'kind' },
          from_account_id: { value: parents.from ?? null, column: 'from' },
          to_account_id: { value: parents.to ?? null, column: 'to' },
        },
      }
    }
  },
}
