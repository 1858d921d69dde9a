import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Scope, Slice } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import { askedWords, joinedNumber } from './words'

type Reads = Scope<'portal' | 'staff', 'orders.read'>
type Tables = SeenBy<'portal' | 'staff'>

/**
 * The products that a text may mean among those that were ever ordered within these slices: by our number, by the customer's own,
 * by words of the name; at most `most`, and whether there are more. Only what was ordered counts, so that a common word finds
 * what the reader buys. Nothing for less than two characters.
 */
export async function orderedProducts(
  scope: Reads,
  slices: readonly Slice[],
  typed: string,
  most: number,
): Promise<{ ids: Id[]; more: boolean }> {
  const text = typed.trim()
  if ([...text].length < 2) return { ids: [], more: false }
  const number = joinedNumber(text)
  const [coded, numbered, named] = await Promise.all([
    byOwnCode(scope, slices, text, most),
    number === '' ? [] : byWords(scope, slices, [number], most),
    byWords(scope, slices, askedWords(text), most),
  ])
  const ids = [...new Set([...coded, ...numbered, ...named])]
  return { ids: ids.slice(0, most), more: ids.length > most }
}

/** Each word is the beginning of one that the product has. */
export function byWordsQuery(scope: Reads, slices: readonly Slice[], words: readonly string[], most: number) {
  const [first = '', ...others] = words
  const start = scope.rows.selectFrom('product_words as w').select('w.product_id').distinct()
  return others
    .reduce(
      (query, word) =>
        query.where(
          (eb) =>
            sql<SqlBool>`${eb
              .selectFrom('product_words as also')
              .select('also.product_id')
              .whereRef('also.product_id', '=', 'w.product_id')
              .where('also.word', 'like', `${likeText(word)}%`)
              .limit(1)} is not null`,
        ),
      start.where('w.word', 'like', `${likeText(first)}%`),
    )
    .where(() => ordered(slices, sql.ref('w.product_id')))
    .limit(most + 1)
}

async function byWords(scope: Reads, slices: readonly Slice[], words: readonly string[], most: number): Promise<Id[]> {
  if (words.length === 0) return []
  const rows = await byWordsQuery(scope, slices, words, most).execute()
  return rows.map((row) => row.product_id)
}

async function byOwnCode(scope: Reads, slices: readonly Slice[], text: string, most: number): Promise<Id[]> {
  const found = await Promise.all(
    slices.map((slice) =>
      scope.rows
        .selectFrom('customer_products as c')
        .select('c.product_id')
        .distinct()
        .where('c.code', 'like', `${likeText(text)}%`)
        .$if(slice !== null, (query) => query.where(`c.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
        .where(() => ordered(slices, sql.ref('c.product_id')))
        .limit(most + 1)
        .execute(),
    ),
  )
  return [...new Set(found.flat().map((row) => row.product_id))]
}

/**
 * Whether a line of any of the slices has the product. A scalar subquery with a limit: the engines would otherwise turn `exists`
 * into a join that reads every line there is.
 */
function ordered(slices: readonly Slice[], product: Expression<unknown>): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, never>()
  const probes = slices.map((slice) => {
    const lines = eb
      .selectFrom('order_lines as bought')
      .select('bought.order_id')
      .whereRef('bought.product_id', '=', product as never)
      .$if(slice !== null, (query) => query.where(`bought.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
      .limit(1)
    return sql<SqlBool>`${lines} is not null`
  })
  return sql<SqlBool>`(${sql.join(probes, sql` or `)})`
}
