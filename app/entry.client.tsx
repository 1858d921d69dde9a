import { RemixBrowser } from '@remix-run/react'
import type { BackendModule } from 'i18next'
import i18next from 'i18next'
import { StrictMode, startTransition, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { defaults } from './languages/settings'
import { PageContextProvider } from './page-context'

const files = import.meta.glob<Record<string, unknown>>('./languages/*/*.json', { import: 'default' })

/** A page reached without reloading brings texts that the first page did not carry. */
const later: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = files[`./languages/${language}/${namespace}.json`]
    if (!load) return done(new Error(`no texts ${namespace}`), false)
    load().then(
      (texts) => done(null, texts as never),
      (error) => done(error, false),
    )
  },
}

const { lang: language, dataset } = document.documentElement
const theme = dataset.theme === 'light' || dataset.theme === 'dark' ? dataset.theme : 'system'
const first = JSON.parse(document.getElementById('texts')?.textContent ?? '{}')

await i18next
  .use(later)
  .use(initReactI18next)
  .init({ ...defaults, lng: language, ns: Object.keys(first), resources: { [language]: first }, partialBundledLanguages: true })

/**
 * What was typed into text areas before React takes the page over: it then writes their first text again, though it leaves fields of
 * one line alone.
 */
const typed = new Map<HTMLTextAreaElement, string>()
const remember = ({ target }: { target: EventTarget | null }) => {
  if (target instanceof HTMLTextAreaElement) typed.set(target, target.value)
}
for (const area of document.querySelectorAll('textarea')) if (area.value !== area.defaultValue) remember({ target: area })
document.addEventListener('input', remember, true)

function PutBack() {
  useEffect(() => {
    document.removeEventListener('input', remember, true)
    for (const [area, text] of typed) area.value = text
    typed.clear()
  }, [])
  return null
}

startTransition(() => {
  hydrateRoot(
    document,
    <PageContextProvider value={{ nonce: '', requestId: dataset.request ?? '', theme }}>
      <I18nextProvider i18n={i18next}>
        <StrictMode>
          <RemixBrowser />
          <PutBack />
        </StrictMode>
      </I18nextProvider>
    </PageContextProvider>,
  )
})
