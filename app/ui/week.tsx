/* What arrives in the next seven days: one column per day, weekends narrow while they are empty. On a phone, one row per day. */

import { useTranslation } from 'react-i18next'
import { useReader } from './reader'
import type { Mark, Tone } from './status'
import { Status } from './status'
import { fullDate, sayDateBriefly, weekdayAndDay } from './when-text'

export type WeekItem = {
  href: string
  number: string
  what?: string | undefined
  mark: Mark
  tone?: Tone | undefined
  status: string
}
export type WeekDay = { date: string; items: readonly WeekItem[]; moreHref?: string | undefined; more?: number | undefined }

const weekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

export function Week({ days, label }: { days: readonly WeekDay[]; label: string }) {
  const { t } = useTranslation('ui')
  const { locale, now, timeZone } = useReader()
  return (
    <ol className="week" aria-label={label}>
      {days.map((day, index) => {
        const rest = index > 0 && weekend(day.date) && day.items.length === 0
        return (
          <li
            key={day.date}
            className={index === 0 ? 'week-today' : rest ? 'week-rest' : day.items.length > 0 ? 'week-busy' : undefined}
          >
            <time className="week-day" dateTime={day.date} title={fullDate(locale, day.date)}>
              {rest ? weekdayAndDay(locale, day.date) : sayDateBriefly(locale, day.date, now, timeZone)}
            </time>
            {day.items.map((item) => (
              <a key={item.number} href={item.href}>
                <span className="no">{item.number}</span>
                {item.what ? <small>{item.what}</small> : null}
                <Status mark={item.mark} tone={item.tone}>
                  {item.status}
                </Status>
              </a>
            ))}
            {day.more && day.moreHref ? (
              <a className="week-more" href={day.moreHref}>
                {t('week.more', { count: day.more })}
              </a>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
