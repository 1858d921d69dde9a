import { staff } from '~/access/guards.server'
import { queueNow } from '~/features/requests/live.server'
import { deskViews, readRequestFilter } from '~/features/requests/request-filter'
import { readingRequests } from '~/features/requests/requests.reach'
import { pageAt } from '~/ui/pager'
import { eventStream, wantsStream } from '../event-stream.server'

/** What the open page of the queue compares itself with: as a stream, or once for who asks again. */
export const loader = staff.load(readingRequests, async ({ scope, url, request, context }) => {
  const filter = readRequestFilter(url.searchParams, deskViews)
  const read = () => queueNow(scope, filter, pageAt(url.searchParams))
  if (wantsStream(request)) return eventStream({ context, read })
  return Response.json(await read())
})
