/* Dates as people say them, with the exact time on hover. See when-text.ts for the wording. */
import { useReader } from './reader'
import { fullDate, fullInstant, sayDate, sayInstant } from './when-text'

export type WhenProps = {
  /** An instant: shown in the reader's time zone, or in `timeZone` where a place has its own. */
  at: Date | string
  /** Time of day: only today and yesterday (the default), always, or never. */
  time?: 'near' | 'always' | 'never' | undefined
  timeZone?: string | undefined
}
export function When({ at, time, timeZone }: WhenProps) {
  const reader = useReader()
  const zone = timeZone ?? reader.timeZone
  const date = typeof at === 'string' ? new Date(at) : at
  return (
    <time dateTime={date.toISOString()} title={fullInstant(reader.locale, date, zone)}>
      {sayInstant(reader.locale, date, reader.now, zone, time)}
    </time>
  )
}

/** A calendar date (YYYY-MM-DD), the same in every time zone. `full` writes weekday and year. */
export function Day({ on, full, timeZone }: { on: string; full?: boolean | undefined; timeZone?: string | undefined }) {
  const { locale, now, timeZone: own } = useReader()
  const exact = fullDate(locale, on)
  return (
    <time dateTime={on} title={exact}>
      {full ? exact : sayDate(locale, on, now, timeZone ?? own)}
    </time>
  )
}
