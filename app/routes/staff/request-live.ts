import { z } from 'zod'
import { staff } from '~/access/guards.server'
import { requestNow } from '~/features/requests/live.server'
import { leave, look, lookKey } from '~/features/requests/looks.server'
import { findRequest } from '~/features/requests/request.queries.server'
import { readingRequests } from '~/features/requests/requests.reach'
import { eventStream, wantsStream } from '../event-stream.server'

/** What the open page of a request compares itself with. Whoever names a look is seen by others to look. */
export const loader = staff.load(readingRequests, async ({ scope, params, url, request, context }) => {
  const { id } = await findRequest(scope, params.number ?? '')
  const asked = url.searchParams.get('look') ?? ''
  const key = lookKey.test(asked) ? asked : null
  if (key) await look(scope, id, key)
  if (!wantsStream(request)) return Response.json(await requestNow(scope, id))
  const read = async () => {
    if (key) await look(scope, id, key, true)
    return await requestNow(scope, id)
  }
  return eventStream({ context, read, over: async () => (key ? await leave(scope, key) : undefined) })
})

const leaveForm = z.object({ look: z.string().regex(lookKey) })

/** The page says that it goes, which a stream between may not notice. */
export const action = staff.act(readingRequests, leaveForm, async ({ scope, params, form }) => {
  await findRequest(scope, params.number ?? '')
  await leave(scope, form.look)
  return { left: true }
})
