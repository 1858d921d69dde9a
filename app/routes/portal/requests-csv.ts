import { member } from '~/access/guards.server'
import { memberViews, readRequestFilter } from '~/features/requests/request-filter'
import { readingRequests } from '~/features/requests/requests.reach'
import { requestsFile } from '../requests-csv.server'

export const loader = member.load(readingRequests, ({ scope, url, context }) =>
  requestsFile(scope, readRequestFilter(url.searchParams, memberViews), context.language),
)
