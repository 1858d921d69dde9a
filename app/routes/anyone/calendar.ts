import { byFeed } from '~/access/calendar-feeds.server'
import { anyone } from '~/access/guards.server'
import { env } from '~/env.server'
import { contractCalendar } from '~/features/contracts/calendar.server'
import { isRefusal } from '~/values/outcome'

/** For calendar programs, which have no sign-in: the secret in the address says whose days these are. */
export const loader = anyone.load(async ({ params, context }) => {
  const asked = { token: params.token ?? '', ip: context.ip, may: ['orders.read', 'contracts.read'] as const }
  const calendar = await byFeed(asked, (scope) => contractCalendar(scope, env.PUBLIC_URL, env.HOST_NAME))
  if (isRefusal(calendar))
    return new Response(null, { status: 429, headers: { 'retry-after': String(calendar.retryAfter ?? 60) } })
  return new Response(calendar, {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' },
  })
})
