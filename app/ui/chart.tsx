/* A chart with its title, its meaning in words, and the same data as a table one click away. Solid is actual, hatched is expected,
   outlined is planned. Drawn on the server (chart.server.ts), so it needs no JavaScript. */
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartDrawing, ChartPair } from './chart.server'
import type { LegendItem } from './track'
import { Legend } from './track'

export type ChartProps = {
  drawing: ChartPair
  title: string
  /** What it shows, in a sentence. */
  description: string
  /** The same data: head and rows of finished texts. */
  head: readonly [string, string]
  rows: readonly { label: string; text: string }[]
  legend?: readonly LegendItem[] | undefined
  children?: ReactNode
}
export function Chart({ drawing, title, description, head, rows, legend, children }: ChartProps) {
  const { t } = useTranslation('ui')
  return (
    <figure className="chart">
      <Picture drawing={drawing.wide} className="chart-wide" title={title} description={description} />
      <Picture drawing={drawing.narrow} className="chart-narrow" title={title} description={description} />
      <figcaption>
        {legend ? <Legend items={legend} /> : null}
        {children}
        <details>
          <summary>
            <ChevronRight className="icon icon-s" aria-hidden="true" />
            {t('chart.table')}
          </summary>
          <table className="list list-plain">
            <caption className="sr">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{head[0]}</th>
                <th scope="col" className="num">
                  {head[1]}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.label}>
                  <td className="k1">{row.label}</td>
                  <td className="num k2">{row.text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figcaption>
    </figure>
  )
}

const pieceClass = { actual: 'piece-actual', due: 'chart-due', planned: 'piece-planned' } as const

function Picture({
  drawing,
  className,
  title,
  description,
}: {
  drawing: ChartDrawing
  className: string
  title: string
  description: string
}) {
  const id = useId()
  const { width, height, left, base } = drawing
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}t ${id}d`}>
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      {drawing.ticks.map((tick) => (
        <g key={tick.y}>
          <line className="chart-grid" x1={left} x2={width} y1={tick.y} y2={tick.y} />
          <text x={left - 8} y={tick.y + 4} textAnchor="end">
            {tick.text}
          </text>
        </g>
      ))}
      <line className="chart-axis" x1={left} x2={width} y1={base} y2={base} />
      {drawing.bars.map(({ kind, ...box }) => (
        <rect key={box.x} {...box} rx="2" className={pieceClass[kind]} fill={kind === 'due' ? 'url(#hatch-due)' : undefined} />
      ))}
      {drawing.line ? (
        <>
          <path className="chart-line" d={drawing.line.solid} />
          <path className="chart-line chart-line-due" d={drawing.line.dashed} />
        </>
      ) : null}
      {drawing.mark ? (
        <>
          <line className="chart-mark" x1={left} x2={width} y1={drawing.mark.y} y2={drawing.mark.y} />
          <text className="chart-value" x={left + 4} y={drawing.mark.y - 6}>
            {drawing.mark.text}
          </text>
        </>
      ) : null}
      {drawing.values.map((value) => (
        <text key={value.x} className="chart-value" x={value.x} y={value.y} textAnchor="middle">
          {value.text}
        </text>
      ))}
      {drawing.labels.map((label) => (
        <text key={label.x} x={label.x} y={height - 5} textAnchor="middle">
          {label.text}
        </text>
      ))}
    </svg>
  )
}
