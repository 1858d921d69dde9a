import type { i18n } from 'i18next'
import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { env } from '~/env.server'
import { log } from '~/log.server'
import type { Language } from './settings'
import { defaults, languages } from './settings'

type Texts = Record<string, unknown>

const files = import.meta.glob<Texts>('./*/*.json', { eager: true, import: 'default' })
const resources: Record<string, Record<string, Texts>> = {}
for (const [path, texts] of Object.entries(files)) {
  const [, language = '', namespace = ''] = path.match(/^\.\/(.+)\/(.+)\.json$/) ?? []
  resources[language] = { ...resources[language], [namespace]: texts }
}

/** A missing text is a bug: it stops a test and a developer, and a reader in production still sees the key. */
function missingText(key: string): string {
  if (env.NODE_ENV !== 'production') throw new Error(`no text for ${key}`)
  log.error({ key }, 'text missing')
  return key
}

function finished(language: Language): i18n {
  const one = createInstance()
  void one.use(initReactI18next).init({
    ...defaults,
    lng: language,
    resources,
    ns: Object.keys(resources[language] ?? {}),
    initImmediate: false,
    parseMissingKeyHandler: missingText,
  })
  return one
}

/** One finished instance per language for the whole process: nothing is created per request. */
export const texts = Object.fromEntries(languages.map((language) => [language, finished(language)])) as Record<Language, i18n>
