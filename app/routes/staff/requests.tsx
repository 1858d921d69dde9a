import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { deskViews, readRequestFilter } from '~/features/requests/request-filter'
import { RequestList } from '~/features/requests/request-list'
import { listRequests } from '~/features/requests/requests.queries.server'
import { readingRequests } from '~/features/requests/requests.reach'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['requests'], title: (t) => t('requests:title' as never) }

export const loader = staff.load(readingRequests, async ({ scope, url }) => {
  const filter = readRequestFilter(url.searchParams, deskViews)
  const page = await listRequests(scope, filter, pageAt(url.searchParams))
  return { filter, page, host: env.HOST_NAME, mayRaise: false }
})

export default function Requests() {
  const { search } = useLocation()
  return <RequestList audience="staff" search={search} {...useLoaderData<typeof loader>()} />
}
