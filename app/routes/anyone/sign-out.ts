import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { anyone } from '~/access/guards.server'
import { endSession } from '~/access/session.server'
import { goTo } from '~/values/outcome'

/** Whoever opens the address instead of pressing the button stays signed in. */
export const loader = anyone.load(() => {
  throw redirect('/')
})

export const action = anyone.act(z.object({}), async ({ request, context }) => {
  context.setCookie(await endSession(request.headers.get('cookie') ?? ''))
  return goTo('/sign-in?done=signed-out')
})
