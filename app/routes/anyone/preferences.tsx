import { anyone } from '~/access/guards.server'
import { preferenceCookies, preferenceForm } from '~/preferences.server'
import { goTo } from '~/values/outcome'

/** Before signing in: language and theme belong to the browser. */
export const action = anyone.act(preferenceForm, async ({ form, context }) => {
  for (const cookie of preferenceCookies(form)) context.setCookie(cookie)
  return goTo(form.back)
})
