import { z } from 'zod'
import type { Scope } from '~/access/scope.server'
import type { Refusal } from '~/values/outcome'
import { notFound, refuse } from '~/values/outcome'

/** A list as somebody wants to see it again: a name for its filters and its order. Each person has their own. */
export type SavedView = { name: string; query: string }
export type ListName = 'orders' | 'shipments'

const most = 30
/** MySQL's error for a second row with the same unique key: another tab was faster. */
const taken = 1062

export async function savedViews(scope: Scope<'portal' | 'staff', never>, list: ListName): Promise<SavedView[]> {
  return await scope.rows
    .selectFrom('saved_views')
    .select(['name', 'query'])
    .where('list', '=', list)
    .where('person_id', '=', scope.who.personId)
    .orderBy('id')
    .limit(most)
    .execute()
}

const name = z.string('orders:views.missing').trim().min(1, 'orders:views.missing').max(80, 'orders:views.long')
export const viewForm = z.discriminatedUnion('does', [
  z.object({ does: z.literal('save'), name, query: z.string().max(1000).default('') }),
  z.object({ does: z.literal('remove'), name }),
])
export type ViewForm = z.output<typeof viewForm>

/** Saves a view under a name that is not taken, or removes one. Refuses (404) to remove what is not there. */
export async function changeViews(
  scope: Scope<'portal' | 'staff', 'views.save'>,
  list: ListName,
  form: ViewForm,
): Promise<{ view: string } | Refusal> {
  if (form.does === 'remove') return await removeView(scope, list, form.name)
  const known = await savedViews(scope, list)
  if (known.length >= most) return refuse('', 'orders:views.many')
  if (known.some((view) => view.name.toLowerCase() === form.name.toLowerCase())) return refuse('name', 'orders:views.taken')
  const person_id = scope.who.personId
  try {
    await scope.addLoose('saved_views', { person_id, list, name: form.name, query: form.query, created_at: scope.now })
  } catch (error) {
    if ((error as { errno?: number }).errno === taken) return refuse('name', 'orders:views.taken')
    throw error
  }
  return { view: form.name }
}

async function removeView(scope: Scope<'portal' | 'staff', 'views.save'>, list: ListName, name: string) {
  const done = await scope.rows
    .deleteFrom('saved_views')
    .where('person_id', '=', scope.who.personId)
    .where('list', '=', list)
    .where('name', '=', name)
    .executeTakeFirst()
  return done.numDeletedRows === 0n ? notFound() : { view: name }
}
