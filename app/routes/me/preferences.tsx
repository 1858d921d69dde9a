import { person } from '~/access/guards.server'
import { rememberLanguage } from '~/features/people/own-language.commands.server'
import { preferenceCookies, preferenceForm } from '~/preferences.server'
import { goTo } from '~/values/outcome'

/** Signed in: the language goes with the person, so that mail is written in it and every browser shows it. */
export const action = person.act('me.change', preferenceForm, async ({ scope, form, context }) => {
  if (form.language) await rememberLanguage(scope, form.language)
  for (const cookie of preferenceCookies(form)) context.setCookie(cookie)
  return goTo(form.back)
})
