import type { TimelineEntry } from '~/features/registry.types'
import type { NewsItem } from '~/ui/news'
import { When } from '~/ui/when'
import { iconOf, LinkTo, markOf, useEntryText } from './entries'

/** What is new, as `ui/news` shows it: each line names its record, in its text or before it. `root` is the audience's ('/portal'). */
export function useNews(root: string): (entries: readonly TimelineEntry[]) => NewsItem[] {
  const textOf = useEntryText(root)
  return (entries) =>
    entries.map((entry) => {
      const { link } = entry
      const named = link ? Object.values(entry.facts).includes(link.number) : true
      return {
        ...markOf(entry),
        id: entry.id,
        icon: iconOf(entry) ?? undefined,
        text: (
          <>
            {link && !named ? <LinkTo link={link} root={root} /> : null} {textOf(entry)}
          </>
        ),
        meta: (
          <>
            <When at={entry.at} timeZone={entry.timeZone ?? undefined} />
            {entry.actor ? ` · ${entry.actor}` : null}
          </>
        ),
      }
    })
}
