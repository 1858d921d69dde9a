import type { AppLoadContext } from '@remix-run/node'
import type { Audience } from '~/access/abilities'
import { memberMay } from '~/access/abilities'
import type { Who } from '~/access/reach'
import { env } from '~/env.server'

/** What every page of an audience shows around itself, whatever the page is. */
export function frameFacts(who: Who, context: AppLoadContext) {
  const audiences: Audience[] = [
    ...(who.grants.length > 0 ? (['portal'] as const) : []),
    ...(who.grants.some((one) => one.distributes) ? (['distributor'] as const) : []),
    ...(who.grants.some((one) => one.supplies) ? (['supplier'] as const) : []),
    ...(who.staffRole ? (['staff'] as const) : []),
  ]
  const { theme, rail } = context.preferences
  // A page of another audience is in the rail, too, so it is told here who may not open it.
  const rebated = who.grants.some((one) => one.distributes && memberMay(one.role, 'programmes.read'))
  const hidden = rebated || who.staffRole ? [] : ['standing', 'programmes']
  return { hidden, host: env.HOST_NAME, person: { name: who.name, email: who.email }, audiences, theme, rail }
}
export type FrameFacts = ReturnType<typeof frameFacts>
