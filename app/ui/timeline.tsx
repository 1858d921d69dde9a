/* Everything that happened to a record, newest first, grouped by the reader's days. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReader } from './reader'
import type { Segment } from './segmented'
import { Segmented } from './segmented'
import type { Mark, Tone } from './status'
import { dateIn, fullInstant, sayDate, timeIn } from './when-text'

export type TimelineEntry = {
  id: string
  /** When; nothing for what is still to come without a date. */
  at: string | Date | null
  mark?: Mark | undefined
  tone?: Tone | undefined
  /** An icon (lucide) instead of a mark. */
  icon?: ReactNode
  text: ReactNode
  /** Who, through which channel, why. */
  meta?: ReactNode
  /** Still to come: dotted. `meta` says when. */
  planned?: boolean | undefined
}
export type TimelineProps = {
  /** What a link to the timeline of its page ends with. */
  id?: string | undefined
  entries: readonly TimelineEntry[]
  /** Filter by kind, as links. */
  kinds?: readonly Segment[] | undefined
  title?: string | undefined
  empty?: ReactNode
  olderHref?: string | undefined
}
export function Timeline({ id, entries, kinds, title, empty, olderHref }: TimelineProps) {
  const { t } = useTranslation('ui')
  const heading = title ?? t('timeline.title')
  return (
    <section className="sec" id={id}>
      <div className="sec-head">
        <h2>{heading}</h2>
        {kinds?.length ? <Segmented label={t('timeline.kinds')} segments={kinds} /> : null}
      </div>
      {entries.length === 0 ? <p className="quiet">{empty ?? t('timeline.empty')}</p> : <TimelineList entries={entries} />}
      {olderHref ? (
        <a className="timeline-older" href={olderHref} data-stay>
          {t('timeline.older')}
        </a>
      ) : null}
    </section>
  )
}

const instantOf = (at: TimelineEntry['at']): Date | null => (typeof at === 'string' ? new Date(at) : at)

export function TimelineList({ entries }: { entries: readonly TimelineEntry[] }) {
  const { locale, now, timeZone } = useReader()
  const rows: ReactNode[] = []
  let lastDay = ''
  for (const entry of entries) {
    const at = entry.planned ? null : instantOf(entry.at)
    const day = at ? dateIn(at, timeZone) : ''
    if (day && day !== lastDay) {
      rows.push(
        <li className="timeline-day" key={day}>
          {sayDate(locale, day, now, timeZone)}
        </li>,
      )
      lastDay = day
    }
    rows.push(<Entry key={entry.id} entry={entry} at={at} />)
  }
  return <ol className="timeline">{rows}</ol>
}

function Entry({ entry, at }: { entry: TimelineEntry; at: Date | null }) {
  const { locale, timeZone } = useReader()
  const mark = entry.icon ? '' : ` m-${entry.mark ?? (entry.planned ? 'plan' : 'dot')} tone-${entry.tone ?? 'plain'}`
  return (
    <li className={entry.planned ? 'timeline-plan' : undefined}>
      <span className={`timeline-mark${mark}`} aria-hidden="true">
        {entry.icon}
      </span>
      {entry.text}
      <span className="timeline-meta">
        {at ? (
          <time dateTime={at.toISOString()} title={fullInstant(locale, at, timeZone)}>
            {timeIn(at, timeZone)}
          </time>
        ) : null}
        {at && entry.meta ? ' · ' : null}
        {entry.meta}
      </span>
    </li>
  )
}
