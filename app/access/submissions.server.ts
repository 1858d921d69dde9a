import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Id, Tables } from '~/database/tables'
import { duplicateKey } from '~/database/trouble'

const keyShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The key that a form carries so that sending it twice does it once; null where it has none. */
export function formKeyOf(form: FormData): string | null {
  const key = form.get('idempotency_key')
  return typeof key === 'string' && keyShape.test(key) ? key : null
}

/** SHA-256 over address and fields, so that one key cannot stand for two different things. Files count by name and size. */
export function bodyHash(path: string, form: FormData): string {
  const said = [...form.entries()]
    .filter(([name]) => name !== 'idempotency_key')
    .map(([name, value]) => [name, typeof value === 'string' ? value : `${value.name} ${value.size}`])
  return createHash('sha256')
    .update(JSON.stringify([path, said]))
    .digest('hex')
}

type Submission = { personId: Id; formKey: string; hash: string; now: Date }

/**
 * Claims a form's key in the transaction of its effect. Where another request is at it, the unique key makes this one wait until
 * that has ended; then it gets the same answer, or 'different' where the key was used for other content. 'new' means: do it.
 */
export async function claim(
  handle: Kysely<Tables>,
  { personId, formKey, hash, now }: Submission,
): Promise<'new' | 'different' | { answer: unknown }> {
  try {
    await handle
      .insertInto('submissions')
      .values({ person_id: personId, form_key: formKey, body_hash: hash, created_at: now })
      .execute()
    return 'new'
  } catch (error) {
    if (duplicateKey(error) === null) throw error
  }
  const earlier = await handle
    .selectFrom('submissions')
    .select(['body_hash', 'answer'])
    .where('person_id', '=', personId)
    .where('form_key', '=', formKey)
    .executeTakeFirstOrThrow()
  return earlier.body_hash === hash ? { answer: JSON.parse(earlier.answer ?? 'null') as unknown } : 'different'
}

/** Keeps the answer for whoever sends the same form again. */
export async function settle(handle: Kysely<Tables>, { personId, formKey }: Submission, answer: unknown): Promise<void> {
  const kept = JSON.stringify(answer ?? null)
  await handle
    .updateTable('submissions')
    .set({ answer: kept })
    .where('person_id', '=', personId)
    .where('form_key', '=', formKey)
    .execute()
}
