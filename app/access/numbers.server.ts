import type { Audience } from './abilities'
import { Scope } from './scope.server'

/** Kinds of records whose numbers are given out here, with what stands before the number. */
const prefixes = { request: 'RQ-', payment: 'PAY-', contract: 'CT-' } as const
export type Numbered = keyof typeof prefixes

/**
 * The next number of a kind of record. Its row stays locked until the transaction ends, so that two never get the same one; what is
 * undone gives its number back.
 */
export async function nextNumber(scope: Scope<Audience, never>, kind: Numbered): Promise<string> {
  const handle = Scope.connectionOf(scope)
  const row = await handle
    .selectFrom('number_ranges')
    .select('next_value')
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const next = BigInt(row.next_value)
  await handle
    .updateTable('number_ranges')
    .set({ next_value: String(next + 1n) })
    .where('kind', '=', kind)
    .execute()
  return `${prefixes[kind]}${next}`
}
