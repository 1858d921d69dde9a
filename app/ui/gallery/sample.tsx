/* What the gallery's sections share: a titled box, and a calendar around the reader's today. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReader } from '../reader'
import { dateIn } from '../when-text'

export function useSample(): (key: string, values?: Record<string, unknown>) => string {
  const { t } = useTranslation('dev-ui')
  return t as unknown as (key: string, values?: Record<string, unknown>) => string
}

export function Sample({ name, full, children }: { name: string; full?: boolean; children: ReactNode }) {
  const t = useSample()
  return (
    <section className={full ? 'col-span-full min-w-0' : 'min-w-0 max-mid:col-span-full'} id={name}>
      <h2 className="mb-2.5">{t(`sections.${name}`)}</h2>
      {children}
    </section>
  )
}

export const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">{children}</div>
)
export const Stack = ({ children }: { children: ReactNode }) => <div className="grid gap-4">{children}</div>

const dayLength = 86_400_000
/** The calendar date so many days from today; the instant so many hours from now. */
export function useDays(): { day: (offset: number) => string; instant: (hours: number) => Date } {
  const { now, timeZone } = useReader()
  return {
    day: (offset) => dateIn(new Date(now.getTime() + offset * dayLength), timeZone),
    instant: (hours) => new Date(now.getTime() + hours * 3_600_000),
  }
}
