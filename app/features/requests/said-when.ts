import { useReader } from '~/ui/reader'
import { sayInstant } from '~/ui/when-text'

/** An instant within a sentence: "tomorrow, 10:35", "Thu 26 November, 11:35". */
export function useSaidWhen(): (at: Date) => string {
  const { locale, now, timeZone } = useReader()
  return (at) =>
    sayInstant(locale, at, now, timeZone, 'always').replace(/^(Today|Tomorrow|Yesterday)/, (word) => word.toLowerCase())
}
