import type { Reads, Subject, TimelineEntry, TimelineSource } from '~/features/registry.types'

/** What is still to come first, the furthest on top; then what happened, newest first. Equal instants stay as their sources say. */
const inOrder = (a: TimelineEntry, b: TimelineEntry) =>
  Number(b.planned ?? false) - Number(a.planned ?? false) || b.at.getTime() - a.at.getTime()

/** Everything that happened to one record, from all sources. The record was read through this scope, or it would not be known. */
export async function timelineOf(scope: Reads, sources: readonly TimelineSource[], subject: Subject): Promise<TimelineEntry[]> {
  const entries = await Promise.all(sources.map((source) => source.of(scope, subject)))
  return merged(entries.flat())
}

/** Entries of one more source put into a timeline. */
export const merged = (entries: readonly TimelineEntry[]): TimelineEntry[] => [...entries].sort(inOrder)

/** What is new since an instant in everything that the reader reaches, newest first, from all sources. */
export async function recentChanges(
  scope: Reads,
  sources: readonly TimelineSource[],
  since: Date,
  limit: number,
): Promise<TimelineEntry[]> {
  const entries = await Promise.all(sources.map((source) => source.recent(scope, since, limit)))
  return merged(entries.flat().filter((entry) => !entry.planned)).slice(0, limit)
}
