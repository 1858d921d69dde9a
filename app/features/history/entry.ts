import type { TimelineEntry } from '~/features/registry.types'

/** How a feature tells of its records: entries of its own kinds, all of one group unless one says otherwise. */
export const entriesOf =
  (feature: string, group: TimelineEntry['group']) =>
  (name: string, id: string, at: Date, facts: TimelineEntry['facts'], more: Partial<TimelineEntry> = {}): TimelineEntry => ({
    id: `${feature}.${name}.${id}`,
    kind: `${feature}.${name}`,
    at,
    actor: null,
    facts,
    group,
    ...more,
  })

/** A day on which something begins or ends is said as it is, and stands at its noon. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`)
