import { useTranslation } from 'react-i18next'
import { useLive } from '~/ui/use-live'
import type { QueueNow, RequestNow } from './live.server'
import type { RequestRecord } from './request.queries.server'
import type { RequestRow } from './requests.queries.server'

// What pages of the desk say while they are open: what is new since they were loaded, and who else looks.

export type Live<L> = { news: string | null; looking: L | null }

/** What is new in a request that is shown with so many notes. */
export function useLiveRequest(shown: RequestRecord, notes: number): Live<string[]> {
  const { t } = useTranslation('requests')
  const now = useLive<RequestNow>(`/staff/requests/${encodeURIComponent(shown.number)}/live`, true)
  if (!now) return { news: null, looking: null }
  const messages = now.messages - shown.messages.length
  const noted = now.notes - notes
  const news = [
    messages > 0 && t('live.messages', { count: messages }),
    noted > 0 && t('live.notes', { count: noted }),
    messages <= 0 && now.version > shown.version && t('live.changed'),
  ]
  return { news: news.filter(Boolean).join(t('live.and')) || null, looking: now.looking }
}

/** How many of a page of the queue, as it was read then, have changed, come or gone since. */
export function useLiveQueue(search: string, shown: readonly RequestRow[], at: Date): Live<QueueNow['looking']> {
  const { t } = useTranslation('requests')
  const now = useLive<QueueNow>(`/staff/requests/live${search}`)
  if (!now) return { news: null, looking: null }
  const count = new Date(now.at) > at ? changedIn(shown, now.rows) : 0
  return { news: count > 0 ? t('live.queue', { count }) : null, looking: now.looking }
}

/** Of what is shown, what has another version or is not there any more; and what is there besides. */
export function changedIn(
  shown: readonly Pick<RequestRow, 'number' | 'version'>[],
  now: Readonly<Record<string, number>>,
): number {
  const changed = shown.filter((row) => now[row.number] !== row.version)
  const gone = changed.filter((row) => !(row.number in now)).length
  const came = Object.keys(now).filter((number) => !shown.some((row) => row.number === number)).length
  // On a full page one that goes lets the next one in: that is one change, not two.
  return changed.length - gone + Math.max(gone, came)
}
