import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { useLiveQueue } from '~/features/requests/live'
import { lookingNow } from '~/features/requests/live.server'
import { deskViews, readRequestFilter } from '~/features/requests/request-filter'
import { RequestList } from '~/features/requests/request-list'
import { listRequests } from '~/features/requests/requests.queries.server'
import { readingRequests } from '~/features/requests/requests.reach'
import type { PageHandle } from '~/page-context'
import { NewsBar } from '~/ui/news-bar'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['requests'], title: (t) => t('requests:title' as never) }

export const loader = staff.load(readingRequests, async ({ scope, url }) => {
  const filter = readRequestFilter(url.searchParams, deskViews)
  const [page, looking] = await Promise.all([listRequests(scope, filter, pageAt(url.searchParams)), lookingNow(scope)])
  return { filter, page, looking, at: scope.now, host: env.HOST_NAME, mayRaise: false }
})

export default function Requests() {
  const { search } = useLocation()
  const { looking, at, ...shown } = useLoaderData<typeof loader>()
  const live = useLiveQueue(search, shown.page.rows, at)
  return (
    <>
      <RequestList audience="staff" search={search} looking={live.looking ?? looking} {...shown} />
      <NewsBar text={live.news} />
    </>
  )
}
