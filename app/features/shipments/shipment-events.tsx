import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrackingEntry } from '~/ui/events'
import { Events } from '~/ui/events'
import { Section } from '~/ui/page-head'
import { hrefWith } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { Segmented } from '~/ui/segmented'
import type { Mark, Tone } from '~/ui/status'
import { dayAndMonth, sayDate, sayInstant } from '~/ui/when-text'
import type { EventStatus } from './shipment'
import type { StoryEntry, TrackedEvent } from './tracking'

const marks: Partial<Record<EventStatus, { mark: Mark; tone?: Tone }>> = {
  delivered: { mark: 't4', tone: 'ok' },
  held: { mark: 'pause', tone: 'warn' },
  customs: { mark: 'pause', tone: 'plain' },
  attempt_failed: { mark: 'late', tone: 'warn' },
  returned: { mark: 'return', tone: 'plain' },
  lost: { mark: 'stop', tone: 'bad' },
  cancelled: { mark: 'off', tone: 'off' },
}

export type ShipmentEventsProps = {
  story: readonly StoryEntry[]
  packages: readonly number[]
  packageNumber: number | null
  path: string
  search: string
  host: string
  signedBy: string | null
  /** What the reader may do with an event. */
  actionFor?: ((event: TrackedEvent) => ReactNode) | undefined
  actions?: ReactNode
}

/** What was reported, by day and place, in the local time of each place; and what is still to come, on top. */
export function ShipmentEvents(props: ShipmentEventsProps) {
  const { t } = useTranslation('shipments')
  const { packages, packageNumber, path, search, story } = props
  const entries = useEntries(props)
  const segments = [
    { href: hrefWith(path, search, { package: null }), label: t('events.both'), current: packageNumber === null },
    ...packages.map((number) => ({
      href: hrefWith(path, search, { package: String(number) }),
      label: t('events.package', { number }),
      current: number === packageNumber,
    })),
  ]
  return (
    <Section
      title={t('events.title')}
      note={t('events.note')}
      end={
        packages.length > 1 && packages.length <= 6 ? (
          <Segmented label={t('events.packages')} segments={segments} />
        ) : (
          props.actions
        )
      }
    >
      {story.length === 0 ? <p className="quiet">{t('events.none')}</p> : <Events entries={entries} />}
    </Section>
  )
}

/** What entries are told with: the reader's words, and who entered what. */
function useTelling({ host, signedBy, actionFor }: ShipmentEventsProps) {
  const { t, i18n } = useTranslation('shipments')
  const { locale, now, timeZone } = useReader()
  const lower = (text: string) => (i18n.language === 'en' ? text.charAt(0).toLowerCase() + text.slice(1) : text)
  return {
    t,
    host,
    signedBy,
    actionFor,
    words: t('event', { returnObjects: true }) as Record<EventStatus, string>,
    forecasts: t('forecast', { returnObjects: true }) as Record<EventStatus, string>,
    about: (event: TrackedEvent, what: string) =>
      event.packageNumber === null ? what : t('events.ofPackage', { number: event.packageNumber, what: lower(what) }),
    day: (on: string) => sayDate(locale, on, now, timeZone),
    briefly: (on: string) => dayAndMonth(locale, on),
    at: (instant: Date) => sayInstant(locale, instant, now, timeZone, 'always'),
  }
}
type Telling = ReturnType<typeof useTelling>
type Told = Omit<TrackingEntry, 'id'>

function useEntries(props: ShipmentEventsProps): TrackingEntry[] {
  const telling = useTelling(props)
  return props.story.map((entry) => ({ id: `${entry.kind}-${entry.event.key}`, ...tell(telling, entry) }))
}

function tell(telling: Telling, entry: StoryEntry): Told {
  if (entry.kind === 'event') return happened(telling, entry)
  return entry.kind === 'forecast' ? expected(telling, entry) : moved(telling, entry)
}

function happened(telling: Telling, { event, forecast }: Extract<StoryEntry, { kind: 'event' }>): Told {
  const { t, words, signedBy, about } = telling
  const retracted = event.retractedAt !== null
  const signed = event.status === 'delivered' && !retracted && signedBy
  const text = about(event, signed ? t('events.signed', { name: signedBy }) : words[event.status])
  const tone = forecast && forecast.days > 0 ? ({ tone: 'warn' } as const) : {}
  return {
    ...place(event),
    ...(marks[event.status] ?? { mark: 'dot', ...tone }),
    text,
    small: retracted ? takenBack(telling, event) : <Known telling={telling} event={event} forecast={forecast} />,
    retracted,
  }
}

function takenBack({ t, at }: Telling, event: TrackedEvent): string {
  const reason = event.retractReason ?? ''
  const when = at(event.retractedAt ?? event.recordedAt)
  return event.retractedBy
    ? t('events.retractedBy', { at: when, reason, name: event.retractedBy })
    : t('events.retracted', { at: when, reason })
}

type KnownProps = { telling: Telling; event: TrackedEvent; forecast: { on: string; days: number } | null }
/** The carrier's own words, how it compares with the plan, where the report came from, and what can be done about it. */
function Known({ telling: { t, words, day, at, host, actionFor }, event, forecast }: KnownProps) {
  const slipped = forecast && (forecast.days > 0 ? 'events.later' : 'events.earlier')
  const known = [
    event.rawText !== words[event.status] && event.rawText,
    slipped && t(slipped, { day: day(forecast.on), count: Math.abs(forecast.days) }),
    event.source === 'staff' && t('events.byUs', { host }),
    reportedLater(event) && t('events.received', { at: at(event.recordedAt) }),
  ]
  return (
    <>
      {known.filter(Boolean).join(' · ')} {actionFor?.(event)}
    </>
  )
}

const expected = ({ t, about, forecasts }: Telling, { event, passed }: Extract<StoryEntry, { kind: 'forecast' }>): Told => ({
  ...place(event),
  mark: 'plan',
  planned: true,
  text: about(
    event,
    event.classifier === 'planned' ? forecasts[event.status] : t('events.estimated', { what: forecasts[event.status] }),
  ),
  small: passed ? t('events.notReported') : null,
})

const moved = ({ t, about, forecasts, briefly }: Telling, entry: Extract<StoryEntry, { kind: 'moved' }>): Told => ({
  ...place(entry.event),
  at: entry.event.recordedAt,
  ...(entry.days > 0 ? { mark: 'late' as const, tone: 'warn' as const } : { mark: 'check' as const, tone: 'ok' as const }),
  text: about(
    entry.event,
    t('events.moved', { what: forecasts[entry.event.status], from: briefly(entry.from), to: briefly(entry.to) }),
  ),
})

const place = (event: TrackedEvent) => ({
  at: event.happenedAt,
  offsetMinutes: event.utcOffset,
  place: event.place ?? '',
})

/** Carriers report within hours; what came later is said. */
const late = 12 * 3_600_000
const reportedLater = (event: TrackedEvent) => event.recordedAt.getTime() - event.happenedAt.getTime() > late
