import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Scheduled } from '~/features/registry.types'
import { productWords } from './words'

type Projecting = Scope<'staff', 'orders.read'>

const batchSize = 100

/**
 * Writes anew the words that these products are found by. For whoever adds products or changes a number or a name. Each batch is
 * one transaction, unless it is called inside one.
 */
export async function projectProducts(scope: Projecting, ids: readonly Id[]): Promise<void> {
  const sorted = [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  for (let from = 0; from < sorted.length; from += batchSize) {
    const batch = sorted.slice(from, from + batchSize)
    await scope.transaction((inner) => projectBatch(inner, batch))
  }
}

async function projectBatch(scope: Projecting, ids: readonly Id[]): Promise<void> {
  const products = await scope.rows
    .selectFrom('products')
    .select(['id', 'sku', 'name', 'local_name'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const known = await scope.rows
    .selectFrom('product_words')
    .select(['product_id', 'word'])
    .where('product_id', 'in', ids)
    .execute()
  const key = (id: Id, word: string) => `${id} ${word}`
  const wanted = new Map(
    products.flatMap((one) => productWords(one).map((word) => [key(one.id, word), { product_id: one.id, word }])),
  )
  const stored = new Set(known.map((row) => key(row.product_id, row.word)))
  for (const { product_id, word } of known)
    if (!wanted.has(key(product_id, word)))
      await scope.rows.deleteFrom('product_words').where('product_id', '=', product_id).where('word', '=', word).execute()
  const missing = [...wanted].filter(([one]) => !stored.has(one)).map(([, row]) => row)
  for (let from = 0; from < missing.length; from += 1000) await scope.addLoose('product_words', missing.slice(from, from + 1000))
}

/** Products that somebody wrote without their words, as a loader that knows no app does. */
export const findableProducts: Scheduled = {
  name: 'catalog.findable',
  everySeconds: 60,
  async run({ scope, signal }) {
    for (let after: Id = '0'; ; ) {
      const rows = await scope.rows
        .selectFrom('products as p')
        .leftJoin('product_words as w', 'w.product_id', 'p.id')
        .select('p.id')
        .where('w.product_id', 'is', null)
        .where('p.id', '>', after)
        .orderBy('p.id')
        .limit(batchSize)
        .execute()
      await projectProducts(
        scope,
        rows.map((row) => row.id),
      )
      if (rows.length < batchSize || signal.aborted) return
      after = rows.at(-1)?.id ?? after
    }
  },
}
