import type { LucideIcon } from 'lucide-react'
import { Lock, MessageSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '~/features/registry.types'
import { hrefWith } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import type { Segment } from '~/ui/segmented'
import type { Mark, Tone } from '~/ui/status'
import { Tag } from '~/ui/status'
import type { TimelineEntry as ShownEntry } from '~/ui/timeline'
import { Timeline } from '~/ui/timeline'
import { sayDate } from '~/ui/when-text'

/** The marks of kinds that have one of their own; the others follow their tone. */
const marks: Record<string, Mark> = {
  'orders.placed': 't0',
  'orders.new': 't0',
  'orders.confirmed': 't1',
  'orders.confirmed-for': 't1',
  'orders.packed': 't2',
  'orders.shipped': 't3',
  'orders.delivered': 't4',
  'orders.cancelled': 'off',
  'orders.held': 'pause',
  'orders.held-for': 'pause',
  'shipments.packed': 't2',
  'shipments.shipped': 't3',
  'shipments.delivered': 't4',
}
const icons: Record<string, LucideIcon> = {
  'history.note': MessageSquare,
  'history.note-retracted': MessageSquare,
  'history.internal-note': Lock,
}
const tones: Record<NonNullable<TimelineEntry['tone']>, Tone> = { positive: 'ok', caution: 'warn', critical: 'bad' }
const byTone: Record<NonNullable<TimelineEntry['tone']>, Mark> = { positive: 't4', caution: 'late', critical: 'stop' }

export const markOf = (entry: TimelineEntry): { mark: Mark; tone: Tone } => {
  if (entry.planned) return { mark: 'plan', tone: 'plain' }
  const own = marks[entry.kind]
  const tone = entry.tone ? tones[entry.tone] : undefined
  if (own) return { mark: own, tone: tone ?? (own === 't4' ? 'ok' : own === 't0' || own === 'off' ? 'plain' : 'go') }
  return entry.tone ? { mark: byTone[entry.tone], tone: tones[entry.tone] } : { mark: 'dot', tone: 'plain' }
}
export const iconOf = (entry: TimelineEntry): ReactNode => {
  const Icon = icons[entry.kind]
  return Icon ? <Icon className="icon icon-s" aria-hidden="true" /> : null
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** The text of an entry, from the languages of the feature that tells it; days among its facts as people say them. */
export function useEntryText(): (entry: TimelineEntry) => ReactNode {
  const { t } = useTranslation('history')
  const { locale, now, timeZone } = useReader()
  return (entry) => {
    const [feature = '', ...name] = entry.kind.split('.')
    const said = Object.entries(entry.facts).map(([key, fact]) => [
      key,
      typeof fact === 'string' && day.test(fact) ? sayDate(locale, fact, now, timeZone) : (fact ?? ''),
    ])
    return withBold(String(t(`${feature}:timeline.${name.join('.')}` as never, Object.fromEntries(said) as never)))
  }
}

/** The texts mark what matters with <b>; everything else stays plain text, whatever it contains. */
const withBold = (text: string): ReactNode =>
  text.split(/<b>(.*?)<\/b>/s).map((part, index) => {
    const key = `${index} ${part}`
    return index % 2 ? <b key={key}>{part}</b> : <Fragment key={key}>{part}</Fragment>
  })

const groups = ['goods', 'money', 'talk'] as const
export type Group = (typeof groups)[number]
/** The search parameter that narrows a timeline to one kind. */
const parameter = 'timeline'

/** Everything that happened to one record. `path` and `search` are the page's own: the kinds are links that stay on it. */
export function TimelineView({ entries, path, search }: { entries: readonly TimelineEntry[]; path: string; search: string }) {
  const { t } = useTranslation('history')
  const textOf = useEntryText()
  const asked = new URLSearchParams(search).get(parameter)
  const present = groups.filter((group) => entries.some((entry) => entry.group === group))
  const chosen = present.find((group) => group === asked)
  const kinds: Segment[] = [
    { href: `${hrefWith(path, search, { [parameter]: null })}#timeline`, label: t('kinds.all'), current: !chosen },
    ...present.map((group) => ({
      href: `${hrefWith(path, search, { [parameter]: group })}#timeline`,
      label: t(`kinds.${group}`),
      current: group === chosen,
    })),
  ]
  const shown = entries
    .filter((entry) => !chosen || entry.group === chosen)
    .map(
      (entry): ShownEntry => ({
        ...markOf(entry),
        id: entry.id,
        at: entry.at,
        icon: iconOf(entry),
        ...wordsOf(entry, textOf, t),
      }),
    )
  return (
    <div id="timeline">
      <Timeline entries={shown} kinds={present.length > 1 ? kinds : undefined} />
    </div>
  )
}

type Words = ReturnType<typeof useTranslation<'history'>>['t']
function wordsOf(entry: TimelineEntry, textOf: (entry: TimelineEntry) => ReactNode, t: Words) {
  const internal = entry.kind === 'history.internal-note'
  const text = <span className="whitespace-pre-line">{textOf(entry)}</span>
  const meta = internal ? (
    <>
      {entry.actor} <Tag>{t('internal')}</Tag>
    </>
  ) : (
    entry.actor
  )
  return { text, meta, planned: entry.planned }
}
