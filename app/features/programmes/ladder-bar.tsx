/* The ladder with one's own position: solid is reached, hatched is where this pace leads, a line is where a tier begins. */
import { useTranslation } from 'react-i18next'
import { useProgrammeWords } from './programme-words'
import type { Standing } from './standing.queries.server'

type Drawn = { width: number; tiers: 'all' | 'next'; className: string }

export function LadderBar({ standing }: { standing: Standing }) {
  return (
    <div className="chart mt-5">
      <Bar standing={standing} width={940} tiers="all" className="chart-wide" />
      <Bar standing={standing} width={358} tiers="next" className="chart-narrow" />
    </div>
  )
}

function Bar({ standing, width, tiers, className }: { standing: Standing } & Drawn) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { settled, rules, totals, forecast } = standing
  const from = settled.from.map(Number)
  const reached = Math.max(0, Number(totals.reached))
  const ahead = Math.max(reached, Number(forecast?.reached ?? 0))
  const top = Math.max((from.at(-1) ?? 0) * 1.2, reached * 1.05, 1)
  const x = (value: number) => Math.round((Math.min(value, top) / top) * width * 10) / 10
  const shown = settled.from
    .map((start, index) => ({ start, index, at: x(Number(start)) }))
    .filter(({ index }) => index > 0 && (tiers === 'all' || index === settled.band + 1 || index === settled.band))
  const here = say.measured(totals.reached, rules)
  const label = t('ladder.label', {
    reached: here,
    tiers: settled.from
      .map((start, index) => `${say.measured(start, rules)}: ${say.rate(rules.bands[index]?.rate ?? '0', rules)}`)
      .join('; '),
  })
  return (
    <svg className={className} viewBox={`0 0 ${width} 96`} role="img" aria-label={label}>
      <text className="chart-value" x={Math.min(Math.max(x(reached), 50), width - 50)} y="12" textAnchor="middle">
        {here}
      </text>
      <path className="chart-axis" d={`M${x(reached)} 17v17`} />
      <rect className="gauge-ground" x="0" y="34" width={width} height="26" rx="3" />
      {ahead > reached ? (
        <rect className="chart-due" fill="url(#hatch-due)" x={x(reached)} y="34" width={x(ahead) - x(reached)} height="26" />
      ) : null}
      <rect className="piece-actual" x="0" y="34" width={x(reached)} height="26" rx="3" />
      {shown.map(({ start, index, at }) => (
        <g key={start}>
          <line className="chart-axis" x1={at} x2={at} y1="30" y2="66" />
          <text x={at > width - 60 ? at - 4 : at + 4} y="78" textAnchor={at > width - 60 ? 'end' : 'start'}>
            {say.threshold(start)}
          </text>
          <text
            className="chart-value"
            x={at > width - 60 ? at - 4 : at + 4}
            y="92"
            textAnchor={at > width - 60 ? 'end' : 'start'}
          >
            {say.rate(rules.bands[index]?.rate ?? '0', rules)}
          </text>
        </g>
      ))}
    </svg>
  )
}
