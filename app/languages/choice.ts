import type { Language } from './settings'
import { isLanguage, languages } from './settings'

/** `zh`, `zh-Hans-SG` and `zh-TW` all read Simplified Chinese better than English. */
const byTag = (tag: string): Language | undefined => {
  const wanted = tag.toLowerCase()
  const same = languages.find((one) => one.toLowerCase() === wanted)
  return same ?? languages.find((one) => one.toLowerCase().split('-')[0] === wanted.split('-')[0])
}

/** The first language of an Accept-Language header that we have, by its weights; English for everyone else. */
export function languageFromHeader(header: string | null | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.split(';').map((piece) => piece.trim())
      const weight = rest.find((piece) => piece.startsWith('q='))
      return { tag, weight: weight ? Number(weight.slice(2)) || 0 : 1 }
    })
    .filter(({ tag, weight }) => tag && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) {
    const found = byTag(tag)
    if (found) return found
  }
  return 'en'
}

/** What a visitor chose before signing in, else what the browser asks for. A person's own setting goes before both. */
export const chooseLanguage = (chosen: string | undefined, header: string | null | undefined): Language =>
  isLanguage(chosen) ? chosen : languageFromHeader(header)
