import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { RatingView } from '~/features/ratings/rating-view'
import { moderate } from '~/features/ratings/ratings.commands.server'
import { moderateForm } from '~/features/ratings/ratings.forms.server'
import { getRating } from '~/features/ratings/ratings.queries.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ rating: { number: string } }> = {
  i18n: ['ratings'],
  title: (t, { rating }) => t('ratings:record.title', { number: rating.number }),
}

export const loader = staff.load('ratings.moderate', async ({ scope, params, url }) => ({
  rating: await getRating(scope, params.number ?? ''),
  formKey: randomUUID(),
  done: url.searchParams.get('done'),
}))

export const action = staff.act('ratings.moderate', moderateForm, async ({ scope, params, form }) => {
  const number = params.number ?? ''
  const done = await moderate(scope, number, form)
  return isRefusal(done) ? done : goTo(`/staff/moderation/ratings/${encodeURIComponent(number)}?done=${done.done}`)
})
/** Also after a refusal: whoever was second sees what is there now, and sends from there. */
export const shouldRevalidate = () => true

export default function Rating() {
  return <RatingView {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
