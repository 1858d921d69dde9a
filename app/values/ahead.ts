/**
 * Hands on what a source yields, in its order, and asks it for one more before each is worked on: whoever reads from a database and
 * computes lets both go on at once. Where the work stops early or fails, what was asked for is waited for, and what it failed with is
 * nobody's news.
 */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = source.next()
      // It is awaited at the next turn; until then its failure is nobody's surprise.
      next.catch(() => {})
      yield value
    }
  } finally {
    await next.catch(() => {})
    await source.return(undefined)
  }
}
