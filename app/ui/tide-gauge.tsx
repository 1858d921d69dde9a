/* The picture beside the sign-in form: an order rising on a tide gauge. Decoration, hidden from readers. */
import { useTranslation } from 'react-i18next'

const ticks = Array.from({ length: 45 }, (_, i) => `M48 ${36 + i * 14}h${i % 10 === 0 ? 34 : i % 5 === 0 ? 22 : 12}`).join('')
const levels = [
  { key: 'delivered', y: 246, planned: true, fill: null },
  { key: 'shipped', y: 386, planned: false, fill: { y: 5, height: 6.3 } },
  { key: 'packed', y: 470, planned: false, fill: { y: 7.2, height: 4.1 } },
  { key: 'confirmed', y: 568, planned: false, fill: { y: 9, height: 2.3 } },
] as const

export function TideGauge() {
  const { t } = useTranslation('shell')
  return (
    <svg className="tide" viewBox="0 0 660 900" preserveAspectRatio="xMinYMin slice" aria-hidden="true">
      <path className="tide-1" d="M0 388c110-26 220-26 330 0s220 26 330 0v512H0z" />
      <path className="tide-2" d="M0 470c110 24 220 24 330 0s220-24 330 0v430H0z" />
      <path className="tide-3" d="M0 566c110-20 220-20 330 0s220 20 330 0v334H0z" />
      <path className="tide-ticks" d={`${ticks}M48 30v630`} />
      {levels.map((level) => (
        <g key={level.key} className={level.key === 'shipped' ? 'tide-now' : undefined}>
          <path className={level.planned ? 'tide-line tide-planned' : 'tide-line'} d={`M48 ${level.y}h120`} />
          <g transform={`translate(182 ${level.y - 7})`}>
            <rect
              className={level.planned ? 'tide-box tide-planned' : 'tide-box'}
              x=".75"
              y=".75"
              width="13"
              height="13"
              rx="3.5"
            />
            {level.fill ? (
              <rect className="tide-fill" x="3.2" y={level.fill.y} width="8.1" height={level.fill.height} rx="1.2" />
            ) : null}
            <text x="24" y="12.5">
              {t(`gate.${level.key}`)}
            </text>
          </g>
        </g>
      ))}
    </svg>
  )
}
