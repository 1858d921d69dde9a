import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { dateIn, dayAndMonth, fullDate, sayDate } from '~/ui/when-text'
import { daysBetween } from '~/values/local-date'
import type { OrderRecord, PromiseChange } from './order-record'
import type { PromiseRow } from './promise-drawing'
import { drawPromises } from './promise-drawing'

type Row = PromiseRow & { given: string; why: string; text: string; more: string | null; by: string | null }

/** Every day that was promised, when and why it moved, and what became of it: drawn, and as a table. */
export function PromiseHistory({ order }: { order: OrderRecord }) {
  const { t } = useTranslation('orders')
  const rows = useRows(order)
  if (order.promises.length === 0) return null
  return (
    <Section title={t('promises.title')} note={t('promises.note')} id="promises">
      <figure className="chart max-w-[44rem] max-[780px]:hidden">
        <Drawing rows={rows} />
        <figcaption>
          <details>
            <summary>
              <ChevronRight className="icon icon-s" aria-hidden="true" />
              {t('promises.table')}
            </summary>
            <Table rows={rows} />
          </details>
        </figcaption>
      </figure>
      <div className="hidden max-[780px]:block">
        <Table rows={rows} />
      </div>
    </Section>
  )
}

/** How days are said in this history. */
function useSaying(zone: string) {
  const { t } = useTranslation('orders')
  const { locale, now } = useReader()
  const brief = (on: string) => dayAndMonth(locale, on)
  return {
    t,
    brief,
    full: (on: string) => fullDate(locale, on),
    instant: (at: Date) => sayDate(locale, dateIn(at, zone), now, zone),
    on: (at: Date) => dateIn(at, zone),
    /** "23 June, +2 days" */
    moved: (on: string, days: number) =>
      days === 0 ? brief(on) : t(days < 0 ? 'promises.earlier' : 'promises.later', { day: brief(on), count: Math.abs(days) }),
  }
}
type Saying = ReturnType<typeof useSaying>

function useRows(order: OrderRecord): Row[] {
  const say = useSaying(order.timeZone)
  const begun = order.firstPromisedOn ?? order.promises[0]?.previousOn ?? null
  return [
    ...(begun ? [firstRow(begun, order.confirmedAt ?? order.placedAt, say)] : []),
    ...order.promises.map((change) => changeRow(change, say)),
    ...(begun ? cameRow(begun, order, say) : []),
  ]
}

const firstRow = (on: string, at: Date, say: Saying): Row => ({
  kind: 'first',
  on,
  days: 0,
  given: say.brief(say.on(at)),
  why: say.t('promises.first'),
  text: say.brief(on),
  more: null,
  by: say.t('promises.given', { day: say.instant(at) }),
})

function changeRow({ previousOn, promisedOn: on, cause, explanation, givenAt, givenBy }: PromiseChange, say: Saying): Row {
  const days = previousOn ? daysBetween(previousOn, on) : 0
  const day = say.instant(givenAt)
  return {
    kind: days < 0 ? 'forward' : 'moved',
    on,
    days,
    given: say.brief(say.on(givenAt)),
    why: say.t(`cause.${cause}`),
    text: say.moved(on, days),
    more: explanation,
    by: givenBy ? say.t('promises.changedBy', { day, name: givenBy }) : say.t('promises.changed', { day }),
  }
}

function cameRow(begun: string, order: OrderRecord, say: Saying): Row[] {
  const dispatch = order.promiseOf === 'dispatch'
  const done = dispatch ? (order.open ? null : order.shippedAt) : order.deliveredAt
  if (!done) return []
  const on = say.on(done)
  const days = Math.max(0, daysBetween(begun, on))
  const why = say.t(dispatch ? 'promises.left' : 'promises.came')
  return [{ kind: 'came', on, days, given: say.brief(on), why, text: say.moved(on, days), more: null, by: say.full(on) }]
}

function Drawing({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  const id = useId()
  const drawing = drawPromises(rows)
  const { width, height, left, right, axis } = drawing
  const [first, ...changes] = rows
  const said = changes.map((row) => `${row.given} ${row.why}: ${row.text}`).join('; ')
  return (
    <svg className="chart-wide" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
      <title id={id}>{t('promises.summary', { first: first?.text ?? '', changes: said })}</title>
      {drawing.ticks.map((tick) => (
        <g key={tick.on}>
          <line className={tick.labelled ? 'chart-axis' : 'chart-grid'} x1={tick.x} x2={tick.x} y1={axis - 6} y2={axis} />
          {tick.labelled ? (
            <text x={tick.x} y={axis + 15} textAnchor="middle">
              {dayAndMonth(locale, tick.on)}
            </text>
          ) : null}
        </g>
      ))}
      <line className="chart-axis" x1={left} x2={right} y1={axis} y2={axis} />
      {drawing.rows.map((row, index) => (
        <Mark key={`${row.y}`} row={row} label={rows[index]} left={left} right={right} last={index === rows.length - 1} />
      ))}
    </svg>
  )
}

type Drawn = ReturnType<typeof drawPromises>['rows'][number]

function Mark({
  row,
  label,
  left,
  right,
  last,
}: {
  row: Drawn
  label: Row | undefined
  left: number
  right: number
  last: boolean
}) {
  const solid = row.kind === 'came' ? 'var(--color-positive-solid)' : last ? 'var(--color-accent)' : null
  return (
    <g>
      <text className="chart-value" x="0" y={row.y + 4}>
        {label?.given}
      </text>
      <text x="66" y={row.y + 4}>
        {label?.why}
      </text>
      <line className="chart-grid" x1={left} x2={right} y1={row.y} y2={row.y} />
      {row.lost ? (
        <rect className="piece-lost" fill="url(#hatch-lost)" x={row.lost.x} width={row.lost.width} y={row.y - 4} height="8" />
      ) : null}
      <rect
        x={row.x - 6}
        y={row.y - 6}
        width="12"
        height="12"
        rx="3.5"
        fill={solid ?? 'var(--color-surface)'}
        stroke={solid ?? 'var(--color-ink-3)'}
        strokeWidth="1.75"
      />
      <text className="chart-value" x={row.x + 13} y={row.y + 4}>
        {label?.text}
      </text>
    </g>
  )
}

function Table({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('orders')
  return (
    <table className="list list-plain">
      <caption className="sr">{t('promises.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('promises.why')}</th>
          <th scope="col">{t('promises.day')}</th>
          <th scope="col">{t('promises.when')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.kind + row.on + row.given}>
            <td className="k1">{row.more ?? row.why}</td>
            <td className="k2 nowrap">{row.text}</td>
            <td className="k5 quiet">{row.by}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
