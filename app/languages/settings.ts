export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)

/** Each language by its own name, as a reader looks for it. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' }

/** What server and browser must agree on. There is no fallback language: both are complete, and a test keeps them so. */
export const defaults = {
  supportedLngs: [...languages],
  fallbackLng: false as const,
  defaultNS: 'shell',
  interpolation: { escapeValue: false },
  returnNull: false as const,
  react: { useSuspense: true },
}
