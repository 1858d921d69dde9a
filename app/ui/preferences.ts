/* How a browser likes the frame: theme and rail. Two plain cookies: the page's script changes them at once, and a form posts them
   where there is no script. Not a secret, so not httpOnly. The language is stored elsewhere (languages/), its field name is here. */

export type Theme = 'system' | 'light' | 'dark'
export type Rail = 'open' | 'closed'
export type Preferences = { theme: Theme; rail: Rail | null }

export const preferenceFields = { theme: 'theme', rail: 'rail', language: 'language', back: 'back' } as const
const year = 31_536_000

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark'
const isRail = (value: unknown): value is Rail => value === 'open' || value === 'closed'

/** Reads the preferences from a Cookie header. */
export function readPreferences(cookies: string | null): Preferences {
  const found = new Map((cookies ?? '').split(/;\s*/).map((pair) => pair.split('=', 2) as [string, string | undefined]))
  const theme = found.get(preferenceFields.theme)
  const rail = found.get(preferenceFields.rail)
  return { theme: isTheme(theme) ? theme : 'system', rail: isRail(rail) ? rail : null }
}

/** One preference as a Set-Cookie header, or as document.cookie takes it. */
export const preferenceCookie = (name: 'theme' | 'rail', value: Theme | Rail): string =>
  `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax`

/** The Set-Cookie headers for a posted form; fields with other values are left out. */
export function preferenceCookies(form: FormData): string[] {
  const theme = form.get(preferenceFields.theme)
  const rail = form.get(preferenceFields.rail)
  return [
    ...(isTheme(theme) ? [preferenceCookie('theme', theme)] : []),
    ...(isRail(rail) ? [preferenceCookie('rail', rail)] : []),
  ]
}

/** Where to go back to after posting: a path of this site, else the start. */
export function backTo(form: FormData): string {
  const back = form.get(preferenceFields.back)
  return typeof back === 'string' && /^\/(?![/\\])[^\r\n]*$/.test(back) ? back : '/'
}
