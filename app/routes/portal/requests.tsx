import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { memberViews, readRequestFilter } from '~/features/requests/request-filter'
import { RequestList } from '~/features/requests/request-list'
import { listRequests } from '~/features/requests/requests.queries.server'
import { readingRequests } from '~/features/requests/requests.reach'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['requests'], title: (t) => t('requests:title' as never) }

export const loader = member.load(readingRequests, async ({ scope, url }) => {
  const filter = readRequestFilter(url.searchParams, memberViews)
  const page = await listRequests(scope, filter, pageAt(url.searchParams))
  return { filter, page, host: env.HOST_NAME, mayRaise: scope.may('requests.raise') !== 'nowhere' }
})

export default function Requests() {
  const { search } = useLocation()
  return <RequestList audience="portal" search={search} {...useLoaderData<typeof loader>()} />
}
