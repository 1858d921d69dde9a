import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '~/features/registry.types'
import { hrefWith } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import type { Segment } from '~/ui/segmented'
import { Tag } from '~/ui/status'
import type { TimelineEntry as ShownEntry } from '~/ui/timeline'
import { Timeline } from '~/ui/timeline'
import { dateIn, sayDate } from '~/ui/when-text'
import { iconOf, markOf, useEntryText } from './entries'

const groups = ['goods', 'money', 'talk'] as const
/** The search parameter that narrows a timeline to one kind. */
const parameter = 'timeline'

export type TimelineViewProps = {
  entries: readonly TimelineEntry[]
  /** The page's own address: the kinds are links that stay on it, and other records are beside it. */
  path: string
  search: string
}

/** Everything that happened to one record. */
export function TimelineView({ entries, path, search }: TimelineViewProps) {
  const { t } = useTranslation('history')
  const asked = new URLSearchParams(search).get(parameter)
  const present = groups.filter((group) => entries.some((entry) => entry.group === group))
  const chosen = present.find((group) => group === asked)
  const hrefOf = (group: string | null) => `${hrefWith(path, search, { [parameter]: group })}#timeline`
  const kinds: Segment[] = [
    { href: hrefOf(null), label: t('kinds.all'), current: !chosen },
    ...present.map((group) => ({ href: hrefOf(group), label: t(`kinds.${group}`), current: group === chosen })),
  ]
  const shown = useShown(
    entries.filter((entry) => !chosen || entry.group === chosen),
    `/${path.split('/')[1]}`,
  )
  return <Timeline id="timeline" entries={shown} kinds={present.length > 1 ? kinds : undefined} />
}

function useShown(entries: readonly TimelineEntry[], root: string): ShownEntry[] {
  const { locale, now, timeZone } = useReader()
  const textOf = useEntryText(root)
  const dayOf = ({ facts, at, timeZone: place }: TimelineEntry) =>
    sayDate(locale, String(facts.on ?? dateIn(at, place ?? timeZone)), now, timeZone)
  return entries.map((entry) => ({
    ...markOf(entry),
    id: entry.id,
    at: entry.at,
    icon: iconOf(entry),
    text: <span className="whitespace-pre-line">{textOf(entry)}</span>,
    meta: entry.planned ? dayOf(entry) : entry.kind === 'history.internal-note' ? <Internal entry={entry} /> : entry.actor,
    planned: entry.planned,
  }))
}

function Internal({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation('history')
  return (
    <>
      {entry.actor} <Tag>{t('internal')}</Tag>
    </>
  )
}
