import { useTranslation } from 'react-i18next'
import { useReader } from '~/ui/reader'
import { isNamedDay, sayDateInside } from '~/ui/when-text'
import type { LocalDate } from '~/values/local-date'
import type { Sentence } from './headline'

/** Reads sentences out in the reader's language; days are those of `timeZone`, which is where the goods go. */
export function useSentences(timeZone: string): (sentences: readonly Sentence[]) => string {
  const { t } = useTranslation('shipments')
  const dayWords = useDayWords(timeZone)
  const value = (one: NonNullable<Sentence['values']>[string]) =>
    typeof one !== 'object' ? one : 'on' in one ? dayWords.on(one.on) : dayWords.day(one.day)
  const between = t('say.between')
  return (sentences) => {
    let text = ''
    for (const { key, values = {} } of sentences) {
      const written = Object.entries(values).map(([name, one]) => [name, value(one)])
      const sentence = t(`say.${key}` as never, Object.fromEntries(written) as never) as unknown as string
      // Causes are said in whatever language somebody wrote them.
      text += text === '' ? sentence : (/[!-~]$/.test(text) ? ' ' : between) + sentence
    }
    return text
  }
}

/** Days inside a sentence: "today", "Tue 23 June"; and "today", "on Tue 23 June". */
export function useDayWords(timeZone: string) {
  const { t } = useTranslation('shipments')
  const { locale, now } = useReader()
  const day = (on: LocalDate) => sayDateInside(locale, on, now, timeZone)
  return { day, on: (on: LocalDate) => (isNamedDay(on, now, timeZone) ? day(on) : t('say.on', { day: day(on) })) }
}
