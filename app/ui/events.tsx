/* Tracking events, grouped by day and place, in the local time of the place. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReader } from './reader'
import type { Mark, Tone } from './status'
import { atPlace, fullDate, offsetText, sayDate } from './when-text'

export type TrackingEntry = {
  id: string
  /** The instant it happened (or is planned). */
  at: string | Date
  /** The place's offset from UTC, as the carrier told it. */
  offsetMinutes: number
  place: string
  mark: Mark
  tone?: Tone | undefined
  text: ReactNode
  small?: ReactNode
  planned?: boolean | undefined
  /** Taken back: struck through, still there. */
  retracted?: boolean | undefined
}
type Group = {
  key: string
  date: string
  place: string
  offset: number
  planned: boolean
  entries: (TrackingEntry & { time: string; iso: string })[]
}

/** Neighbours of one day, place and certainty become one group; the order stays as given. */
export function groupEvents(entries: readonly TrackingEntry[]): Group[] {
  const groups: Group[] = []
  for (const entry of entries) {
    const instant = typeof entry.at === 'string' ? new Date(entry.at) : entry.at
    const { date, time } = atPlace(instant, entry.offsetMinutes)
    const planned = Boolean(entry.planned)
    const last = groups.at(-1)
    const timed = { ...entry, time, iso: instant.toISOString() }
    if (last && last.date === date && last.place === entry.place && last.planned === planned) last.entries.push(timed)
    else groups.push({ key: entry.id, date, place: entry.place, offset: entry.offsetMinutes, planned, entries: [timed] })
  }
  return groups
}

export function Events({ entries }: { entries: readonly TrackingEntry[] }) {
  const { t } = useTranslation('ui')
  const { locale, now, timeZone } = useReader()
  return (
    <ol className="events">
      {groupEvents(entries).map((group) => (
        <li key={group.key} className={group.planned ? 'events-plan' : undefined}>
          <div className="events-day">
            <time dateTime={group.date} title={fullDate(locale, group.date)}>
              {sayDate(locale, group.date, now, timeZone)}
            </time>
            <small>
              {[group.place, group.planned ? t('events.planned') : offsetText(group.offset)].filter(Boolean).join(t('comma'))}
            </small>
          </div>
          <ol>
            {group.entries.map((entry) => (
              <li key={entry.id} className={entry.retracted ? 'events-retracted' : undefined}>
                <span className={`m m-${entry.mark} tone-${entry.tone ?? (entry.planned ? 'plain' : 'go')}`} aria-hidden="true" />
                <time dateTime={entry.iso}>{entry.time}</time>
                <div>
                  {entry.retracted ? <del>{entry.text}</del> : entry.text}
                  {entry.small ? <small>{entry.small}</small> : null}
                </div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}
