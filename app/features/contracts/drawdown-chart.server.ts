import type { Language } from '~/languages/settings'
import type { ChartPair } from '~/ui/chart.server'
import { drawChart } from '~/ui/chart.server'
import { formatMoney } from '~/ui/money'
import type { ContractRecord } from './contract.queries.server'

/** What was drawn by the end of each month or year, with the commitment as the line to reach; null where there is nothing to draw. */
export function drawdownChart({ commitment, drawdown }: ContractRecord, language: Language): ChartPair | null {
  if (!commitment || !drawdown || drawdown.steps.length === 0) return null
  const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  const tick = (value: number) => short.format(value)
  const points = drawdown.steps.map(({ on, by, total }) => ({
    label: by === 'year' ? on.slice(0, 4) : month.format(new Date(`${on}T00:00:00Z`)),
    value: Number(total),
    text: tick(Number(total)),
  }))
  const mark = { value: Number(commitment.amount), text: formatMoney(language, commitment.amount, commitment.currency) }
  return drawChart({ points, mark, tick })
}
