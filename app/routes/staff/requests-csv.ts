import { staff } from '~/access/guards.server'
import { deskViews, readRequestFilter } from '~/features/requests/request-filter'
import { readingRequests } from '~/features/requests/requests.reach'
import { requestsFile } from '../requests-csv.server'

export const loader = staff.load(readingRequests, ({ scope, url, context }) =>
  requestsFile(scope, readRequestFilter(url.searchParams, deskViews), context.language),
)
