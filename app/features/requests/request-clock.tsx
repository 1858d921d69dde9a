import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { Slip, Status } from '~/ui/status'
import { DataTable } from '~/ui/table'
import { When } from '~/ui/when'
import type { RequestClock as Clock } from './request.queries.server'
import { useSaidWhen } from './said-when'

/** '4:33' of business hours. */
export function hoursAndMinutes(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function useTime() {
  const { t } = useTranslation('requests')
  return (milliseconds: number) => t('clock.time', { time: hoursAndMinutes(milliseconds) })
}

/** What was promised, how it stands, and each stretch of time that it is the sum of: the same for both sides. */
export function RequestClock({ clock, yours, title }: { clock: Clock; yours: boolean; title?: string }) {
  const { t } = useTranslation('requests')
  const time = useTime()
  const total = clock.solution.minutes * 60_000
  const used = Math.min(100, (clock.used / total) * 100)
  const over = clock.solution.late
  const words = { used: time(clock.used), total: time(total) }
  return (
    <Section title={title ?? t('clock.title')} id="clock">
      <ul className="grid gap-3 text-sm">
        <Target target={clock.response} name={t('clock.response')} done="given" />
        <Target target={clock.solution} name={t('clock.solution')} done="done" />
      </ul>
      <svg
        className="mt-3 h-2 w-full rounded-sm"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={t('clock.chart', words)}
      >
        <rect className="fill-line" width="100" height="8" />
        <rect className={over ? 'fill-critical-solid' : 'fill-accent'} width={used} height="8" />
      </svg>
      <p className="mt-1 text-xs text-ink-3">{t('clock.used', words)}</p>
      <Ledger clock={clock} yours={yours} />
    </Section>
  )
}

function Target({ target, name, done }: { target: Clock['response']; name: string; done: 'given' | 'done' }) {
  const { t } = useTranslation('requests')
  const time = useTime()
  const say = useSaidWhen()
  const { doneAt, dueAt, late, minutes } = target
  const state = doneAt ? (late ? 'late' : 'inTime') : late ? 'over' : null
  return (
    <li>
      <p className="flex flex-wrap justify-between gap-x-3">
        <b>{name}</b>
        {state === 'inTime' ? <Status mark="check">{t('clock.inTime')}</Status> : null}
        {state === 'late' || state === 'over' ? (
          <Slip tone="bad" mark="stop">
            {t(`clock.${state}`)}
          </Slip>
        ) : null}
      </p>
      <p className="text-ink-2">
        {t('clock.within', { time: time(minutes * 60_000) })}
        {' · '}
        {doneAt ? t(`clock.${done}`, { when: say(doneAt) }) : dueAt ? t('clock.dueBy', { when: say(dueAt) }) : t('clock.paused')}
      </p>
    </li>
  )
}

function Ledger({ clock, yours }: { clock: Clock; yours: boolean }) {
  const { t } = useTranslation('requests')
  const { locale } = useReader()
  const time = useTime()
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))
  const windows = clock.windows.map(({ days, from, to }) => {
    const [first, last] = [weekday(days[0] ?? 1), weekday(days.at(-1) ?? 7)]
    return t('clock.days', { days: days.length > 1 ? `${first}–${last}` : first, from, to })
  })
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer text-accent-ink">{t('clock.ledger')}</summary>
      <DataTable
        caption={t('clock.ledger')}
        rows={clock.ledger.map((line, index) => ({ ...line, key: String(index) }))}
        keyOf={(line) => line.key}
        columns={[
          {
            key: 'state',
            head: t('clock.state'),
            cell: (line) => t(`${yours ? 'yourStatus' : 'status'}.${line.status}`),
            place: 1,
          },
          { key: 'from', head: t('clock.from'), cell: (line) => <When at={line.from} time="always" />, quiet: true, place: 3 },
          {
            key: 'to',
            head: t('clock.to'),
            cell: (line) => (line.to ? <When at={line.to} time="always" /> : t('clock.now')),
            quiet: true,
            place: 4,
          },
          {
            key: 'counted',
            head: t('clock.counted'),
            cell: (line) => (line.runs ? time(line.counted) : <span className="quiet">{t('clock.rests')}</span>),
            numeric: true,
            place: 2,
          },
        ]}
        sums={[{ key: 'sum', label: t('clock.sum'), value: time(clock.used), total: true }]}
      />
      <p className="mt-2 text-xs text-ink-3">{t('clock.hours', { windows: windows.join(', '), zone: clock.timeZone })}</p>
    </details>
  )
}
