import type { Scope } from '~/access/scope.server'
import type { Language } from '~/languages/settings'

/** The language in which Quayside speaks to this person from now on, on every page and in every mail. */
export async function rememberLanguage(scope: Scope<'me', 'me.change'>, language: Language): Promise<void> {
  await scope.rows.updateTable('persons').set({ language }).where('id', '=', scope.who.personId).execute()
}
