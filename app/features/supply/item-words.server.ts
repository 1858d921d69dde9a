import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Owner, Scope, Slice } from '~/access/scope.server'
import { reading } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import { askedWords, joinedNumber, productWords } from '~/features/catalog/words'
import type { Projection, Scheduled } from '~/features/registry.types'
import type { ItemFilter } from './catalog-filter'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>
type Projecting = Scope<'staff', 'catalog.read'>

const batchSize = 100

/**
 * Writes anew the words that these items are found by, of their numbers and titles. For whoever adds items or changes a title. Each batch
 * is one transaction, unless it is called inside one.
 */
export async function projectItemWords(scope: Projecting, ids: readonly Id[]): Promise<void> {
  const sorted = [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  for (let from = 0; from < sorted.length; from += batchSize)
    await scope.transaction((inner) => projectBatch(inner, sorted.slice(from, from + batchSize)))
}

async function projectBatch(scope: Projecting, ids: readonly Id[]): Promise<void> {
  const items = await scope.rows
    .selectFrom('catalog_items')
    .select(['id', 'account_id', 'root_account_id', 'sku', 'title_en', 'title_zh'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const known = await scope.rows
    .selectFrom('catalog_item_words')
    .select(['catalog_item_id as id', 'word'])
    .where('catalog_item_id', 'in', ids)
    .execute()
  const stored = new Set(known.map(({ id, word }) => `${id} ${word}`))
  const wanted = new Set<string>()
  const missing = new Map<Id, { owner: Owner; rows: { catalog_item_id: Id; word: string }[] }>()
  for (const item of items)
    for (const word of itemWords(item)) {
      wanted.add(`${item.id} ${word}`)
      if (stored.has(`${item.id} ${word}`)) continue
      const own = missing.get(item.account_id) ?? { owner: item, rows: [] }
      own.rows.push({ catalog_item_id: item.id, word })
      missing.set(item.account_id, own)
    }
  for (const { id, word } of known)
    if (!wanted.has(`${id} ${word}`))
      await scope.rows.deleteFrom('catalog_item_words').where('catalog_item_id', '=', id).where('word', '=', word).execute()
  for (const { owner, rows } of missing.values())
    for (let from = 0; from < rows.length; from += 1000)
      await scope.add('catalog_item_words', owner, rows.slice(from, from + 1000))
}

export const itemWords = (item: { sku: string; title_en: string | null; title_zh: string | null }): string[] =>
  productWords({ sku: item.sku, name: item.title_en ?? '', local_name: item.title_zh })

export const itemProjection: Projection = { name: 'catalog_items', project: projectItemWords }

/** Items that somebody wrote without their words, as a loader that knows no app does. */
export const findableItems: Scheduled = {
  name: 'supply.findable',
  everySeconds: 600,
  async run({ scope, signal }) {
    for (let after: Id = '0'; ; ) {
      const rows = await scope.rows
        .selectFrom('catalog_items as i')
        .leftJoin('catalog_item_words as w', 'w.catalog_item_id', 'i.id')
        .select('i.id')
        .where('w.catalog_item_id', 'is', null)
        .where('i.id', '>', after)
        .orderBy('i.id')
        .limit(batchSize)
        .execute()
      await projectItemWords(
        scope,
        rows.map((row) => row.id),
      )
      if (rows.length < batchSize || signal.aborted) return
      after = rows.at(-1)?.id ?? after
    }
  },
}

/** A search that fits more than these shows so many of them. */
export const mostFound = 200
/** Of the rarest word that was typed so many items are looked at, so that two common words cost no more than one. */
const mostLooked = 1000
const mostProbed = 300

export type FoundItems = { ids: Id[]; more: boolean }

/**
 * The items within these slices of which each typed word begins one of the number or the titles, and which the filter shows: at most 200,
 * and whether there may be more. Null where nothing is looked for. What it reads does not grow with the catalog.
 */
export async function findItems(scope: Reads, slices: readonly Slice[], filter: ItemFilter): Promise<FoundItems | null> {
  if (filter.q === '') return null
  const [number, words] = [joinedNumber(filter.q), askedWords(filter.q)]
  const asked = [words, ...(number === '' || (words.length === 1 && words[0] === number) ? [] : [[number]])]
  const found = await Promise.all(slices.flatMap((slice) => asked.map((all) => within(scope, slice, all, filter))))
  const ids = [...new Set(found.flatMap((one) => one.ids))]
  return { ids: ids.slice(0, mostFound), more: ids.length > mostFound || found.some((one) => one.more) }
}

async function within(scope: Reads, slice: Slice, words: readonly string[], filter: ItemFilter): Promise<FoundItems> {
  const [rarest, ...others] = await rarestFirst(scope, slice, words)
  if (rarest === undefined) return { ids: [], more: false }
  const looked = await wordQuery(scope, slice, rarest, mostLooked).execute()
  const ids = [...new Set(looked.map((row) => row.id))]
  const rows = await fittingQuery(scope, ids, others, filter).execute()
  return { ids: rows.map((row) => row.id), more: looked.length === mostLooked || rows.length > mostFound }
}

async function rarestFirst(scope: Reads, slice: Slice, words: readonly string[]): Promise<string[]> {
  if (words.length < 2) return [...words]
  const counted = await Promise.all(
    words.map(async (word) => ({ word, count: (await wordQuery(scope, slice, word, mostProbed).execute()).length })),
  )
  return counted.sort((a, b) => a.count - b.count).map(({ word }) => word)
}

function indexOf(slice: Slice): string {
  if (slice === null) return 'catalog_item_word_any'
  return slice.column === 'root_account_id' ? 'catalog_item_word_tree' : 'catalog_item_word_own'
}

/** Items of which a word begins so, in the order of one index. */
export const wordQuery = (scope: Reads, slice: Slice, word: string, limit: number) =>
  scope.rows
    .selectFrom('catalog_item_words as w')
    .modifyFront(reading('w', indexOf(slice)))
    .select('w.catalog_item_id as id')
    .$if(slice !== null, (query) => query.where(`w.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .where('w.word', 'like', `${likeText(word)}%`)
    .limit(limit)

/** Those of the items that have the other words too, and that the filter shows. */
const fittingQuery = (scope: Reads, ids: readonly Id[], others: readonly string[], filter: ItemFilter) =>
  others.reduce(
    (query, word) =>
      query.where(
        (eb) =>
          sql<SqlBool>`${eb
            .selectFrom('catalog_item_words as also')
            .select('also.catalog_item_id')
            .whereRef('also.catalog_item_id', '=', 'i.id')
            .where('also.word', 'like', `${likeText(word)}%`)
            .limit(1)} is not null`,
      ),
    scope.rows
      .selectFrom('catalog_items as i')
      .select('i.id')
      .where('i.id', 'in', ids)
      .$if(!filter.discontinued, (query) => query.where('i.discontinued', '=', 0))
      .$if(filter.availability !== null, (query) => query.where('i.availability', '=', filter.availability ?? ''))
      .limit(mostFound + 1),
  )
