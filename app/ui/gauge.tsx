/* A level on a ruler. Solid is done, hatched is expected, the line is the mark to reach. */
export type GaugeProps = {
  /** 0 to 1. */
  value: number
  /** Expected beyond the value: 0 to 1. */
  expected?: number | undefined
  target?: number | undefined
  /** The whole in words, for those who do not see it. */
  label: string
  ruler?: boolean | undefined
  thin?: boolean | undefined
}
const percent = (value: number) => `${Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10}%`

export function Gauge({ value, expected, target, label, ruler, thin }: GaugeProps) {
  return (
    <>
      <svg className={thin ? 'gauge gauge-thin' : 'gauge'} role="img" aria-label={label}>
        <rect className="gauge-ground" width="100%" height="100%" rx="3" />
        <rect className="piece-actual" width={percent(value)} height="100%" rx="3" />
        {expected !== undefined && expected > value ? (
          <rect fill="url(#hatch-due)" x={percent(value)} width={percent(expected - value)} height="100%" />
        ) : null}
        {target === undefined ? null : <rect className="gauge-target" x={percent(target)} width="2" height="100%" />}
      </svg>
      {ruler ? <span className="ruler" aria-hidden="true" /> : null}
    </>
  )
}
