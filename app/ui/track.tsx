/* The progress track: five steps, each segment to scale. Solid is actual, hatched is time lost, outlined is planned.
   Geometry is written in SVG attributes (the policy allows no style attributes); on a phone the same pieces stand upright. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReader } from './reader'
import { Slip } from './status'
import type { Piece } from './track-pieces'
import { piecesOf, todayIn } from './track-pieces'
import { dateIn, dayAndMonth, fullDate, fullInstant, sayDateBriefly } from './when-text'

export type TrackStep = {
  key: string
  label: string
  /** When it happened: an instant, or a calendar date (YYYY-MM-DD). */
  actual?: string | Date | null | undefined
  /** The date it is expected now (YYYY-MM-DD). */
  expected?: string | null | undefined
  /** The date first promised (YYYY-MM-DD). */
  promised?: string | null | undefined
  /** Days after the promise; above zero it is said. */
  lateDays?: number | undefined
  /** "by Ines K." */
  note?: ReactNode
  /** Where its days are counted, if not where the reader is: the place that was promised. */
  timeZone?: string | undefined
}

const dateOnly = /^\d{4}-\d{2}-\d{2}$/
const millis = (at: string | Date): number =>
  typeof at !== 'string' ? at.getTime() : dateOnly.test(at) ? Date.parse(`${at}T12:00:00Z`) : Date.parse(at)
const timeOf = (step: TrackStep | undefined): number | null => {
  const at = step?.actual ?? step?.expected ?? step?.promised
  return at ? millis(at) : null
}

const whole: Piece = { from: 0, to: 1, kind: 'planned' }

/** The segment between two steps: its pieces, and where today stands in it. */
function segmentBetween(step: TrackStep, next: TrackStep | undefined, now: Date): { pieces: Piece[]; today: number | null } {
  const start = timeOf(step)
  const end = timeOf(next)
  if (!next) return { pieces: [], today: null }
  if (!step.actual || start === null || end === null) return { pieces: [whole], today: null }
  const span = { start, end, promised: next.promised ? millis(next.promised) : null, now: next.actual ? end : now.getTime() }
  return { pieces: piecesOf(span), today: next.actual ? null : todayIn(span) }
}

export function Track({ steps }: { steps: readonly TrackStep[] }) {
  const { t } = useTranslation('ui')
  const { now } = useReader()
  return (
    <>
      <ol className="track">
        {steps.map((step, index) => {
          const { pieces, today } = segmentBetween(step, steps[index + 1], now)
          return (
            <li key={step.key}>
              <span className={step.actual ? 'track-node' : 'track-node track-node-plan'}>
                {step.actual ? <Check className="icon" aria-hidden="true" /> : null}
              </span>
              <Segment pieces={pieces} today={today} label={t('track.today')} />
              <h3>{step.label}</h3>
              <StepDates step={step} />
            </li>
          )
        })}
      </ol>
      <Legend items={['actual', 'lost', 'planned']} />
    </>
  )
}

function StepDates({ step }: { step: TrackStep }) {
  const { t } = useTranslation('ui')
  const { locale, now, timeZone: own } = useReader()
  const zone = step.timeZone ?? own
  const say = (date: string) => sayDateBriefly(locale, date, now, zone)
  const late = step.lateDays ?? 0
  return (
    <>
      {step.actual ? <Happened at={step.actual} say={say} timeZone={zone} /> : null}
      {!step.actual && step.expected ? (
        <span className="track-date">{t('track.estimated', { date: say(step.expected) })}</span>
      ) : null}
      {!step.actual && !step.expected && !step.promised ? <span className="track-note">{t('track.open')}</span> : null}
      {step.promised ? (
        <span className="track-note">
          {t('track.promised')} {late > 0 ? <del>{dayAndMonth(locale, step.promised)}</del> : dayAndMonth(locale, step.promised)}
        </span>
      ) : null}
      {step.note ? <span className="track-note">{step.note}</span> : null}
      {late > 0 ? <Slip tone={late > 7 ? 'bad' : 'warn'}>{t('late', { count: late })}</Slip> : null}
    </>
  )
}

/** The day it happened, with the exact time on hover. */
function Happened({ at, say, timeZone }: { at: string | Date; say: (date: string) => string; timeZone: string }) {
  const { locale } = useReader()
  const date = typeof at === 'string' && dateOnly.test(at) ? at : null
  const instant = new Date(at)
  return (
    <time
      className="track-date"
      dateTime={date ?? instant.toISOString()}
      title={date ? fullDate(locale, date) : fullInstant(locale, instant, timeZone)}
    >
      {say(date ?? dateIn(instant, timeZone))}
    </time>
  )
}

const percent = (fraction: number) => `${Math.round(fraction * 1000) / 10}%`

function Segment({ pieces, today, label }: { pieces: readonly Piece[]; today: number | null; label: string }) {
  if (pieces.length === 0) return null
  return (
    <svg className="track-bar" aria-hidden="true">
      <g className="track-flat">
        {pieces.map(({ from, to, kind }) => (
          <rect
            key={kind}
            className={`piece-${kind}`}
            fill={fillOf(kind)}
            x={percent(from)}
            width={percent(to - from)}
            y="7"
            height="7"
          />
        ))}
        {today === null ? null : <rect className="track-today" x={percent(today)} y="0" width="2" height="21" />}
        {today === null ? null : (
          <text className="track-today-word" x={percent(today)} y="-5" textAnchor="middle">
            {label}
          </text>
        )}
      </g>
      <g className="track-tall">
        {pieces.map(({ from, to, kind }) => (
          <rect
            key={kind}
            className={`piece-${kind}`}
            fill={fillOf(kind)}
            y={percent(from)}
            height={percent(to - from)}
            x="0"
            width="7"
          />
        ))}
        {today === null ? null : <rect className="track-today" y={percent(today)} x="-5" width="17" height="2" />}
      </g>
    </svg>
  )
}

const fillOf = (kind: Piece['kind']) => (kind === 'lost' ? 'url(#hatch-lost)' : undefined)

export type LegendItem = 'actual' | 'lost' | 'due' | 'planned'
/** What solid, hatched and outlined mean. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  const { t } = useTranslation('ui')
  return (
    <p className="legend">
      {items.map((item) => (
        <span key={item} className={`legend-${item}`}>
          {t(`legend.${item}`)}
        </span>
      ))}
    </p>
  )
}
