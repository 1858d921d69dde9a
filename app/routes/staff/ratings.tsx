import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { ratingStates } from '~/features/ratings/rating'
import { RatingList } from '~/features/ratings/rating-list'
import { listRatings } from '~/features/ratings/ratings.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['ratings'], title: (t) => t('ratings:title' as never) }

export const loader = staff.load('ratings.moderate', async ({ scope, url }) => {
  const state = ratingStates.find((one) => one === url.searchParams.get('state')) ?? 'waiting'
  return { state, page: await listRatings(scope, state, pageAt(url.searchParams)) }
})

export default function Ratings() {
  const { search } = useLocation()
  return <RatingList search={search} {...useLoaderData<typeof loader>()} />
}
