/* Countries by their name in the reader's language. */
const names = new Map<string, Intl.DisplayNames>()

/** "Netherlands" or "荷兰" for "NL"; the code itself where it is none. */
export function countryName(locale: string, code: string): string {
  const known = names.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' })
  names.set(locale, known)
  return /^[A-Z]{2}$/.test(code) ? (known.of(code) ?? code) : code
}

/** "Rotterdam, Netherlands", or what of it is known. */
export const placeName = (locale: string, city: string | null, country: string | null): string =>
  [city, country && countryName(locale, country)].filter(Boolean).join(locale.startsWith('zh') ? '，' : ', ')
